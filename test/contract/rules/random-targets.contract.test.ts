import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judgeTarget } from "../../oracle/judge-target.ts";
import type { Target, World } from "../../oracle/target.ts";
import { openWorld } from "../../oracle/world.ts";
import { differences } from "./differences.ts";
import { catalogue, INSTANTS } from "./random-figures.ts";
import { type Panel, PERIOD_ENDS, randomPanel } from "./random-panel.ts";
import { ASKED_DAYS, COUNTED, type LevelPlan, levelPlan, NEUTRAL } from "./random-targets.ts";
import {
  askTargets,
  openRulesFixture,
  type RulesFixture,
  storeCatalogue,
  storePeerGroups,
  storeVintages,
} from "./rules-fixture.ts";
import { sampled } from "./sample.ts";
import { frameOf, fromOracle, fromView, storeTargets } from "./target-rows.ts";
import type { TargetRow } from "./view-rows.ts";

const SEED = 20_180_412;
const PLANS = 120;
const PANELS = 30;

let fixture: RulesFixture;

beforeAll(async () => {
  fixture = await openRulesFixture();
});

afterAll(() => fixture.close());

/** Each row of a view beside what the oracle makes of its target, region and period. */
function disagreements(rows: readonly TargetRow[], targets: readonly Target[], worldOf: (target: Target) => World) {
  const byId = new Map(targets.map((target) => [`${target.id} ${target.region}`, target]));
  const pairs = rows.map((row) => {
    const target = byId.get(`${row.target} ${row.region}`);
    if (target === undefined) throw new Error(`no such target: ${row.target} of ${row.region}`);
    const counted = judgeTarget({ world: worldOf(target), target, frame: frameOf(row) });
    return [fromView(row, target, counted), fromOracle(target, frameOf(row), counted)] as const;
  });
  return differences(
    pairs.map(([got]) => got),
    pairs.map(([, counted]) => counted),
  );
}

describe(`targets that read levels, ${PLANS} random plans of seed ${SEED} for each unit`, () => {
  it.each(["1", "10000", "100000000"])(
    "in units of %s are judged as the oracle judges them, now and then",
    async (unit) => {
      const { warehouse } = fixture;
      const indicator = `counted_${unit.length}`;
      const plans = Array.from({ length: PLANS }, (_, n) => {
        const kind = n % 3 === 0 ? ("point" as const) : ("ytd" as const);
        return sampled(levelPlan({ code: `L${unit.length}x${n}`, indicator, unitFactor: unit, kind }), SEED + n);
      });
      await storeCatalogue(warehouse, indicator, COUNTED);
      await storePeerGroups(
        warehouse,
        plans.flatMap(({ groups }) => groups),
      );
      await storeTargets(
        warehouse,
        indicator,
        plans.flatMap(({ targets }) => targets),
      );
      await storeVintages(
        warehouse,
        indicator,
        plans.flatMap(({ vintages }) => vintages),
      );
      for (const view of ["level_targets_at", "assessment_targets_at"])
        for (const asOfMs of [undefined, ...INSTANTS]) {
          const question = { indicators: [indicator], periods: ASKED_DAYS, asOfMs };
          const rows = (await askTargets(warehouse, view, question)).filter(({ plan }) => plan === indicator);
          expect(disagreementsOfPlans(rows, plans, { indicator, asOfMs }), `${view} as of ${asOfMs ?? "now"}`).toEqual(
            [],
          );
          expect(rows.length).toBeGreaterThan(PLANS);
        }
    },
  );
});

function disagreementsOfPlans(
  rows: readonly TargetRow[],
  plans: readonly LevelPlan[],
  { indicator, asOfMs }: { readonly indicator: string; readonly asOfMs: number | undefined },
): string[] {
  const worlds = plans.map(({ groups, targets, vintages }) =>
    openWorld({
      indicators: new Map([[indicator, { catalogue: COUNTED, vintages }]]),
      groups,
      targets,
      asOfMs: asOfMs ?? Number.POSITIVE_INFINITY,
    }),
  );
  const byTarget = new Map(plans.flatMap(({ targets }, at) => targets.map(({ id }) => [id, worlds[at]] as const)));
  const all = plans.flatMap(({ targets }) => targets);
  return disagreements(rows, all, ({ id }) => byTarget.get(id) ?? nobody(id));
}

describe(`targets that compare, on ${PANELS} random panels of seed ${SEED} for each indicator`, () => {
  it.each(fc.sample(catalogue, { seed: SEED, numRuns: 3 }).map((of, at) => ({ at, of })))(
    "of indicator $at, $of.growthRule and $of.aggregation, are judged as the oracle judges them, now and then",
    async ({ at, of }) => {
      const { warehouse } = fixture;
      const [own, other] = [`own_${at}`, `other_${at}`];
      const panels = Array.from({ length: PANELS }, (_, n) => sampled(randomPanel(`C${at}x${n}y`, of), SEED + n));
      const others = Array.from({ length: PANELS }, (_, n) => sampled(randomPanel(`C${at}x${n}y`, of), SEED - n));
      const targets = panels.map((panel, n) => targetsOf(panel, { own, other, n }));
      for (const [id, from] of [[own, panels] as const, [other, others] as const]) {
        await storeCatalogue(warehouse, id, of, `weight_of_${id}`);
        await storeVintages(
          warehouse,
          id,
          from.flatMap(({ vintages }) => vintages),
        );
      }
      await storePeerGroups(
        warehouse,
        panels.flatMap(({ groups }) => groups),
      );
      await storeTargets(warehouse, own, targets.flat());
      for (const asOfMs of [undefined, INSTANTS[0]]) {
        const worlds = panels.map((panel, n) =>
          openWorld({
            indicators: new Map([
              [own, { catalogue: of, vintages: panel.vintages }],
              [other, { catalogue: of, vintages: others[n]?.vintages ?? [] }],
            ]),
            groups: panel.groups,
            targets: [],
            asOfMs: asOfMs ?? Number.POSITIVE_INFINITY,
          }),
        );
        const byTarget = new Map(targets.flatMap((some, n) => some.map(({ id }) => [id, worlds[n]] as const)));
        for (const view of ["comparison_targets_at", "pair_targets_at"]) {
          const question = { indicators: [own, other], periods: PERIOD_ENDS, asOfMs };
          const rows = await askTargets(warehouse, view, question);
          const found = disagreements(rows, targets.flat(), ({ id }) => byTarget.get(id) ?? nobody(id));
          expect(found, `${view} as of ${asOfMs ?? "now"}`).toEqual([]);
          expect(rows.length).toBeGreaterThan(PANELS);
        }
      }
    },
  );
});

/** S1, S2 and S5 on a panel, in a plan of 2016 whose deadline is its middle or its end. */
function targetsOf(
  { groups }: Panel,
  { own, other, n }: { readonly own: string; readonly other: string; readonly n: number },
): Target[] {
  const [group] = groups;
  if (group === undefined) return [];
  const members = [...new Set(group.members.map(({ region }) => region))];
  const shared = {
    ...NEUTRAL,
    ...{ indicator: own, scope: group.scope, validFrom: "2016-01-01" },
    direction: n % 4 < 2 ? ("higher" as const) : ("lower" as const),
    deadline: n % 2 === 0 ? "2016-06-30" : "2016-12-31",
  };
  const rankedBy = n % 3 === 0 ? ("level" as const) : ("growth" as const);
  const due = { ...shared, judged: "at_deadline" as const, rankedBy };
  return [
    ...[...members, ...group.aggregates.map(({ region }) => region)].map((region) => ({
      ...{ ...shared, region, id: `${group.scope} above`, form: "growth_above_benchmark" as const },
    })),
    ...members.map((region, at) => ({
      ...{ ...due, region, id: `${group.scope} rank`, form: "rank_within" as const },
      required: String(1 + ((n + at) % 4)),
    })),
    ...members.map((region) => ({
      ...{ ...shared, region, id: `${group.scope} pair`, form: "growth_above_indicator" as const },
      ...{ scope: "", comparedIndicator: other },
    })),
    {
      ...{ ...due, id: `${group.scope} middle`, form: "middle_third" as const },
      ...{ region: `${group.scope} counted`, countedRegions: members.slice(0, 1 + (n % 3)) },
    },
  ];
}

function nobody(id: string): never {
  throw new Error(`no plan has ${id}`);
}
