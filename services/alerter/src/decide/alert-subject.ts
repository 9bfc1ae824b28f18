import { ACCUMULATIONS, type Accumulation } from "@yardstick/contracts";
import { alertIdOf } from "./alert-id.ts";
import type { AlertRule } from "./alert-rule.ts";

/** What an alert follows is one accumulation of a rule: a year to date and its last month are two alerts. */
export interface AlertSubject<Rule extends AlertRule> {
  readonly rule: Rule;
  readonly accumulation: Accumulation;
  readonly alertId: string;
}

export function subjectsOf<Rule extends AlertRule>(rules: readonly Rule[]): AlertSubject<Rule>[] {
  return rules.flatMap((rule) =>
    ACCUMULATIONS.map((accumulation) => ({ rule, accumulation, alertId: alertIdOf({ ...rule, accumulation }) })),
  );
}
