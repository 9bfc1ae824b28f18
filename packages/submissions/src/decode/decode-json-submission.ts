import type { SubmissionBody } from "@yardstick/contracts";
import { checkSubmissionShape, misshapen } from "./check-submission-shape.ts";
import {
  DEFAULT_DECODE_LIMITS,
  type DecodedSubmission,
  type DecodeFault,
  type DecodeLimits,
  decodeFault,
  refused,
} from "./decoded-submission.ts";
import { inspectJson, type JsonInspection } from "./inspect-json.ts";
import { locateJsonFaults } from "./locate-json-faults.ts";
import { readUtf8, tooManyBytes } from "./read-utf8.ts";

/** A submission nests three deep; the rest is room for a fault that can be told by its path. */
const MAX_DEPTH = 16;

/**
 * Bytes of `application/json` to a submission, or why they are none. Everything is bounded, nothing is repaired: a
 * key written twice or a number that lost digits would mean that somebody guesses which figure was meant.
 */
export function decodeJsonSubmission(
  bytes: Uint8Array,
  limits: DecodeLimits = DEFAULT_DECODE_LIMITS,
): DecodedSubmission {
  if (bytes.length > limits.maxBytes) return refused("too_large", tooManyBytes(bytes.length, limits.maxBytes));
  const text = readUtf8(bytes);
  if (typeof text !== "string") return refused("unreadable", text);
  const inspection = inspectJson(text);
  if (inspection.depth > MAX_DEPTH) return refused("unreadable", nestsTooDeep());
  const parsed = parseJson(text);
  if (!parsed.ok) return refused("unreadable", notJson(parsed.reason));
  const decoded = checkSubmissionShape(parsed.value, limits);
  if (decoded.outcome !== "decoded") return decoded;
  const faults = faultsOfText(text, decoded.body, { inspection, sentKeys: keysOf(parsed.value as SubmissionBody) });
  if (faults.length === 0) return decoded;
  return misshapen(faults, { limits, rows: decoded.body.observations.length, source: decoded.body.source });
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; reason: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Keys of the envelope, its origin and its rows: the shape allows no other objects. */
function keysOf(body: SubmissionBody): number {
  let keys = Object.keys(body).length + keysWithin(body.origin);
  for (const row of body.observations) keys += Object.keys(row).length;
  return keys;
}

function keysWithin(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const members = Object.values(value);
  return members.reduce((sum: number, member) => sum + keysWithin(member), Array.isArray(value) ? 0 : members.length);
}

/** What is wrong with the text although its value has the right shape. Found by counting, located only where there is some. */
function faultsOfText(
  text: string,
  body: SubmissionBody,
  { inspection, sentKeys }: { inspection: JsonInspection; sentKeys: number },
): DecodeFault[] {
  const faults = inspection.hasSurrogateEscape ? brokenTexts(body) : [];
  if (inspection.keys === sentKeys && !inspection.hasLongNumber) return faults;
  const { repeatedKeys, longNumbers } = locateJsonFaults(text);
  const repeated = repeatedKeys.map((place) =>
    decodeFault("FIELD_DUPLICATE", {
      ...place,
      zh: `字段 ${place.field} 重复出现,无法判断以何者为准。`,
      en: `The field ${place.field} is written twice: which one counts cannot be told.`,
    }),
  );
  const inexact = longNumbers.map(({ text: number, ...place }) =>
    decodeFault("NUMBER_INEXACT", {
      ...place,
      zh: `JSON 数字 ${number.slice(0, 40)} 超过 15 位有效数字,读取时会被舍入;请以字符串提交。`,
      en: `The JSON number ${number.slice(0, 40)} has more than 15 digits, so reading rounds it; send it as a string.`,
      suggestion: `"${number.slice(0, 64)}"`,
    }),
  );
  return [...faults, ...repeated, ...inexact];
}

/** Half of a surrogate pair cannot be written as UTF-8: it would come out as another character than it went in. */
function brokenTexts(body: SubmissionBody): DecodeFault[] {
  return body.observations.flatMap((row, index) =>
    Object.entries(row)
      .filter(([, value]) => typeof value === "string" && /\p{Surrogate}/u.test(value))
      .map(([field]) =>
        decodeFault("TEXT_MALFORMED", {
          path: `observations[${index}].${field}`,
          row: index + 1,
          field,
          zh: `字段 ${field} 含有不完整的 Unicode 字符。`,
          en: `The field ${field} holds half of a Unicode surrogate pair.`,
        }),
      ),
  );
}

function nestsTooDeep(): DecodeFault {
  return decodeFault("NESTING_TOO_DEEP", {
    field: null,
    zh: `JSON 嵌套超过 ${MAX_DEPTH} 层。`,
    en: `The JSON nests deeper than ${MAX_DEPTH} levels.`,
  });
}

function notJson(reason: string): DecodeFault {
  const detail = reason.slice(0, 200);
  return decodeFault("BODY_NOT_JSON", {
    field: null,
    zh: `正文不是有效的 JSON(${detail})。`,
    en: `The body is not JSON (${detail}).`,
  });
}
