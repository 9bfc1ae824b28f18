import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recomputeStatements } from "../../../services/aggregator/src/recompute/statements.ts";
import { selectChanges } from "../../../services/portal/src/comparisons/select-changes.ts";
import {
  chainOf,
  changeAgainst,
  type PreviousRow,
  previousKey,
  selectPrevious,
} from "../../../services/portal/src/comparisons/select-previous.ts";
import type { ComparisonRow } from "../../../services/portal/src/comparisons/to-comparison.ts";
import { changeOf } from "../../oracle/change.ts";
import { compareGroup } from "../../oracle/comparisons.ts";
import type { Catalogue, PeerGroup, Vintage } from "../../oracle/facts.ts";
import { settled, written } from "./comparable-rows.ts";
import { differences } from "./differences.ts";
import { catalogue } from "./random-figures.ts";
import { type Panel, PERIOD_ENDS, randomPanel } from "./random-panel.ts";
import {
  askView,
  openRulesFixture,
  type RulesFixture,
  storeCatalogue,
  storePeerGroups,
  storeVintages,
} from "./rules-fixture.ts";
import { sampled } from "./sample.ts";

const INDICATORS = 3;
const PANELS = 12;
const STEPS = 3;
const SEED = 20_201_231;

let fixture: RulesFixture;

beforeAll(async () => {
  fixture = await openRulesFixture();
});

afterAll(() => fixture.close());

/** Figures arrive in several pieces, and after each the tables are computed again: nothing that held before may stay. */
describe("what the pipeline stores", () => {
  it.each(fc.sample(catalogue, { seed: SEED, numRuns: INDICATORS }).map((of, at) => ({ at, of })))(
    "is, after every figure of indicator $at, what the views say now, and changes as the oracle says",
    async ({ at, of }) => {
      const { warehouse } = fixture;
      const indicator = `stored_${at}`;
      const panels = Array.from({ length: PANELS }, (_, n) => sampled(randomPanel(`S${at}x${n}y`, of), SEED + n));
      const groups = panels.flatMap((panel) => panel.groups);
      await storeCatalogue(warehouse, indicator, of);
      await storePeerGroups(warehouse, groups);
      for (const piece of pieces(panels.flatMap(({ vintages }) => vintages))) {
        await storeVintages(warehouse, indicator, piece);
        const pack = { indicators: [indicator], scopes: groups.map(({ scope }) => scope), periodEnds: PERIOD_ENDS };
        for (const { sql, params, settings } of recomputeStatements(pack))
          await warehouse.command(sql, params, settings);
      }
      for (const [table, view] of TABLES) {
        const stored = await warehouse.query<object>(
          `SELECT * FROM ${table} FINAL WHERE indicator = {indicator:String}`,
          { indicator },
        );
        const viewed = await askView<object>(warehouse, view, { indicator, periods: PERIOD_ENDS });
        expect(viewed.length, `rows of ${view}`).toBeGreaterThan(PANELS);
        expect(comparable(stored, viewed), table).toEqual(comparable(viewed, stored));
      }
      expect(await disagreeingChanges(indicator, of, panels)).toEqual([]);
    },
  );
});

const TABLES = [
  ["growth", "growth_at"],
  ["comparisons", "comparisons_at"],
] as const;

function pieces(vintages: readonly Vintage[]): Vintage[][] {
  return Array.from({ length: STEPS }, (_, step) => vintages.filter((_vintage, at) => (at * 7) % STEPS === step));
}

/** Rows in one order, with the columns that both sides have. */
function comparable(rows: readonly object[], others: readonly object[]): string[] {
  const shared = new Set(Object.keys(others[0] ?? {}));
  return rows
    .map((row) => Object.entries(row).filter(([column]) => shared.has(column)))
    .map((entries) => JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))), null, 1))
    .sort();
}

/** What a bulletin prints beside the rates, asked as the read API asks it. */
async function disagreeingChanges(indicator: string, of: Catalogue, panels: readonly Panel[]): Promise<string[]> {
  const groups = panels.flatMap((panel) => panel.groups.map((group) => ({ group, vintages: panel.vintages })));
  const { sql, params } = selectChanges({
    indicators: [indicator],
    scopes: groups.map(({ group }) => group.scope),
    regions: groups.flatMap(({ group }) => regionsOf(group)),
    periodEnds: [...PERIOD_ENDS].sort(),
  });
  const rows = await fixture.warehouse.query<ChangeRow>(sql, params);
  const scopes = groups.map(({ group }) => group.scope);
  expect(asLines(await changesDayByDay(indicator, scopes))).toEqual(asLines(rows));
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  const pairs = groups.flatMap(({ group, vintages }) => {
    const asOfMs = Number.POSITIVE_INFINITY;
    const all = compareGroup({ vintages, asOfMs, catalogue: of, group, periodEnds: PERIOD_ENDS });
    const rated = all.filter(({ growth }) => growth !== null);
    return rated.map((row) => {
      const change = changeOf(row, all);
      const { periodStart: period_start, periodEnd: period_end, ...rest } = row;
      const key = keyOf({ scope: group.scope, ...rest, period_start, period_end });
      const got = found.get(key);
      return {
        got: { key, growth: settled(got?.growth_change ?? null, change.growth), rank: got?.rank_change ?? null },
        counted: { key, growth: written(change.growth), rank: change.rank },
      };
    });
  });
  expect(pairs.filter(({ counted }) => counted.growth !== null).length).toBeGreaterThan(PANELS);
  return differences(
    pairs.map(({ got }) => got),
    pairs.map(({ counted }) => counted),
  );
}

/** The same changes as pages of one day are answered. */
async function changesDayByDay(indicator: string, scopes: readonly string[]): Promise<ChangeRow[]> {
  const rows = await fixture.warehouse.query<ComparisonRow>(
    "SELECT * FROM comparisons FINAL WHERE indicator = {indicator:String} AND scope IN {scopes:Array(String)} AND growth IS NOT NULL",
    { indicator, scopes },
  );
  const changes: ChangeRow[] = [];
  for (const periodEnd of PERIOD_ENDS) {
    const ofDay = rows.filter((row) => row.period_end === periodEnd);
    const chains = [...new Set(ofDay.map(chainOf))];
    const regions = [...new Set(ofDay.map(({ region }) => region))];
    const question = { scopes, indicators: [indicator], regions, chains, periodEnd };
    const { sql, params, settings } = selectPrevious(question);
    const previous = await fixture.warehouse.query<PreviousRow>(sql, params, settings);
    const byKey = new Map(previous.map((row) => [previousKey(row, row.chain), row]));
    for (const row of ofDay) {
      const change = changeAgainst(row, byKey.get(previousKey(row, chainOf(row))));
      changes.push({ ...row, caliber: String(row.caliber), ...change });
    }
  }
  return changes;
}

const asLines = (rows: readonly ChangeRow[]) =>
  rows
    .map((row) =>
      [keyOf(row), row.growth_change === null ? null : Number(row.growth_change), row.rank_change].join(" "),
    )
    .sort();

interface ChangeRow extends ChangeKey {
  readonly growth_change: string | null;
  readonly rank_change: number | null;
}

interface ChangeKey {
  readonly scope: string;
  readonly region: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly accumulation: string;
  readonly caliber: string;
}

const keyOf = ({ scope, region, period_start, period_end, accumulation, caliber }: ChangeKey) =>
  [scope, region, period_start, period_end, accumulation, caliber].join(" ");

const regionsOf = ({ members, aggregates }: PeerGroup) => [...members, ...aggregates].map(({ region }) => region);
