import type { HttpProblem } from "@yardstick/runtime";
import type { DecodedSubmission } from "@yardstick/submissions";
import { bilingualProblem } from "./bilingual-problem.ts";

const STATUS = { unreadable: 400, misshapen: 422, too_large: 413 } as const;

/** What the sender of a body that is no submission is told: each place at fault, and how many there are. */
export function problemOfDecoding(decoded: Exclude<DecodedSubmission, { outcome: "decoded" }>): HttpProblem {
  const [first] = decoded.faults;
  const count = Object.values(decoded.faultCounts).reduce((sum, faults) => sum + faults, 0);
  const listed = decoded.faults.length;
  const [zh, en] =
    count === 1
      ? ["", ""]
      : [`共 ${count} 处，列出前 ${listed} 处。`, ` ${count} faults in all; the first ${listed} are listed.`];
  return bilingualProblem({
    status: STATUS[decoded.outcome],
    code: decoded.outcome === "misshapen" ? "WRONG_SHAPE" : first.issue.code,
    zh: `${first.issue.message.zh}${zh}`,
    en: `${first.issue.message.en}${en}`,
    errors: decoded.faults.map(({ path, issue }) => ({ path, message: issue.message.en })),
    extensions: { issues: decoded.faults.map(({ issue }) => issue), issueCounts: decoded.faultCounts },
  });
}
