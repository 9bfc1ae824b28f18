import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareGroup } from "../../oracle/comparisons.ts";
import { CurrentFigures } from "../../oracle/current-figures.ts";
import type { Catalogue, Vintage } from "../../oracle/facts.ts";
import { growthOf } from "../../oracle/growth.ts";
import { byKey, fromOracle, fromView, rewritten, written } from "./comparable-rows.ts";
import { GROUP, history, INSTANTS, PERIOD_ENDS } from "./random-history.ts";
import {
  askView,
  openRulesFixture,
  type RulesFixture,
  storeCatalogue,
  storePeerGroup,
  storeVintages,
} from "./rules-fixture.ts";
import type { ComparisonRow, GrowthRow } from "./view-rows.ts";

const HISTORIES = 14;
const SEED = 20_180_412;

let fixture: RulesFixture;

beforeAll(async () => {
  fixture = await openRulesFixture();
  await storePeerGroup(fixture.warehouse, GROUP);
});

afterAll(() => fixture.close());

/** Each history has six panels. Not shrunk: a difference names its rows, and each try costs seconds in the engine. */
describe(`random panels, six in each history of seed ${SEED}`, () => {
  it.each(fc.sample(history, { seed: SEED, numRuns: HISTORIES }).map((one, at) => ({ at, ...one })))(
    "history $at has the growth and the comparisons that the oracle counts exactly, now and at any instant",
    async ({ at, catalogue, vintages }) => {
      const indicator = `panel_${at}`;
      await storeCatalogue(fixture.warehouse, indicator, catalogue);
      await storeVintages(fixture.warehouse, indicator, vintages);
      await expectGrowth(indicator, catalogue, vintages);
      for (const asOfMs of [undefined, ...INSTANTS]) await expectComparisons(indicator, catalogue, vintages, asOfMs);
    },
  );
});

async function expectComparisons(
  indicator: string,
  catalogue: Catalogue,
  vintages: readonly Vintage[],
  asOfMs: number | undefined,
): Promise<void> {
  const rows = await askView<ComparisonRow>(fixture.warehouse, "comparisons_at", {
    indicator,
    periods: PERIOD_ENDS,
    asOfMs,
  });
  const wanted = compareGroup({
    vintages,
    asOfMs: asOfMs ?? Number.POSITIVE_INFINITY,
    catalogue,
    group: GROUP,
    periodEnds: PERIOD_ENDS,
  });
  expect(rows.map(fromView).sort(byKey)).toEqual(wanted.map(fromOracle).sort(byKey));
}

async function expectGrowth(indicator: string, catalogue: Catalogue, vintages: readonly Vintage[]): Promise<void> {
  const rows = await askView<GrowthRow>(fixture.warehouse, "growth_at", { indicator, periods: PERIOD_ENDS });
  const figures = new CurrentFigures(vintages, Number.POSITIVE_INFINITY);
  const found = rows.map((row) => {
    const { reported, computed, implied_base, base_deviation, flags } = row;
    const [key, frame] = frameOf(row);
    return {
      key,
      hasFigure: Boolean(row.has_figure),
      wanted: growthOf(figures, frame, row.region, catalogue),
      wantedFigure: figures.hasBeenSent(frame, row.region),
      got: [reported, computed, implied_base, base_deviation].map(rewritten),
      flags,
    };
  });
  for (const { key, hasFigure, wanted, wantedFigure, got, flags } of found) {
    const exact = [wanted.reported?.value ?? null, wanted.computed, wanted.impliedBase, wanted.baseDeviation];
    expect({ key, got, flags, hasFigure }).toEqual({
      key,
      got: exact.map(written),
      flags: wanted.flags,
      hasFigure: wantedFigure,
    });
  }
}

function frameOf(row: GrowthRow) {
  const frame = {
    periodStart: row.period_start,
    periodEnd: row.period_end,
    accumulation: row.accumulation as Vintage["accumulation"],
    caliber: row.caliber as Vintage["caliber"],
  };
  return [`${row.period_start}..${row.period_end} ${row.accumulation} ${row.caliber} ${row.region}`, frame] as const;
}
