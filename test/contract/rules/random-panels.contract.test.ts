import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareGroup } from "../../oracle/comparisons.ts";
import { CurrentFigures } from "../../oracle/current-figures.ts";
import type { Catalogue, Vintage } from "../../oracle/facts.ts";
import { growthOf } from "../../oracle/growth.ts";
import { settled, sideBySide, written } from "./comparable-rows.ts";
import { differences } from "./differences.ts";
import { catalogue, INSTANTS } from "./random-figures.ts";
import { type Panel, PERIOD_ENDS, randomPanel, SPANS_OF_A_PANEL } from "./random-panel.ts";
import {
  askView,
  openRulesFixture,
  type RulesFixture,
  storeCatalogue,
  storePeerGroups,
  storeVintages,
} from "./rules-fixture.ts";
import { sampled } from "./sample.ts";
import type { ComparisonRow, GrowthRow } from "./view-rows.ts";

const INDICATORS = 8;
const PANELS_OF_AN_INDICATOR = 60;
const SEED = 20_180_412;

let fixture: RulesFixture;

beforeAll(async () => {
  fixture = await openRulesFixture();
});

afterAll(() => fixture.close());

/** Many panels lie side by side in one question. Not shrunk: a difference names its scope and prints both answers. */
describe(`random panels of seed ${SEED}, ${INDICATORS} x ${PANELS_OF_AN_INDICATOR} x ${SPANS_OF_A_PANEL} spans`, () => {
  it.each(fc.sample(catalogue, { seed: SEED, numRuns: INDICATORS }).map((of, at) => ({ at, of })))(
    "of indicator $at, $of.growthRule and $of.aggregation, have the growth and comparisons that the oracle counts, now and at any instant",
    async ({ at, of }) => {
      const panels = Array.from({ length: PANELS_OF_AN_INDICATOR }, (_, n) => samplePanel(at, n, of));
      const { warehouse } = fixture;
      const [indicator, weighs] = [`panel_${at}`, `weight_${at}`];
      await storeCatalogue(warehouse, indicator, of, weighs);
      const groups = panels.flatMap((panel) => panel.groups);
      await storePeerGroups(warehouse, groups);
      const vintages = panels.flatMap((panel) => panel.vintages);
      await storeVintages(warehouse, indicator, vintages);
      await storeVintages(
        warehouse,
        weighs,
        panels.flatMap((panel) => panel.weights),
      );
      await expectGrowth(indicator, of, vintages);
      for (const asOfMs of [undefined, ...INSTANTS]) await expectComparisons(indicator, of, panels, asOfMs);
    },
  );
});

const samplePanel = (indicator: number, n: number, of: Catalogue): Panel =>
  sampled(randomPanel(`9${indicator}${String(n).padStart(3, "0")}`, of), SEED + indicator * 1000 + n);

async function expectComparisons(
  indicator: string,
  of: Catalogue,
  panels: readonly Panel[],
  asOfMs: number | undefined,
): Promise<void> {
  const question = { indicator, periods: PERIOD_ENDS, asOfMs };
  const rows = byScope(await askView<ComparisonRow>(fixture.warehouse, "comparisons_at", question));
  for (const { groups, vintages, weights } of panels)
    for (const group of groups) {
      const instant = asOfMs ?? Number.POSITIVE_INFINITY;
      const facts = { vintages, weights, catalogue: of, group, periodEnds: PERIOD_ENDS };
      const { got, wanted } = sideBySide(rows.get(group.scope) ?? [], compareGroup({ ...facts, asOfMs: instant }));
      expect(differences(got, wanted), `${group.scope} as of ${asOfMs ?? "now"}`).toEqual([]);
    }
}

function byScope(rows: readonly ComparisonRow[]): Map<string, ComparisonRow[]> {
  const scopes = new Map<string, ComparisonRow[]>();
  for (const row of rows) scopes.set(row.scope, [...(scopes.get(row.scope) ?? []), row]);
  return scopes;
}

async function expectGrowth(indicator: string, of: Catalogue, vintages: readonly Vintage[]): Promise<void> {
  const rows = await askView<GrowthRow>(fixture.warehouse, "growth_at", { indicator, periods: PERIOD_ENDS });
  const figures = new CurrentFigures(vintages, Number.POSITIVE_INFINITY);
  const found = rows.map((row) => {
    const [key, frame] = frameOf(row);
    const growth = growthOf(figures, frame, row.region, of);
    const exact = [growth.reported?.value ?? null, growth.computed, growth.impliedBase, growth.baseDeviation];
    const numbers = [row.reported, row.computed, row.implied_base, row.base_deviation];
    const { flags } = growth;
    return {
      got: {
        key,
        numbers: numbers.map((number, at) => settled(number, exact[at] ?? null)),
        flags: row.flags,
        hasFigure: Boolean(row.has_figure),
      },
      wanted: { key, numbers: exact.map(written), flags, hasFigure: figures.hasBeenSent(frame, row.region) },
    };
  });
  const got = found.map((one) => one.got);
  expect(
    differences(
      got,
      found.map(({ wanted }) => wanted),
    ),
  ).toEqual([]);
  expect(found.length).toBeGreaterThan(PANELS_OF_AN_INDICATOR * SPANS_OF_A_PANEL);
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
