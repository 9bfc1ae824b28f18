import { normaliseName } from "../normalise-name.ts";
import { type FieldProblem, fieldError, type PlanContext } from "./plan-problem.ts";

/** Names that the catalogue does not have, and names that a list holds twice; of a target that may lack its shape. */
export function checkNames(target: Readonly<Record<string, unknown>>, context: PlanContext): FieldProblem[] {
  return Object.entries(NOUN_OF_FIELD).flatMap(([field, noun]) => {
    const names = [target[field]].flat().filter((name) => typeof name === "string");
    const known = context[COLLECTION[noun]];
    const unknown = names.filter((name) => !known.has(name));
    const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
    return [
      ...unknown.map((name) => unknownName(field, noun, name, context)),
      ...[...twice].map((name) =>
        fieldError("DUPLICATE", field, [`${field}中${name}出现不止一次`, `${field} names ${name} twice`]),
      ),
    ];
  });
}

type Noun = "indicator" | "scope" | "region" | "unit" | "agency";

const NOUN_OF_FIELD: Readonly<Record<string, Noun>> = {
  indicator: "indicator",
  comparedIndicator: "indicator",
  scope: "scope",
  regions: "region",
  denominatorRegion: "region",
  countedRegions: "region",
  unit: "unit",
  leadAgencies: "agency",
  cooperatingAgencies: "agency",
};

const COLLECTION = {
  indicator: "indicators",
  scope: "scopes",
  region: "regions",
  unit: "units",
  agency: "agencies",
} as const satisfies Record<Noun, keyof PlanContext>;

const NOUN_ZH: Readonly<Record<Noun, string>> = {
  indicator: "指标",
  scope: "比较范围",
  region: "地区",
  unit: "单位",
  agency: "部门",
};

function unknownName(field: string, noun: Noun, name: string, context: PlanContext): FieldProblem {
  return fieldError("UNKNOWN_NAME", field, [`没有${NOUN_ZH[noun]}${name}`, `there is no ${noun} ${name}`], {
    got: name,
    candidates: meantBy(noun, name, context),
  });
}

/** The ids that a person may have meant: the one whose name or alias it is, else all of them. */
function meantBy(noun: Noun, name: string, context: PlanContext): string[] {
  const entries: ReadonlyMap<string, Named> = context[COLLECTION[noun]];
  const wanted = normaliseName(name);
  const named = [...entries].filter(([, { nameZh, nameEn, aliases = [] }]) =>
    [nameZh, nameEn, ...aliases].some((known) => known !== undefined && normaliseName(known) === wanted),
  );
  return (named.length > 0 ? named : [...entries]).map(([id]) => id);
}

interface Named {
  readonly nameZh?: string;
  readonly nameEn?: string;
  readonly aliases?: readonly string[];
}
