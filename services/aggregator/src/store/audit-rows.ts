import type { TableInsert } from "@yardstick/pipeline";
import type { SubmissionInQuestion } from "./submission-in-question.ts";

/**
 * One line for each submission that came with a key, whatever became of it: made of its record alone, so that the same
 * one written again is the same line.
 */
export function auditRows(submissions: Iterable<SubmissionInQuestion>): TableInsert {
  const rows = [...submissions].flatMap(({ submissionId, source, isInHand, validation }) => {
    if (!isInHand || validation === null || validation.authId === "") return [];
    const { authId, knownAt, rows: sent, contentSha256, format, fileName, feed } = validation;
    const file = format === "" ? {} : { format, fileName, feed };
    return [[knownAt, authId, "submit", source, submissionId, JSON.stringify({ rows: sent, contentSha256, ...file })]];
  });
  return { table: "audit", columns: ["at", "actor", "verb", "source", "object", "detail"], rows };
}
