import type { Receipt, ReferenceData, SubmissionBody } from "@yardstick/contracts";
import { validateSubmission } from "@yardstick/submissions";

/**
 * The receipt of a dry run: by the rules of the validator, with this moment as "now". Which rows repeat or replace a
 * figure is decided where they are stored, so all that would pass count as accepted.
 */
export function previewReceipt(
  body: SubmissionBody,
  { contentSha256, reference, nowMs }: { contentSha256: string; reference: ReferenceData; nowMs: number },
): Receipt {
  const { outcome, observations, rejectedRows, issues, issueCounts } = validateSubmission(body, { reference, nowMs });
  const passed = new Set(observations.map(({ row }) => row));
  return {
    source: body.source,
    state: outcome,
    contentSha256,
    ...originOf(body),
    counts: { accepted: observations.length, superseded: 0, unchanged: 0, rejected: rejectedRows },
    issueCounts: { ...issueCounts },
    issues: [...issues],
    rows: body.observations.map(({ place = null }, index) => ({
      row: index + 1,
      place,
      outcome: passed.has(index + 1) ? "accepted" : "rejected",
    })),
  };
}

function originOf({ origin }: SubmissionBody): Pick<Receipt, "origin"> {
  if (origin === undefined) return {};
  const { format, fileName, feed } = origin;
  return {
    origin: { format, ...(fileName === undefined ? {} : { fileName }), ...(feed === undefined ? {} : { feed }) },
  };
}
