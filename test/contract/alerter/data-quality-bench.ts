import type { Cause } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import { recomputeStatements } from "../../../services/aggregator/src/recompute/statements.ts";
import type { Vintage } from "../../oracle/facts.ts";
import { storeVintages } from "../rules/rules-fixture.ts";
import { reference } from "./alerter-bench.ts";

/** What a source sends of one region: a rate, and for a county a level beside it, from which the pool is made. */
export interface Sent {
  readonly region: string;
  /** Default: 2021. */
  readonly period?: keyof typeof PERIODS;
  /** 元; none is sent where it is left out. */
  readonly level?: string;
  /** %; null takes it back. */
  readonly rate: string | null;
  /** Of the rate. Default: constant, on which GDP is compared. */
  readonly priceBasis?: "constant" | "current";
}

const PERIODS = {
  "2020": ["2020-01-01", "2020-12-31", "ytd"],
  "2021": ["2021-01-01", "2021-12-31", "ytd"],
  "2022": ["2022-01-01", "2022-12-31", "ytd"],
  "2021-Q2": ["2021-04-01", "2021-06-30", "period"],
  "2021-06": ["2021-06-01", "2021-06-30", "period"],
} as const;

/** Every county that is due in a scope at one rate: a pool of that rate, but for the last digit of its quotients. */
export function counties(scope: readonly string[], rate: string, period: keyof typeof PERIODS = "2021"): Sent[] {
  return scope.map((region, at) => ({ region, period, level: String(2_945_970_007 + at * 777_777_777), rate }));
}

/** Stores figures of GDP as one submission, and computes everything anew with the rules that the pipeline runs. */
export async function storeFigures(warehouse: Warehouse, cause: Cause, rows: readonly Sent[]): Promise<void> {
  await storeVintages(
    warehouse,
    "gdp",
    rows.flatMap((row) => vintagesOf(row, cause)),
  );
  const key = {
    indicators: ["gdp"],
    scopes: [...reference.scopes.keys()],
    periodEnds: [...new Set(Object.values(PERIODS).map(([, end]) => end))],
  };
  for (const { sql, params, settings } of recomputeStatements(key)) await warehouse.command(sql, params, settings);
}

function vintagesOf(
  { region, period = "2021", level, rate, priceBasis = "constant" }: Sent,
  { received }: Cause,
): Vintage[] {
  const [periodStart, periodEnd, accumulation] = PERIODS[period];
  const shared = {
    ...{ region, periodStart, periodEnd, accumulation },
    caliber: "natural",
    outcome: "accepted",
    ofRecord: false,
    knownAtMs: Date.parse(received.at),
    offset: Number(received.offset),
  } as const;
  const growth: Vintage = {
    ...shared,
    measure: "growth_yoy",
    priceBasis,
    value: rate,
    status: rate === null ? "withdrawn" : "preliminary",
  };
  if (level === undefined) return [growth];
  return [growth, { ...shared, measure: "level", priceBasis: "current", value: level, status: "preliminary" }];
}
