import type { AlertSeverity } from "./alert-change.ts";
import type { Judgement } from "./judgement.ts";

/**
 * Every breach of an S1 target is critical, for the headline region and for a county alike, unless its figures are not
 * firm: current-price levels that stand in for a rate at constant or comparable prices (DOMAIN §4), or a benchmark that
 * rests on a part of the counties (DOMAIN §5), make it a warning at most.
 */
export function alertSeverity(judgement: Judgement, isRealGrowth: boolean): AlertSeverity {
  const restsOnLevels = isRealGrowth && judgement.basis !== "reported";
  return restsOnLevels || judgement.isProvisional ? "warning" : "critical";
}
