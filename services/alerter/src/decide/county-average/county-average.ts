import type { AlertKind } from "../alert-kind.ts";
import { readWithdrawals } from "../read-withdrawals.ts";
import type { Comparison } from "./comparison.ts";
import { countyAverageMessage } from "./county-average-message.ts";
import { type CountyAverageRule, countyAverageRulesFor } from "./county-average-rules.ts";
import { judgeComparison, restsOnLevels } from "./judge-comparison.ts";
import { readComparisons } from "./read-comparisons.ts";

/** Growth above the provincial county average: target S1, for the lead agency. DOMAIN §6. */
export const countyAverage: AlertKind<CountyAverageRule, Comparison> = {
  rulesFor: countyAverageRulesFor,
  read: readComparisons,
  judge: judgeComparison,
  readWithdrawals,
  reasons: { still: "STILL_BELOW", met: "TARGET_MET" },
  agencyOf: ({ agency }) => agency,
  message: ({ rule, accumulation, content, reading }) =>
    countyAverageMessage({
      rule,
      accumulation,
      content,
      restsOnLevels: reading !== null && restsOnLevels(reading, rule),
      isProvisional: reading?.isProvisional ?? false,
    }),
};
