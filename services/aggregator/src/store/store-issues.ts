import type { Issue } from "@yardstick/contracts";
import type { Claim } from "./claim.ts";
import { coordinateText } from "./coordinate.ts";
import type { ClaimFault } from "./decide-claim.ts";

/** The rule of every issue that the store finds: by it they are told from the validator's. */
export const STORE_RULE = "store";

/** Issues that only the store finds. */
export const STORE_CODES: ReadonlySet<string> = new Set<ClaimFault | "ID_REUSED">([
  "OWNED_BY_OTHER_SOURCE",
  "STATUS_LOWERED",
  "WITHDRAWS_NOTHING",
  "ID_REUSED",
]);

export function claimIssue(claim: Claim, code: ClaimFault, { isRefused }: { isRefused: boolean }): Issue {
  const coordinate = coordinateText({ ...claim.at, period: claim.period });
  const { zh, en } = MESSAGES[code](coordinate, claim.status);
  return {
    rule: STORE_RULE,
    code,
    severity: isRefused ? "error" : "warning",
    row: claim.row,
    field: code === "OWNED_BY_OTHER_SOURCE" ? null : "status",
    coordinate,
    message: { zh: `第 ${claim.row} 行:${zh}`, en: `Row ${claim.row}: ${en}` },
    suggestion: null,
  };
}

export function idReused(submissionId: string): Issue {
  return {
    rule: STORE_RULE,
    code: "ID_REUSED",
    severity: "error",
    row: null,
    field: null,
    coordinate: null,
    message: {
      zh: `提交编号 ${submissionId} 已用于其他内容,本次内容未入库;请使用新的编号重新提交。`,
      en: `The submission id ${submissionId} was used for other content before; nothing of this one is stored. Send it under a new id.`,
    },
    suggestion: null,
  };
}

const MESSAGES: Readonly<Record<ClaimFault, (coordinate: string, status: string) => { zh: string; en: string }>> = {
  OWNED_BY_OTHER_SOURCE: (coordinate) => ({
    zh: `${coordinate} 已由其他来源报送,本来源不是该指标的数据归口单位。`,
    en: `another source reports ${coordinate}, and the catalogue does not make this one the source of record.`,
  }),
  STATUS_LOWERED: (coordinate, status) => ({
    zh: `${coordinate} 的状态 ${status} 低于现有数据的状态;须在 explanation(上报说明)中说明原因方可入库。`,
    en: `the status ${status} of ${coordinate} is lower than that of the current figure; it passes only with an explanation.`,
  }),
  WITHDRAWS_NOTHING: (coordinate) => ({
    zh: `${coordinate} 从未报送,无可撤回;如确无数据,请将 status 写为 missing。`,
    en: `${coordinate} was never reported, so there is nothing to withdraw; the status missing says that there is no figure.`,
  }),
};
