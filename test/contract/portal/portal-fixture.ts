import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadReference, type ReferenceData, toPeriod } from "@yardstick/contracts";
import { createReadApi, portalConfig } from "@yardstick/portal";
import {
  type ConfigOf,
  createManualClock,
  createMetrics,
  createSilentLogger,
  type HttpServer,
  type ManualClock,
  parseConfig,
} from "@yardstick/runtime";
import {
  deploymentProfile,
  loadReferenceTables,
  migrate,
  openWarehouse,
  readMigrations,
  type Warehouse,
  warehouseConfig,
  warehouseDirectory,
} from "@yardstick/warehouse";

/** One figure as the store stage would write it. */
export interface Figure {
  readonly indicator?: string;
  readonly region: string;
  readonly period: string;
  readonly accumulation?: "ytd" | "period" | "point";
  readonly measure?: "level" | "growth_yoy";
  /** null where it was withdrawn. */
  readonly value: string | null;
  readonly status?: string;
  readonly submission?: string;
  readonly outcome?: "accepted" | "superseded" | "unchanged" | "refused";
  /** `YYYY-MM-DD hh:mm:ss.mmm`, UTC. */
  readonly knownAt: string;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the body is what the tests are there to look at.
  readonly body: any;
  readonly retryAfter: unknown;
}

export interface PortalFixture {
  readonly warehouse: Warehouse;
  readonly reference: ReferenceData;
  readonly clock: ManualClock;
  readonly config: ConfigOf<typeof portalConfig>;
  /** Where chDB keeps its files. */
  readonly chdbDir: string;
  readonly api: HttpServer;
  /** Every statement that the read API asked, in order. */
  readonly asked: readonly string[];
  store(figures: readonly Figure[]): Promise<void>;
  /** What the recompute stage does for one indicator, from the figures as they are now. */
  recompute(indicator: string, periodEnds: readonly string[]): Promise<void>;
  get(path: string, query?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Every row of a list, page by page. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  walk(path: string, query?: Readonly<Record<string, string>>): Promise<any[]>;
  close(): Promise<void>;
}

/** The read API over chDB in a directory of its own, with schema and reference data and without a figure. */
export async function openPortalFixture(): Promise<PortalFixture> {
  const dataDir = await mkdtemp(join(tmpdir(), "portal-"));
  const settings = { ...settingsOf(warehouseConfig), YARDSTICK_DATA_DIR: dataDir };
  const warehouse = await openWarehouse(settings, { logger: { info: () => undefined } });
  const migrations = await readMigrations();
  await migrate(warehouse, { migrations, profile: deploymentProfile(settings), log: () => undefined });
  const reference = loadReference();
  await loadReferenceTables(warehouse, reference, 1);
  const clock = createManualClock(Date.UTC(2022, 2, 10));
  const config = settingsOf(portalConfig);
  const asked: string[] = [];
  const query = <Row>(...[sql, params, settings]: Parameters<Warehouse["query"]>): Promise<Row[]> => {
    asked.push(sql);
    return warehouse.query<Row>(sql, params, settings);
  };
  const api = createReadApi({
    ...{ warehouse: { query }, reference, clock, config },
    logger: createSilentLogger(),
    metrics: createMetrics(),
  });
  const get = async (path: string, query: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    clock.advance(1_000); // knownThrough is remembered for a moment.
    const answer = await api.inject({ method: "GET", url: path, query: { ...query } });
    return { status: answer.statusCode, body: answer.json(), retryAfter: answer.headers["retry-after"] };
  };
  return {
    ...{ warehouse, reference, clock, config, api, asked, get },
    chdbDir: warehouseDirectory(settings),
    store: (figures) => storeFigures(warehouse, figures),
    recompute: (indicator, periodEnds) => recompute(warehouse, indicator, periodEnds),
    walk: async (path, query = {}) => {
      const rows: unknown[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const { status, body } = await get(path, cursor === "" ? query : { ...query, cursor });
        if (status !== 200) throw new Error(JSON.stringify(body));
        rows.push(...body.data);
        cursor = body.nextCursor;
      }
      return rows;
    },
    close: async () => {
      await api.close();
      await warehouse.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

function settingsOf<Shape extends Parameters<typeof parseConfig>[0]["shape"]>(shape: Shape): ConfigOf<Shape> {
  const parsed = parseConfig({ shape, env: {} });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

let offset = 0;

async function storeFigures(warehouse: Warehouse, figures: readonly Figure[]): Promise<void> {
  const submissions = new Map<string, readonly unknown[]>();
  const rows = figures.map((figure, at) => {
    const { indicator = "gdp", region, value, measure = "level", submission = "s-1", knownAt } = figure;
    const period = toPeriod(figure.period, figure.accumulation ?? "ytd");
    if (period === null) throw new Error(`no period: ${figure.period}`);
    offset += 1;
    const version = (BigInt(Date.parse(`${knownAt.replace(" ", "T")}Z`)) << 64n) + BigInt(offset);
    submissions.set(submission, [submission, "bureau", "stored", figures.length, knownAt, version]);
    const unit = measure === "level" ? "元" : "%";
    return [
      ...[indicator, region, period.name, period.start, period.end, period.accumulation, measure],
      ...[measure === "level" ? "current" : "constant", "natural", value, unit, value ?? "", unit],
      ...[figure.status ?? "preliminary", "bureau", submission, at + 1, "", "", figure.outcome ?? "accepted"],
      ...[knownAt, version],
    ];
  });
  await warehouse.insert("observation_vintages", VINTAGE_COLUMNS, rows);
  await warehouse.insert("submissions", SUBMISSION_COLUMNS, [...submissions.values()]);
}

const VINTAGE_COLUMNS = [
  ...["indicator", "region", "period", "period_start", "period_end", "accumulation", "measure"],
  ...["price_basis", "caliber", "value", "unit", "submitted_value", "submitted_unit", "status"],
  ...["source", "submission_id", "submission_row", "citation", "note", "outcome", "known_at", "version"],
];

const SUBMISSION_COLUMNS = ["submission_id", "source", "state", "rows", "known_at", "version"];

/** Growth, comparisons, and the targets that the indicator's comparisons and levels decide. */
async function recompute(warehouse: Warehouse, indicator: string, periods: readonly string[]): Promise<void> {
  const steps = [
    ["growth", "growth_of_observations", true],
    ["comparisons", "comparisons_of_growth", false],
    ["target_results", "comparison_targets_of_comparisons", false],
    ["target_results", "level_targets_at", true],
  ] as const;
  for (const [table, view, isOfInstant] of steps) {
    const columns = await columnsOf(warehouse, table);
    const asOf = isOfInstant ? ", as_of = '2299-12-31 00:00:00.000'" : "";
    await warehouse.command(
      `INSERT INTO ${table} (${columns}) SELECT ${columns}
FROM ${view}(indicators = {indicators:Array(String)}, periods = {periods:Array(Date32)}${asOf})`,
      { indicators: [indicator], periods },
    );
  }
}

async function columnsOf(warehouse: Warehouse, table: string): Promise<string> {
  const described = await warehouse.query<{ name: string }>(
    "SELECT name FROM system.columns WHERE database = currentDatabase() AND table = {table:String} ORDER BY position",
    { table },
  );
  return described.map(({ name }) => name).join(", ");
}
