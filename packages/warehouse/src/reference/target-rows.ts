import { agenciesForRegion, type Plan, pathOfRegion, type ReferenceData, type Target } from "@yardstick/contracts";
import { dayFrom, dayTo } from "./days-of-validity.ts";
import type { DimensionRows } from "./dimension-rows.ts";

/** One row for each target and region that it binds. A field that a form does not have is empty. */
export function targetRows(reference: ReferenceData): DimensionRows {
  const rows = [...reference.plans.values()].flatMap((plan) =>
    plan.targets.flatMap((target) =>
      target.regions.map((region, at) => targetRow({ plan, target, region, headline: at === 0, reference })),
    ),
  );
  return {
    table: "targets",
    key: ["plan", "target", "region"],
    columns: COLUMNS,
    rows: rows.map((row) => COLUMNS.map((column) => row[column])),
  };
}

const COLUMNS = [
  "plan",
  "target",
  "line",
  "section",
  "text_zh",
  "text_en",
  "note",
  "form",
  "judged",
  "indicator",
  "compared_indicator",
  "scope",
  "region",
  "headline",
  "ranked_by",
  "required",
  "path",
  "base_end",
  "denominator_region",
  "counted_regions",
  "components",
  "commitment",
  "valid_from",
  "deadline",
  "is_dated",
  "direction",
  "unit",
  "unit_factor",
  "lead_agencies",
  "cooperating_agencies",
  "alertname",
] as const;
type TargetRow = Readonly<Record<(typeof COLUMNS)[number], unknown>>;

interface TargetOfRegion {
  readonly plan: Plan;
  readonly target: Target;
  readonly region: string;
  readonly headline: boolean;
  readonly reference: ReferenceData;
}

function targetRow({ plan, target, region, headline, reference }: TargetOfRegion): TargetRow {
  const names = (ids: readonly string[]) => agenciesForRegion(reference, ids, region).map(({ nameZh }) => nameZh);
  return {
    plan: plan.id,
    target: target.id,
    line: target.line,
    section: target.section,
    text_zh: target.textZh,
    text_en: target.textEn,
    note: target.note,
    form: target.form,
    judged: target.judged,
    indicator: target.indicator ?? "",
    scope: target.scope ?? "",
    region,
    headline,
    ...fieldsOfItsForm(target, region),
    commitment: target.commitment,
    valid_from: dayFrom(target.validFrom),
    deadline: dayTo(target.deadline),
    is_dated: target.deadline !== null,
    direction: target.direction,
    unit: target.unit,
    unit_factor: reference.units.get(target.unit)?.factor ?? "1",
    lead_agencies: names(target.leadAgencies),
    cooperating_agencies: names(target.cooperatingAgencies),
    alertname: target.alertname,
  };
}

function fieldsOfItsForm(target: Target, region: string) {
  return {
    compared_indicator: "comparedIndicator" in target ? target.comparedIndicator : "",
    ranked_by: "rankedBy" in target ? target.rankedBy : "",
    required: "required" in target ? target.required : null,
    path: "path" in target ? pathOfRegion(target.path, region).map(({ year, required }) => ({ year, required })) : [],
    base_end: "base" in target ? `${target.base}-12-31` : null,
    denominator_region: "denominatorRegion" in target ? target.denominatorRegion : "",
    counted_regions: "countedRegions" in target ? target.countedRegions : [],
    components: "components" in target ? target.components : [],
  };
}
