import type { Located } from "./parse-reference-file.ts";
import type { Plan } from "./plan.ts";
import { checkPlanContent } from "./plan-check/check-plan.ts";
import { fieldOf, type PlanContext } from "./plan-check/plan-problem.ts";
import type { Agency, Indicator, Region, Scope, SourceOfRecord, Unit } from "./reference-data.ts";
import type { ReferenceProblem } from "./reference-problem.ts";

export interface ReferenceEntries {
  readonly regions: readonly Located<Region>[];
  readonly indicators: readonly Located<Indicator>[];
  readonly units: readonly Located<Unit>[];
  readonly scopes: readonly Located<Scope>[];
  readonly agencies: readonly Located<Agency>[];
  readonly sourcesOfRecord: readonly Located<SourceOfRecord>[];
  readonly plans: readonly Located<Plan>[];
}

/** Everything that an entry names has to exist. Answers one problem per name that does not. */
export function checkCrossReferences(entries: ReferenceEntries): ReferenceProblem[] {
  const context: PlanContext = {
    regions: new Map(entries.regions.map(({ value }) => [value.code, value])),
    indicators: new Map(entries.indicators.map(({ value }) => [value.id, value])),
    units: new Map(entries.units.map(({ value }) => [value.code, value])),
    scopes: new Map(entries.scopes.map(({ value }) => [value.id, value])),
    agencies: new Map(entries.agencies.map(({ value }) => [value.id, value])),
  };
  const known = {
    region: new Set(entries.regions.map(({ value }) => value.code)),
    indicator: new Set(entries.indicators.map(({ value }) => value.id)),
    scope: new Set(entries.scopes.map(({ value }) => value.id)),
    agency: new Set(entries.agencies.map(({ value }) => value.id)),
    unit: new Set(entries.units.map(({ value }) => value.code)),
  };
  const kindOfUnit = new Map(entries.units.map(({ value }) => [value.code, value.kind]));
  return [
    ...entries.regions.flatMap((at) => missing(at, "region", known.region, { parent: at.value.parent })),
    ...entries.indicators.flatMap((at) => [...unitProblems(at, kindOfUnit), ...weightProblems(at, known.indicator)]),
    ...entries.scopes.flatMap((at) => [
      ...missing(at, "region", known.region, {
        id: at.value.id,
        countiesOf: at.value.countiesOf,
        members: at.value.members,
      }),
      ...missing(at, "scope", known.scope, { comparedAggregates: at.value.comparedAggregates }),
      ...missing(at, "agency", known.agency, { bureau: at.value.bureau }),
    ]),
    ...entries.agencies.flatMap((at) => missing(at, "agency", known.agency, { successor: at.value.successor })),
    ...entries.sourcesOfRecord.flatMap((at) =>
      missing(at, "indicator", known.indicator, { indicator: at.value.indicator }),
    ),
    ...entries.plans.flatMap((at) => planProblems(at, context)),
    ...parentCycles(entries.regions),
  ];
}

/** A warning is for the plan's author: `yardstick plan check` shows it. */
function planProblems(at: Located<Plan>, context: PlanContext): ReferenceProblem[] {
  return checkPlanContent(at.value, context)
    .filter(({ severity }) => severity === "error")
    .map((found) => problem(at, fieldOf(found) ?? "", found.message.en));
}

function weightProblems(at: Located<Indicator>, known: ReadonlySet<string>): ReferenceProblem[] {
  const { weightIndicator, aggregation } = at.value;
  if (weightIndicator === null) return [];
  if (aggregation !== "weighted") return [problem(at, "weightIndicator", `its aggregation is ${aggregation}`)];
  return missing(at, "indicator", known, { weightIndicator });
}

function unitProblems(at: Located<Indicator>, kindOfUnit: ReadonlyMap<string, string>): ReferenceProblem[] {
  return (["baseUnit", "defaultUnit"] as const).flatMap((field) => {
    const kind = kindOfUnit.get(at.value[field]);
    if (kind === at.value.unitKind) return [];
    const message = kind === undefined ? `unit ${at.value[field]} is not in units.json` : `unit is of kind ${kind}`;
    return [problem(at, field, message)];
  });
}

/** A region that is its own ancestor would make every walk upwards endless. */
function parentCycles(regions: readonly Located<Region>[]): ReferenceProblem[] {
  const parentOf = new Map(regions.map(({ value }) => [value.code, value.parent]));
  return regions.flatMap((at) => {
    const seen = new Set<string>();
    let code: string | null = at.value.code;
    while (code !== null && !seen.has(code)) {
      seen.add(code);
      code = parentOf.get(code) ?? null;
    }
    return code === at.value.code ? [problem(at, "parent", `${code} is its own ancestor`)] : [];
  });
}

function missing(
  at: Located<unknown>,
  noun: string,
  known: ReadonlySet<string>,
  fields: Readonly<Record<string, string | null | readonly string[]>>,
): ReferenceProblem[] {
  return Object.entries(fields).flatMap(([field, names]) =>
    (names === null ? [] : [names].flat())
      .filter((name) => !known.has(name))
      .map((name) => problem(at, field, `there is no ${noun} ${name}`)),
  );
}

const problem = (at: Located<unknown>, field: string, message: string): ReferenceProblem => ({
  file: at.file,
  row: at.row,
  field,
  message,
});
