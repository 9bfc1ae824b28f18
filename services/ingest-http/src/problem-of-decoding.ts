import { HttpProblem } from "@yardstick/runtime";
import type { DecodedSubmission } from "@yardstick/submissions";

const STATUS = { unreadable: 400, misshapen: 422, too_large: 413 } as const;

/** What the sender of a body that is no submission is told: each place at fault, and how many there are. */
export function problemOfDecoding(decoded: Exclude<DecodedSubmission, { outcome: "decoded" }>): HttpProblem {
  const [first] = decoded.faults;
  const count = Object.values(decoded.faultCounts).reduce((sum, faults) => sum + faults, 0);
  const others = count === 1 ? "" : ` ${count} faults in all; the first ${decoded.faults.length} are listed.`;
  return new HttpProblem({
    status: STATUS[decoded.outcome],
    code: decoded.outcome === "misshapen" ? "WRONG_SHAPE" : first.issue.code,
    detail: `${first.issue.message.en}${others}`,
    errors: decoded.faults.map(({ path, issue }) => ({ path, message: issue.message.en })),
    extensions: { issues: decoded.faults.map(({ issue }) => issue), issueCounts: decoded.faultCounts },
  });
}
