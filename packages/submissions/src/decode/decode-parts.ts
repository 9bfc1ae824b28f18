import type { FeedFormat, SubmissionBody } from "@yardstick/contracts";
import { boundedChunks, collectChunks, FileTooLarge } from "./bounded-chunks.ts";
import { addItem, addRow, bytesOf, emptyCollection, type RowCollection } from "./collect-rows.ts";
import { decodeJsonSubmission } from "./decode-json-submission.ts";
import type { DecodeQuestion } from "./decode-rows.ts";
import { type DecodedSubmission, refused } from "./decoded-submission.ts";
import { judgeCollection } from "./judge-collection.ts";
import { readItems } from "./read-items.ts";

/**
 * A file as so many submissions as its size asks for, in its order, each within the limits: one where it fits into one.
 * Every part says where its rows come from, and tells what was found while they were read. A part with faults ends the
 * parts; the ones before it have been handed out by then, so who wants all or nothing reads a file twice.
 */
export async function* decodeParts(
  format: FeedFormat,
  chunks: AsyncIterable<Uint8Array>,
  question: DecodeQuestion,
): AsyncGenerator<DecodedSubmission> {
  if (format === "json") return yield* decodeJsonParts(chunks, question);
  let part = emptyCollection(question);
  for await (const item of readItems(format, chunks, question)) {
    if (item.kind !== "row") {
      addItem(part, item);
      continue;
    }
    const row = { ...item.fields, place: item.place };
    const bytes = bytesOf(row);
    if (isFull(part, bytes) && part.outcome === null) {
      const decoded = judgeCollection(format, part);
      yield decoded;
      if (decoded.outcome !== "decoded") return;
      part = following(part);
    }
    if (part.rows.length < question.limits.maxRows) addRow(part, row, bytes);
  }
  yield judgeCollection(format, part);
}

const isFull = ({ rows, bytes, question: { limits } }: RowCollection, more: number) =>
  rows.length > 0 && (rows.length >= limits.maxRows || bytes + more > limits.maxBytes);

/** The next part still stands in the table that the one before ended in. */
function following({ question, tables }: RowCollection): RowCollection {
  const part = emptyCollection(question);
  const last = Object.entries(tables).at(-1);
  if (last !== undefined) addItem(part, { kind: "table", table: last[0], fields: last[1] });
  return part;
}

async function* decodeJsonParts(
  chunks: AsyncIterable<Uint8Array>,
  { limits }: DecodeQuestion,
): AsyncGenerator<DecodedSubmission> {
  try {
    const bytes = await collectChunks(boundedChunks(chunks, limits.maxFileBytes));
    const whole = { ...limits, maxBytes: limits.maxFileBytes, maxRows: Number.POSITIVE_INFINITY };
    const decoded = decodeJsonSubmission(bytes, whole);
    if (decoded.outcome !== "decoded") return yield decoded;
    for (const body of cut(decoded.body, limits)) yield { outcome: "decoded", body };
  } catch (error) {
    if (!(error instanceof FileTooLarge)) throw error;
    yield refused("too_large", error.fault);
  }
}

function* cut(body: SubmissionBody, { maxRows, maxBytes }: DecodeQuestion["limits"]): Generator<SubmissionBody> {
  const envelopeBytes = bytesOf({ ...body, observations: [] });
  let rows: SubmissionBody["observations"] = [];
  let bytes = envelopeBytes;
  for (const row of body.observations) {
    const more = bytesOf(row);
    if (rows.length > 0 && (rows.length >= maxRows || bytes + more > maxBytes)) {
      yield { ...body, observations: rows };
      rows = [];
      bytes = envelopeBytes;
    }
    rows.push(row);
    bytes += more;
  }
  yield { ...body, observations: rows };
}
