import { quote } from "../../finding.ts";
import { closestField } from "../check-submission-shape.ts";
import type { DecodedItem, DecodeQuestion, RowFields } from "../decode-rows.ts";
import { type DecodeFault, decodeFault } from "../decoded-submission.ts";
import { inspectJson } from "../inspect-json.ts";
import { ROW_FIELDS } from "../row-fields.ts";
import { readLines } from "./read-lines.ts";

/** Longer than every field of a row at its longest, as UTF-8 with escapes. */
const MAX_LINE_BYTES = 64 * 1024;
/** A row nests one deep; the rest is room for a fault that can be told by its path. */
const MAX_DEPTH = 16;

/**
 * Lines of JSON, each a row of a submission by the names of the JSON body; empty lines are passed over. A line that is
 * no row is a fault with its number, and the others are still read. Numbers longer than a double keeps are faults.
 */
export async function* decodeNdjsonRows(
  chunks: AsyncIterable<Uint8Array>,
  _question: DecodeQuestion,
): AsyncGenerator<DecodedItem> {
  for await (const { number, text } of readLines(chunks, MAX_LINE_BYTES)) {
    const place = `line ${number}`;
    if (text === null) yield misshapen(notUtf8(place));
    else if (text.trim() !== "") yield* readLine(text, place);
  }
}

function* readLine(text: string, place: string): Generator<DecodedItem> {
  const row = parseObject(text);
  if (typeof row === "string") return yield misshapen(notRow(row, place));
  const unknown = Object.keys(row).filter((key) => !ROW_FIELDS.has(key));
  if (unknown.length > 0) return yield* unknown.map((key) => misshapen(unknownField(key, place)));
  const { depth, keys, hasLongNumber, hasSurrogateEscape } = inspectJson(text);
  if (depth > MAX_DEPTH) return yield misshapen(nestsTooDeep(place));
  const isFlat = Object.values(row).every((value) => typeof value !== "object" || value === null);
  if (isFlat && keys > Object.keys(row).length) return yield misshapen(repeated(place));
  if (isFlat && hasLongNumber && typeof row.value === "number") return yield misshapen(inexact(place));
  if (hasSurrogateEscape && Object.values(row).some(isBroken)) return yield misshapen(broken(place));
  yield { kind: "row", fields: row as RowFields, place };
}

function parseObject(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    return "it is no object";
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 200) : String(error);
  }
}

/** Half of a surrogate pair cannot be written as UTF-8. */
const isBroken = (value: unknown) => typeof value === "string" && /\p{Surrogate}/u.test(value);

const misshapen = (fault: DecodeFault): DecodedItem => ({ kind: "fault", outcome: "misshapen", fault, isFatal: false });

function notRow(reason: string, place: string): DecodeFault {
  return decodeFault("BODY_NOT_JSON", {
    path: place,
    place,
    field: null,
    zh: `该行不是一个 JSON 对象(${reason})。`,
    en: `The line is no JSON object (${reason}).`,
  });
}

function nestsTooDeep(place: string): DecodeFault {
  return decodeFault("NESTING_TOO_DEEP", {
    path: place,
    place,
    field: null,
    zh: `该行的 JSON 嵌套超过 ${MAX_DEPTH} 层。`,
    en: `The line's JSON nests deeper than ${MAX_DEPTH} levels.`,
  });
}

function notUtf8(place: string): DecodeFault {
  return decodeFault("BODY_NOT_UTF8", {
    path: place,
    place,
    field: null,
    zh: `该行不是有效的 UTF-8 文本,或超过 ${MAX_LINE_BYTES} 字节。`,
    en: `The line is not valid UTF-8, or has more than ${MAX_LINE_BYTES} bytes.`,
  });
}

function unknownField(key: string, place: string): DecodeFault {
  const suggestion = closestField(key, [...ROW_FIELDS]);
  return decodeFault("FIELD_UNKNOWN", {
    path: `${place}.${key.slice(0, 128)}`,
    place,
    field: key.slice(0, 128),
    zh: `没有字段${quote(key)}。`,
    en: `There is no field ${quote(key)}.`,
    suggestion,
  });
}

function repeated(place: string): DecodeFault {
  return decodeFault("FIELD_DUPLICATE", {
    path: place,
    place,
    field: null,
    zh: "该行有字段重复出现,无法判断以何者为准。",
    en: "The line writes a field twice: which one counts cannot be told.",
  });
}

function broken(place: string): DecodeFault {
  return decodeFault("TEXT_MALFORMED", {
    path: place,
    place,
    field: null,
    zh: "该行含有不完整的 Unicode 字符。",
    en: "The line holds half of a Unicode surrogate pair.",
  });
}

function inexact(place: string): DecodeFault {
  return decodeFault("NUMBER_INEXACT", {
    path: `${place}.value`,
    place,
    field: "value",
    zh: "JSON 数字超过 15 位有效数字,读取时会被舍入;请以字符串提交。",
    en: "The JSON number has more than 15 digits, so reading rounds it; send it as a string.",
  });
}
