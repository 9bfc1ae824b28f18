import { shiftYears } from "@yardstick/contracts";
import { KEY_FIRST } from "@yardstick/warehouse";
import { Decimal } from "decimal.js";
import type { Ask } from "../query/ask.ts";
import { allOf, type Select } from "../query/conditions.ts";
import { CHAINS, type PeriodOfIndicator, withIdentity } from "./comparison-columns.ts";
import type { Change } from "./select-changes.ts";
import type { ComparisonRow } from "./to-comparison.ts";

/** What a page of comparisons of one day changes against. */
export interface PreviousQuestion {
  readonly scopes: readonly string[];
  readonly indicators: readonly string[];
  readonly regions: readonly string[];
  /** Of the rows that are asked for, by `chainOf`. */
  readonly chains: readonly string[];
  /** The day that all of them end on, YYYY-MM-DD. */
  readonly periodEnd: string;
}

/** Of one region the newest earlier comparison with a growth; decimals as exact text. */
export interface PreviousRow {
  readonly indicator: string;
  readonly scope: string;
  readonly region: string;
  readonly caliber: string | null;
  readonly chain: string;
  readonly growth_before: string;
  readonly rank_before: number | null;
  readonly basis_before: string;
}

/** A comparison of an earlier period: what says which chain it is part of, and what one changes against. */
export type BeforeRow = Pick<ComparisonRow, (typeof BEFORE_COLUMNS)[number]>;

const BEFORE_COLUMNS = [
  ...(["indicator", "scope", "region", "caliber", "accumulation", "period_start", "period_end"] as const),
  ...(["growth", "rank", "basis"] as const),
] as const;

/** The comparisons of one earlier day, as they stand. */
export function selectBefore({ indicator, scope, region }: Omit<PeriodOfIndicator, "period">, end: string): Select {
  const where = allOf(withIdentity({ indicator, scope, region }), {
    sql: "period_end = {end_before:Date32}",
    params: { end_before: end },
  });
  return {
    sql: `SELECT ${BEFORE_COLUMNS.join(", ")} FROM comparisons FINAL WHERE ${where.sql}`,
    params: where.params,
    settings: KEY_FIRST,
  };
}

/** Of every chain the newest comparison that has a growth, by `previousKey`. */
export function newestOf(rows: readonly BeforeRow[]): ReadonlyMap<string, PreviousRow> {
  const newest = new Map<string, PreviousRow & { readonly period_end: string }>();
  for (const row of rows) {
    if (row.growth === null) continue;
    for (const chain of chainsOf(row)) {
      const key = previousKey(row, chain);
      const { indicator, scope, region, caliber, period_end } = row;
      if ((newest.get(key)?.period_end ?? "") >= period_end) continue;
      const before = { growth_before: row.growth, rank_before: row.rank, basis_before: row.basis };
      newest.set(key, { indicator, scope, region, caliber, chain, period_end, ...before });
    }
  }
  return newest;
}

/**
 * The newest comparison with a growth within the twelve months before a day. Most pages are of one day, and need neither
 * an order among the days before it nor their own rows again.
 */
export function selectPrevious({ scopes, indicators, regions, chains, periodEnd }: PreviousQuestion): Select {
  return {
    sql: `SELECT indicator, scope, region, caliber, arrayJoin(arrayFilter(c -> has({chains:Array(String)}, c), ${CHAINS})) AS chain,
  argMax(tuple(growth, rank, basis), period_end) AS previous,
  tupleElement(previous, 1) AS growth_before, tupleElement(previous, 2) AS rank_before, tupleElement(previous, 3) AS basis_before
FROM comparisons FINAL
WHERE indicator IN {indicators:Array(String)} AND scope IN {scopes:Array(String)} AND region IN {regions:Array(String)}
  AND period_end >= {year_before:Date32} AND period_end < {period_end:Date32} AND growth IS NOT NULL
GROUP BY indicator, scope, region, caliber, chain`,
    params: { scopes, indicators, regions, chains, period_end: periodEnd, year_before: shiftYears(periodEnd, -1) },
    settings: KEY_FIRST,
  };
}

type Chained = Pick<ComparisonRow, "accumulation" | "period_start" | "period_end">;

/** What rows of one day may change against, by `previousKey`. */
export async function askPrevious(
  rows: readonly ComparisonRow[],
  periodEnd: string,
  ask: Ask,
): Promise<ReadonlyMap<string, PreviousRow>> {
  const scopes = [...new Set(rows.map(({ scope }) => scope))];
  const indicators = [...new Set(rows.map(({ indicator }) => indicator))];
  const regions = [...new Set(rows.map(({ region }) => region))];
  const chains = [...new Set(rows.map(chainOf))];
  const found = await ask<PreviousRow>(selectPrevious({ scopes, indicators, regions, chains, periodEnd }));
  return new Map(found.map((row) => [previousKey(row, row.chain), row]));
}

/** `CHAIN` of a row that is here already. */
export function chainOf({ accumulation, period_start, period_end }: Chained): string {
  if (accumulation !== "period") return accumulation;
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return `months ${months(period_end) - months(period_start) + 1}`;
}

/** `CHAINS` of a row that is here already. */
function chainsOf(row: Chained): string[] {
  return row.accumulation === "ytd" ? ["ytd", chainOf({ ...row, accumulation: "period" })] : [chainOf(row)];
}

export const previousKey = (row: Pick<PreviousRow, "indicator" | "scope" | "region" | "caliber">, chain: string) =>
  [row.indicator, row.scope, row.region, row.caliber, chain].join("|");

/** None between a reported and a computed basis: the two rates do not measure the same (DOMAIN §4). */
export function changeAgainst(row: ComparisonRow, previous: PreviousRow | undefined): Change {
  if (previous === undefined || row.growth === null || previous.basis_before !== row.basis) return NO_CHANGE;
  const { growth_before, rank_before } = previous;
  return {
    growth_change: new Exact(row.growth).minus(growth_before).toFixed(),
    rank_change: rank_before === null || row.rank === null ? null : rank_before - row.rank,
  };
}

export const NO_CHANGE = { growth_change: null, rank_change: null } as const;

/** Rates have 20 digits behind the point and 56 before it. */
const Exact = Decimal.clone({ precision: 80 });
