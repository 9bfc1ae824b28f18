import { loadReference, type ReferenceData } from "@yardstick/contracts";
import { dateTimeText, type Warehouse } from "@yardstick/warehouse";
import { openBenchWarehouse } from "../baseline/open-bench-warehouse.ts";
import { startEmbedded } from "../deployment/start-embedded.ts";
import { fillHistory, indicatorsFor } from "../generate/fill-history.ts";
import { COUNTIES, MONTHS, ROWS_OF_AN_INDICATOR } from "../generate/history-sql.ts";
import { type CountryReference, writeReference } from "../generate/write-reference.ts";
import { type Explanation, explainQuestions } from "../read-api/explain-questions.ts";
import { READ_QUESTIONS, type ReadQuestion } from "../read-api/questions.ts";
import { httpEndpoints } from "../read-api/read-endpoints.ts";
import { type RecomputeRows, recomputeRows } from "../read-api/recompute-rows.ts";
import { storedTables } from "../read-api/stored-tables.ts";
import { type RawTimings, type Timings, timeQuestions, timeRawSql } from "../read-api/time-questions.ts";
import type { BenchContext, BenchResult, Figure } from "../report/figure.ts";
import { percentile } from "../report/statistics.ts";

const QUICK_ROWS = 1e6;
const ROWS = 1e7;
const REQUESTS = 50;
const QUICK_REQUESTS = 10;
const AIM = 1.5;
/** A row or two of a granule's border, and what merges have not met yet. */
const FLAT = 1.1;
/** A tenth of one indicator's history: the key itself is 2,800 counties in two months, and granules have borders. */
const KEY_ROWS = ROWS_OF_AN_INDICATOR / 10;

/** (f) The read API and the SQL door on a long history of the whole country, beside raw SQL on the same data. */
export async function readApi(context: BenchContext): Promise<BenchResult> {
  const { directory, log } = context;
  const requests = context.quick ? QUICK_REQUESTS : REQUESTS;
  const rows = context.rows ?? (context.quick ? QUICK_ROWS : ROWS);
  const country = await writeReference(`${directory}/reference`, indicatorsFor(rows));
  const reference = loadReference({ overlayDir: country.overlayDir });
  const inside = await fillAndExplain(context, country, reference);
  const clickhouseDir = `${directory}/clickhouse`;
  const raw = await timeRawSql(clickhouseDir, requests);
  log("f: the raw SQL is measured");
  const env = { YARDSTICK_REFERENCE_DIR: country.overlayDir };
  const product = await startEmbedded({ dataDir: directory, profileDir: context.profileDir, env });
  let timings: Timings;
  try {
    timings = await timeQuestions(httpEndpoints(product), requests);
  } finally {
    await product.stop();
  }
  const figures = READ_QUESTIONS.map((question) => figureOf(question, { timings, raw, inside: inside.explanations }));
  return {
    figures: [...figures, ...recomputeFigures(inside.short, inside.long)],
    generated: `${inside.stored.text}; ${country.indicators.length} indicators x ${MONTHS} months x ${COUNTIES} counties in ${country.scopes.length} scopes; ${requests} requests of each, warm`,
    notes: [
      ...[...inside.explanations].map(([id, explanation]) => `${id}: ${explained(explanation)}`),
      `recompute: ${inside.long.plan.join("; ")}`,
    ],
  };
}

interface Inside {
  readonly explanations: ReadonlyMap<string, Explanation>;
  readonly short: RecomputeRows;
  readonly long: RecomputeRows;
  readonly stored: { readonly text: string };
}

/** Everything that is done with the directory in this process, before the product has it. */
async function fillAndExplain(
  { directory, log }: BenchContext,
  country: CountryReference,
  reference: ReferenceData,
): Promise<Inside> {
  const { overlayDir, scopes } = country;
  const patient = { YARDSTICK_CLICKHOUSE_REQUEST_TIMEOUT_MS: "3600000" };
  const warehouse = await openBenchWarehouse(patient, directory, overlayDir);
  const empty = await openBenchWarehouse({ YARDSTICK_CLICKHOUSE_DATABASE: "bench_empty" }, directory, overlayDir);
  try {
    await noteReferenceVersion(warehouse, reference);
    const measure = () => recomputeRows(warehouse, reference, scopes);
    const shortest: RecomputeRows[] = [];
    await fillHistory({
      ...{ warehouse, reference: country, log },
      onFirst: async () => {
        shortest.push(await measure());
      },
    });
    const long = await measure();
    const explanations = await explainQuestions(warehouse, empty, reference);
    return { explanations, short: shortest[0] ?? long, long, stored: await storedTables(warehouse) };
  } finally {
    await empty.close();
    await warehouse.close();
  }
}

/** Else the product would compute everything again as it starts, having never seen this reference data. */
async function noteReferenceVersion(warehouse: Warehouse, { version }: ReferenceData): Promise<void> {
  const at = dateTimeText(new Date("2022-01-01T00:00:00Z"));
  await warehouse.insert("reference_versions", ["part", "version", "applied_at"], [["results", version, at]]);
}

interface Measured {
  readonly timings: Timings;
  readonly raw: RawTimings;
  readonly inside: ReadonlyMap<string, Explanation>;
}

function figureOf({ id, what, raw: rawId, spikeMs }: ReadQuestion, { timings, raw, inside }: Measured): Figure {
  const timesMs = timings.get(id) ?? [];
  const rawMs = raw.timings.get(rawId) ?? [];
  const [p50Ms, p95Ms] = [percentile(timesMs, 50), percentile(timesMs, 95)];
  const rawP95Ms = percentile(rawMs, 95);
  const aimMs = spikeMs === null ? null : spikeMs * AIM;
  return {
    ...{ id: "f", what, ratio: p95Ms / rawP95Ms },
    product: `p50 ${ms(p50Ms)}, p95 ${ms(p95Ms)}`,
    baseline: `p50 ${ms(percentile(rawMs, 50))}, p95 ${ms(rawP95Ms)} raw SQL`,
    aim: aimMs === null ? "" : `<= ${AIM} or ${ms(aimMs)}`,
    met: aimMs === null ? null : p95Ms <= Math.max(aimMs, rawP95Ms * AIM),
    details: {
      ...{
        question: id,
        p50Ms,
        p95Ms,
        rawP50Ms: percentile(rawMs, 50),
        rawP95Ms,
        rawCpuMs: raw.cpuMs.get(rawId) ?? 0,
        timesMs,
        aimMs: aimMs ?? "none",
      },
      ...detailsOf(inside.get(id)),
    },
  };
}

function detailsOf(explanation: Explanation | undefined): Figure["details"] {
  if (explanation === undefined) return {};
  const { statements, rowsRead, engine, empty, plan } = explanation;
  const costs = { engineMs: engine.wallMs, engineCpuMs: engine.cpuMs, emptyMs: empty.wallMs, emptyCpuMs: empty.cpuMs };
  return { statements, rowsRead, ...costs, plan: plan.join("; ") };
}

function explained({ statements, rowsRead, engine, empty, plan }: Explanation): string {
  return `${statements} statements, CPU ${ms(engine.cpuMs)}, of these ${ms(empty.cpuMs)} on empty tables; ${rowsRead} rows read: ${plan.join("; ")}`;
}

/** One for each part of a recompute: it must not grow with other indicators, nor read the indicator's own history. */
function recomputeFigures(short: RecomputeRows, long: RecomputeRows): Figure[] {
  const parts = [
    ["rules", "growth and comparisons"],
    ["targets", "targets"],
    ["check", "are its figures visible"],
  ] as const;
  return parts.map(([part, what]) => {
    const ratio = long[part] / short[part];
    return {
      ...{ id: "f", what: `rows read by one recompute: ${what}`, ratio },
      product: `${long[part]}`,
      baseline: `${short[part]} beside no other indicator`,
      aim: `<= ${FLAT} and ${KEY_ROWS} rows`,
      met: ratio <= FLAT && long[part] <= KEY_ROWS,
      details: { long: long[part], short: short[part], plan: long.plan.join("; ") },
    };
  });
}

const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
