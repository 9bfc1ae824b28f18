import { z } from "zod";
import { commonFields, type pathMark } from "./target-fields.ts";
import { FORMS } from "./target-forms.ts";

/** One target of a plan, by its form: how it is judged. DOMAIN §6; the README says what each form reads. */
export const target = targetWith({}).meta({ id: "Target" });
export type Target = z.infer<typeof target>;
export type TargetForm = Target["form"];
export type PathMark = z.infer<typeof pathMark>;

/** The forms of targets, each with fields of its own beside the common and the given ones. */
export function targetWith<Extra extends z.ZodRawShape>(extra: Extra) {
  const fields = { ...extra, ...commonFields };
  return z.discriminatedUnion("form", [
    z.strictObject({ ...fields, ...FORMS.growth_above_benchmark }),
    z.strictObject({ ...fields, ...FORMS.growth_above_indicator }),
    z.strictObject({ ...fields, ...FORMS.level_path }),
    z.strictObject({ ...fields, ...FORMS.share_path }),
    z.strictObject({ ...fields, ...FORMS.rank_within }),
    z.strictObject({ ...fields, ...FORMS.middle_third }),
    z.strictObject({ ...fields, ...FORMS.average_growth }),
    z.strictObject({ ...fields, ...FORMS.count }),
    z.strictObject({ ...fields, ...FORMS.coverage }),
    z.strictObject({ ...fields, ...FORMS.at_least_one_per_region }),
    z.strictObject({ ...fields, ...FORMS.count_per_year }),
    z.strictObject({ ...fields, ...FORMS.cumulative_count }),
    z.strictObject({ ...fields, ...FORMS.yes_or_no }),
    z.strictObject({ ...fields, ...FORMS.assessment_score }),
  ]);
}

export const TARGET_FORMS = Object.keys(FORMS) as [TargetForm, ...TargetForm[]];

/** Names of the fields of each form, the common ones included. */
export function fieldsOfForm(form: TargetForm): readonly string[] {
  return [...Object.keys(commonFields), ...Object.keys(FORMS[form])];
}

/** What is required of one region by year: its own marks, else those of every region; ascending. */
export function pathOfRegion(marks: readonly PathMark[], region: string): PathMark[] {
  const byYear = new Map<number, PathMark>();
  for (const mark of marks.filter((one) => one.region === null)) byYear.set(mark.year, mark);
  for (const mark of marks.filter((one) => one.region === region)) byYear.set(mark.year, mark);
  return [...byYear.values()].sort((one, other) => one.year - other.year);
}
