import type { FeedFormat } from "@yardstick/contracts";
import { boundedChunks, collectChunks, FileTooLarge } from "./bounded-chunks.ts";
import { addFault, addItem, addRow, bytesOf, emptyCollection, type RowCollection } from "./collect-rows.ts";
import { decodeJsonSubmission } from "./decode-json-submission.ts";
import type { DecodeQuestion } from "./decode-rows.ts";
import {
  type DecodedSubmission,
  type DecodeFault,
  type DecodeLimits,
  decodeFault,
  refused,
} from "./decoded-submission.ts";
import { judgeCollection } from "./judge-collection.ts";
import { readItems } from "./read-items.ts";

/**
 * One submission of all that a file holds, in whatever format: texts as they stand there, each row with its place. A
 * file with more rows or bytes than one submission may have is `too_large`; `decodeParts` cuts it. Throws only what
 * reading the chunks throws.
 */
export async function decodeSubmission(
  format: FeedFormat,
  chunks: AsyncIterable<Uint8Array>,
  question: DecodeQuestion,
): Promise<DecodedSubmission> {
  if (format === "json") return await decodeJson(chunks, question.limits);
  const collection = emptyCollection(question);
  for await (const item of readItems(format, chunks, question)) {
    if (item.kind !== "row") {
      addItem(collection, item);
      continue;
    }
    const row = { ...item.fields, place: item.place };
    addRow(collection, row, bytesOf(row));
    const fault = tooMuch(collection);
    if (fault === null) continue;
    addFault(collection, { fault, outcome: "too_large", isFatal: true });
    break;
  }
  return judgeCollection(format, collection);
}

/** A body in JSON is a submission with its own envelope: it is read as a whole, and its source is not asked for. */
async function decodeJson(chunks: AsyncIterable<Uint8Array>, limits: DecodeLimits): Promise<DecodedSubmission> {
  try {
    return decodeJsonSubmission(await collectChunks(boundedChunks(chunks, limits.maxBytes)), limits);
  } catch (error) {
    if (error instanceof FileTooLarge) return refused("too_large", moreBytes(limits.maxBytes));
    throw error;
  }
}

function tooMuch({ rows, bytes, question: { limits } }: RowCollection): DecodeFault | null {
  if (rows.length > limits.maxRows) return moreRows(limits.maxRows);
  return bytes > limits.maxBytes ? moreBytes(limits.maxBytes) : null;
}

function moreRows(maxRows: number): DecodeFault {
  return decodeFault("TOO_MANY_ROWS", {
    path: "observations",
    field: null,
    zh: `超过 ${maxRows} 行的上限;请分批提交。`,
    en: `There are more than ${maxRows} rows, which is the most that is taken: send them in parts.`,
  });
}

function moreBytes(maxBytes: number): DecodeFault {
  return decodeFault("BODY_TOO_LARGE", {
    field: null,
    zh: `正文超过 ${maxBytes} 字节的上限;请分批提交。`,
    en: `As a submission it has more than ${maxBytes} bytes, which is the most that is taken: send it in parts.`,
  });
}
