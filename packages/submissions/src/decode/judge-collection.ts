import type { FeedFormat } from "@yardstick/contracts";
import { checkSubmissionShape } from "./check-submission-shape.ts";
import { bodyOf, type RowCollection, sourceOf } from "./collect-rows.ts";
import { type DecodedSubmission, type DecodeFault, decodeFault } from "./decoded-submission.ts";
import { noRowsFault } from "./no-rows-fault.ts";

/** Stands in for a source that nobody named, so that the rows are judged all the same. */
const NOBODY = "nobody";

/** The submission of what was collected; else the faults that the decoder found, and those of the rows' shape. */
export function judgeCollection(format: FeedFormat, collection: RowCollection): DecodedSubmission {
  const { rows, question, outcome } = collection;
  const source = sourceOf(collection);
  const shaped = checkSubmissionShape(bodyOf(format, source ?? NOBODY, collection), {
    ...question.limits,
    maxRows: Number.POSITIVE_INFINITY,
  });
  if (shaped.outcome === "decoded" && outcome === null && source !== null) return shaped;
  // That there are no rows says nothing where the reading was ended by something else.
  const shape = shaped.outcome === "decoded" || (rows.length === 0 && outcome !== null) ? null : shaped;
  const nobody = source === null ? [sourceMissing()] : [];
  const ofShape = (shape?.faults ?? []).map((fault) =>
    fault.path === "observations" && rows.length === 0 ? noRowsFault(collection.findings) : fault,
  );
  const [first, ...others] = [...collection.faults, ...nobody, ...ofShape];
  if (first === undefined) throw new RangeError("what is not decoded has a fault");
  return {
    outcome: outcome ?? "misshapen",
    faults: [first, ...others.slice(0, Math.max(0, question.limits.maxFaults - 1))],
    faultCounts: sumOf(collection.faultCounts, countsOf(nobody), shape?.faultCounts ?? {}),
    rows: rows.length,
    source,
  };
}

function sumOf(...counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const [code, count] of counts.flatMap(Object.entries)) sum[code] = (sum[code] ?? 0) + Number(count);
  return sum;
}

const countsOf = (faults: readonly DecodeFault[]) =>
  Object.fromEntries(faults.map(({ issue }) => [issue.code, faults.length]));

function sourceMissing(): DecodeFault {
  return decodeFault("FIELD_MISSING", {
    path: "source",
    field: "source",
    zh: "未说明报送单位(source):请在报送时指明,或在数据源映射中写明。",
    en: "Nothing says who reports: name the source when the file is sent, or in its feed.",
  });
}
