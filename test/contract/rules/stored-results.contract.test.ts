import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recomputeStatements } from "../../../services/aggregator/src/recompute/statements.ts";
import type { Vintage } from "../../oracle/facts.ts";
import { GROUP, history, PERIOD_ENDS } from "./random-history.ts";
import {
  askView,
  openRulesFixture,
  type RulesFixture,
  storeCatalogue,
  storePeerGroup,
  storeVintages,
} from "./rules-fixture.ts";

const HISTORIES = 3;
const STEPS = 4;
const SEED = 20_201_231;

let fixture: RulesFixture;

beforeAll(async () => {
  fixture = await openRulesFixture();
  await storePeerGroup(fixture.warehouse, GROUP);
});

afterAll(() => fixture.close());

/** A history arrives in several pieces, and after each the tables are computed again: nothing that held before may stay. */
describe("what the pipeline stores", () => {
  it.each(fc.sample(history, { seed: SEED, numRuns: HISTORIES }).map((one, at) => ({ at, ...one })))(
    "is, after every figure of history $at, what the views say now",
    async ({ at, catalogue, vintages }) => {
      const { warehouse } = fixture;
      const indicator = `stored_${at}`;
      await storeCatalogue(warehouse, indicator, catalogue);
      await storeTargets(indicator);
      for (const piece of pieces(vintages)) {
        await storeVintages(warehouse, indicator, piece);
        const key = { indicators: [indicator], scopes: [GROUP.scope], periodEnds: PERIOD_ENDS };
        for (const { sql, params, settings } of recomputeStatements(key))
          await warehouse.command(sql, params, settings);
      }
      for (const [table, view] of TABLES) {
        const stored = await warehouse.query<object>(
          `SELECT * FROM ${table} FINAL WHERE indicator = {indicator:String}`,
          {
            indicator,
          },
        );
        const viewed = await askView<object>(warehouse, view, { indicator, periods: PERIOD_ENDS });
        expect(viewed.length, `rows of ${view}`).toBeGreaterThan(0);
        expect(comparable(stored, viewed), table).toEqual(comparable(viewed, stored));
      }
    },
  );
});

const TABLES = [
  ["growth", "growth_at"],
  ["comparisons", "comparisons_at"],
  ["target_results", "growth_targets_at"],
] as const;

function pieces(vintages: readonly Vintage[]): Vintage[][] {
  return Array.from({ length: STEPS }, (_, step) => vintages.filter((_vintage, at) => (at * 7) % STEPS === step));
}

async function storeTargets(indicator: string): Promise<void> {
  const regions = [...GROUP.members, ...GROUP.aggregates].map(({ region }) => region);
  await fixture.warehouse.insert(
    "targets",
    ["plan", "target", "form", "indicator", "scope", "region", "valid_from", "deadline", "unit", "load"],
    regions.map((region) => [
      "random",
      indicator,
      "growth_above_benchmark",
      indicator,
      GROUP.scope,
      region,
      "2016-01-01",
      "2016-12-31",
      "%",
      2,
    ]),
  );
}

/** Rows in one order, with the columns that both sides have. */
function comparable(rows: readonly object[], others: readonly object[]): string[] {
  const shared = new Set(Object.keys(others[0] ?? {}));
  return rows
    .map((row) => Object.entries(row).filter(([column]) => shared.has(column)))
    .map((entries) => JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))), null, 1))
    .sort();
}
