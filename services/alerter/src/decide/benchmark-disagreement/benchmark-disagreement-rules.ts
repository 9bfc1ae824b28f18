import type { ReferenceData } from "@yardstick/contracts";
import type { AlertRule, Name } from "../alert-rule.ts";
import { nameOf } from "../name-of.ts";
import { type AgencyTerm, agencyTerms } from "./agency-at.ts";

export interface BenchmarkDisagreementRule extends AlertRule {
  /** Who answers for the scope's figures, with successors in order. */
  readonly bureau: readonly [AgencyTerm, ...AgencyTerm[]];
  readonly names: { readonly indicator: Name; readonly scope: Name };
}

/** One rule for every scope with a bureau and every indicator; its region is the pseudo-region that is published. */
export function benchmarkDisagreementRulesFor(
  reference: Pick<ReferenceData, "agencies" | "indicators" | "scopes">,
  scopeId: string,
  indicatorId: string,
): BenchmarkDisagreementRule[] {
  const scope = reference.scopes.get(scopeId);
  const indicator = reference.indicators.get(indicatorId);
  if (scope === undefined || indicator === undefined || scope.bureau === null) return [];
  return [
    {
      rule: "data-quality/benchmark",
      alertname: "DataQuality",
      scope: scopeId,
      indicator: indicatorId,
      region: scopeId,
      bureau: agencyTerms(reference, scope.bureau),
      names: { indicator: nameOf(indicator, indicatorId), scope: nameOf(scope, scopeId) },
    },
  ];
}
