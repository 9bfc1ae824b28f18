import { recomputeStatements } from "@yardstick/aggregator";
import type { Warehouse } from "@yardstick/warehouse";
import { openBenchWarehouse } from "../baseline/open-bench-warehouse.ts";
import { settleMerges } from "../generate/fill-history.ts";
import type { BenchContext, BenchResult } from "../report/figure.ts";
import { median } from "../report/statistics.ts";

const TIMES = 100;
const AIM = 1.5;
const INDICATOR = "gdp";
const KEY = { indicators: [INDICATOR], scopes: ["210000-XY", "210400-XY"], periodEnds: ["2021-12-31"] };

/** (e) One recompute of a key beside a short history and one a hundred times as long, taking turns. */
export async function recomputeCost(context: BenchContext): Promise<BenchResult> {
  const rows = context.quick ? 10_000 : 20_000;
  const repetitions = context.quick ? 8 : 15;
  const short = await openBenchWarehouse({ YARDSTICK_CLICKHOUSE_DATABASE: "bench_short" }, context.directory);
  const long = await openBenchWarehouse({ YARDSTICK_CLICKHOUSE_DATABASE: "bench_long" }, context.directory);
  try {
    await fill(short, rows);
    await fill(long, rows * TIMES);
    const costs = { short: [] as Cost[], long: [] as Cost[] };
    await recompute(short);
    await recompute(long);
    for (let at = 0; at < repetitions; at += 1) {
      costs.short.push(await recompute(short));
      costs.long.push(await recompute(long));
    }
    const [one] = await long.query<{ n: string }>(`SELECT count() AS n FROM comparisons FINAL WHERE period = '2021'`);
    if (Number(one?.n) < 40) throw new Error(`the recompute made ${one?.n} comparisons`);
    const cpu = ratioOf(costs.short, costs.long, ({ cpuMs }) => cpuMs);
    const wall = ratioOf(costs.short, costs.long, ({ wallMs }) => wallMs);
    context.log(`e: CPU ${cpu.text}; wall ${wall.text}`);
    return {
      generated: `histories of ${rows} and ${rows * TIMES} figures of other periods, regions and indicators, ${repetitions} recomputes of each`,
      figures: [figureOf("CPU of one recompute", cpu), figureOf("wall time of one recompute", wall)],
    };
  } finally {
    await long.close();
    await short.close();
  }
}

interface Cost {
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** The key's own figures, all counties and two years, and a history beside it that ends a year earlier. */
async function fill(warehouse: Warehouse, rows: number): Promise<void> {
  const columns = `indicator, region, period, period_start, period_end, accumulation, measure, price_basis, caliber, value,
unit, submitted_value, submitted_unit, status, source, submission_id, submission_row, citation, note, known_at, version`;
  const rest = `'元', '1', '元', 'final', 'bench', 'bench', 1, '', '', toDateTime64('2022-01-01 00:00:00', 3, 'UTC'), 1`;
  await warehouse.command(`INSERT INTO observations (${columns})
SELECT '${INDICATOR}', region, toString(year), makeDate32(year, 1, 1), makeDate32(year, 12, 31), 'ytd', 'level', 'current', 'natural',
  toDecimal128(1000 + cityHash64(region, year) % 500, 10), ${rest}
FROM (SELECT region FROM regions FINAL WHERE county_economy AND valid_to > '2021-12-31') AS counties
CROSS JOIN (SELECT arrayJoin([2020, 2021]) AS year) AS years`);
  await warehouse.command(`INSERT INTO observations (${columns})
SELECT if(number % 10 < 2, '${INDICATOR}', concat('indicator_', toString(number % 10))) AS indicator,
  toString(100000 + intDiv(number, 10) % 3000) AS region,
  toString(2019 - intDiv(number, 360000)) AS year, makeDate32(toUInt16(year), month, 1) AS first, toLastDayOfMonth(first), 'ytd', 'level',
  'current', 'natural', toDecimal128(number % 10007, 10), ${rest}
FROM (SELECT number, toUInt8(1 + intDiv(number, 30000) % 12) AS month FROM numbers(${rows}))`);
  // Merging goes on behind an insert, and would count as the recompute's.
  await settleMerges(warehouse);
}

/** chDB works in this process, so the process's own CPU time is what the recompute costs. */
async function recompute(warehouse: Warehouse): Promise<Cost> {
  const cpuBefore = process.cpuUsage();
  const startMs = performance.now();
  for (const { sql, params, settings } of recomputeStatements(KEY)) await warehouse.command(sql, params, settings);
  const wallMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wallMs, cpuMs: (user + system) / 1_000 };
}

interface Ratio {
  readonly shortMs: number;
  readonly longMs: number;
  readonly ratio: number;
  readonly text: string;
}

function ratioOf(short: readonly Cost[], long: readonly Cost[], pick: (cost: Cost) => number): Ratio {
  const shortMs = median(short.map(pick));
  const longMs = median(long.map(pick));
  const ratio = longMs / shortMs;
  return { shortMs, longMs, ratio, text: `${Math.round(shortMs)} and ${Math.round(longMs)} ms, ${ratio.toFixed(2)}` };
}

function figureOf(what: string, { shortMs, longMs, ratio }: Ratio) {
  return {
    id: "e",
    what,
    product: `${Math.round(longMs)} ms beside ${TIMES} times the history`,
    baseline: `${Math.round(shortMs)} ms beside a short history`,
    ratio,
    aim: `<= ${AIM}`,
    met: ratio <= AIM,
    details: { shortMs, longMs },
  };
}
