import { ALERT_NAMES, type AlertName, agenciesForRegion, type ReferenceData } from "@yardstick/contracts";
import type { AlertRule, Name } from "../alert-rule.ts";
import { nameOf } from "../name-of.ts";

/** One target of a plan for one region that it names, and who answers for it. */
export interface CountyAverageRule extends AlertRule {
  /** First and last month of the plan's years, `YYYY-MM`, both inclusive. */
  readonly validFrom: string;
  readonly deadline: string;
  readonly agency: Name;
  readonly names: { readonly region: Name; readonly indicator: Name; readonly scope: Name };
  /** Growth of this indicator is at constant or comparable prices, which current-price levels only stand in for. */
  readonly isRealGrowth: boolean;
}

/**
 * The rules by which one indicator is judged in one scope, for the regions that targets name. DOMAIN §6, S1. A target
 * whose growth has to stay below the average is no matter of this alert: its name and its words say the opposite.
 */
export function countyAverageRulesFor(
  reference: ReferenceData,
  scope: string,
  indicatorId: string,
): CountyAverageRule[] {
  const indicator = reference.indicators.get(indicatorId);
  return [...reference.plans.values()].flatMap((plan) =>
    plan.targets
      .filter(({ form, direction }) => form === "growth_above_benchmark" && direction === "higher")
      .filter((target) => target.scope === scope && target.indicator === indicatorId)
      .flatMap((target) =>
        target.regions.map((region): CountyAverageRule => {
          const agency = agenciesForRegion(reference, target.leadAgencies, region)[0];
          return {
            rule: `${plan.id}/${target.line}`,
            alertname: alertnameOf(target.alertname),
            scope,
            indicator: indicatorId,
            region,
            validFrom: target.validFrom,
            deadline: target.deadline ?? "2299-12",
            agency: nameOf(agency, target.leadAgencies[0] ?? ""),
            names: {
              region: nameOf(reference.regions.get(region), region),
              indicator: nameOf(indicator, indicatorId),
              scope: nameOf(reference.scopes.get(scope), scope),
            },
            isRealGrowth: indicator?.growthRule !== "nominal",
          };
        }),
      ),
  );
}

function alertnameOf(name: string): AlertName {
  return ALERT_NAMES.find((known) => known === name) ?? "BelowCountyAverage";
}
