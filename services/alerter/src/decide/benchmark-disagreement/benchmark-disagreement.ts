import type { AlertKind } from "../alert-kind.ts";
import { agencyAt } from "./agency-at.ts";
import { benchmarkDisagreementMessage } from "./benchmark-disagreement-message.ts";
import { type BenchmarkDisagreementRule, benchmarkDisagreementRulesFor } from "./benchmark-disagreement-rules.ts";
import type { Disagreement } from "./disagreement.ts";
import { judgeDisagreement } from "./judge-disagreement.ts";
import { readDisagreements } from "./read-disagreements.ts";
import { readPublishedWithdrawals } from "./read-published-withdrawals.ts";

/** The published and the pooled average of a scope differ: a finding about the data, for the bureau. DOMAIN §5. */
export const benchmarkDisagreement: AlertKind<BenchmarkDisagreementRule, Disagreement> = {
  rulesFor: benchmarkDisagreementRulesFor,
  read: readDisagreements,
  judge: judgeDisagreement,
  readWithdrawals: readPublishedWithdrawals,
  reasons: { still: "STILL_DIFFERENT", met: "AGREES" },
  agencyOf: ({ bureau }, { startsAt }) => agencyAt(bureau, startsAt),
  message: benchmarkDisagreementMessage,
};
