import { createHash } from "node:crypto";
import type {
  Issue,
  LogPosition,
  ReferenceData,
  SubmissionBody,
  SubmissionRejectedV1,
  SubmissionValidatedV1,
} from "@yardstick/contracts";
import {
  checkEnvelope,
  collectIssues,
  type DecodedSubmission,
  type DecodeLimits,
  decodeJsonSubmission,
  validateSubmission,
} from "@yardstick/submissions";

export interface SubmissionRecord {
  readonly submissionId: string;
  /** `ce_source`: the submission's identity is its id within this source. */
  readonly ceSource: string;
  readonly recordKey: string | null;
  readonly value: Uint8Array;
  readonly received: LogPosition;
}

export interface DecisionRules {
  readonly reference: ReferenceData;
  readonly limits: DecodeLimits;
  readonly maxIssues: number;
}

export type SubmissionDecision =
  | { readonly outcome: "validated"; readonly event: SubmissionValidatedV1 }
  | { readonly outcome: "rejected"; readonly event: SubmissionRejectedV1 };

/** What is answered to a submission: by the log's own timestamp, so that a replay decides the same. */
export function decideSubmission(record: SubmissionRecord, rules: DecisionRules): SubmissionDecision {
  const decoded = decodeJsonSubmission(record.value, rules.limits);
  if (decoded.outcome !== "decoded") return rejectUnreadable(record, decoded, rules);
  const { body } = decoded;
  const mismatches = checkEnvelope({ bodySource: body.source, recordKey: record.recordKey, ceSource: record.ceSource });
  if (mismatches.length > 0) {
    const issues = collectIssues(rules.maxIssues);
    for (const mismatch of mismatches) issues.add(mismatch, { row: null, coordinate: null });
    return rejected(record, { body, issues: issues.list(), issueCounts: issues.counts() });
  }
  const { reference, maxIssues } = rules;
  const validation = validateSubmission(body, { reference, nowMs: Date.parse(record.received.at), maxIssues });
  if (validation.outcome === "rejected") return rejected(record, { body, ...validation });
  const event: SubmissionValidatedV1 = {
    ...outcomeOf(record, { body, ...validation }),
    rejectedRows: validation.rejectedRows,
    observations: [...validation.observations],
  };
  return { outcome: "validated", event };
}

interface Findings {
  readonly body: SubmissionBody;
  readonly issues: readonly Issue[];
  readonly issueCounts: Readonly<Record<string, number>>;
}

function rejectUnreadable(
  record: SubmissionRecord,
  decoded: Exclude<DecodedSubmission, { outcome: "decoded" }>,
  { maxIssues }: DecisionRules,
): SubmissionDecision {
  const issues = decoded.faults.slice(0, maxIssues).map(({ issue }) => issue);
  const event: SubmissionRejectedV1 = {
    ...identityOf(record),
    mode: "atomic",
    rows: decoded.rows,
    issues,
    issueCounts: { ...decoded.faultCounts },
  };
  return { outcome: "rejected", event };
}

function rejected(record: SubmissionRecord, findings: Findings): SubmissionDecision {
  return { outcome: "rejected", event: outcomeOf(record, findings) };
}

function outcomeOf(record: SubmissionRecord, { body, issues, issueCounts }: Findings): SubmissionRejectedV1 {
  return {
    ...identityOf(record),
    mode: body.mode,
    rows: body.observations.length,
    ...fileOf(body),
    issues: [...issues],
    issueCounts: { ...issueCounts },
  };
}

/** Which file and which cells the rows came from, so that the receipt can say it. */
function fileOf({ origin, observations }: SubmissionBody): Pick<SubmissionRejectedV1, "origin" | "places"> {
  const { format, fileName, feed } = origin ?? {};
  const isPlaced = observations.some(({ place }) => place !== undefined);
  return {
    ...(format === undefined
      ? {}
      : {
          origin: { format, ...(fileName === undefined ? {} : { fileName }), ...(feed === undefined ? {} : { feed }) },
        }),
    ...(isPlaced ? { places: observations.map(({ place = "" }) => place) } : {}),
  };
}

function identityOf({ submissionId, ceSource, value, received }: SubmissionRecord) {
  const contentSha256 = createHash("sha256").update(value).digest("hex");
  return { submissionId, source: ceSource, contentSha256, received };
}
