import type { Plan, TargetForm } from "@yardstick/contracts";

/** The targets of a plan that have one form. */
export interface FormSummary {
  readonly form: TargetForm;
  readonly targets: number;
  /** Targets times regions: so many results a period gives. */
  readonly results: number;
  readonly undated: number;
  /** Lines of the plan, in its order. */
  readonly lines: readonly string[];
}

/** A plan's targets by form, in the order in which the forms first come. */
export function summarisePlan({ targets }: Plan): FormSummary[] {
  const forms = [...new Set(targets.map(({ form }) => form))];
  return forms.map((form) => {
    const those = targets.filter((target) => target.form === form);
    return {
      form,
      targets: those.length,
      results: those.reduce((sum, { regions }) => sum + regions.length, 0),
      undated: those.filter(({ deadline }) => deadline === null).length,
      lines: [...new Set(those.map(({ line }) => line))],
    };
  });
}
