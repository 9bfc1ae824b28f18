import { type SubmissionBody, submissionBody, submittedObservation } from "@yardstick/contracts";
import type { z } from "zod";
import { quote } from "../finding.ts";
import { suggestClosest } from "../suggest-closest.ts";
import {
  type DecodedSubmission,
  type DecodeFault,
  type DecodeLimits,
  decodeFault,
  refused,
} from "./decoded-submission.ts";
import { isPlainRow } from "./is-plain-row.ts";
import { nameShapeFault } from "./name-shape-fault.ts";
import { tooManyRows } from "./read-utf8.ts";

const ENVELOPE_FIELDS = Object.keys(submissionBody.shape);
const ROW_FIELDS = Object.keys(submittedObservation.shape);

/** Rule 1: whether a value that was read, from JSON or from rows of a table, has the shape of a submission. */
export function checkSubmissionShape(value: unknown, limits: DecodeLimits): DecodedSubmission {
  const rows = rowsOf(value);
  const source = sourceOf(value);
  if (rows > limits.maxRows) return refused("too_large", tooManyRows(rows, limits.maxRows), { rows, source });
  const plain = readPlain(value);
  if (plain !== null) return { outcome: "decoded", body: plain };
  const result = submissionBody.safeParse(value);
  if (result.success) return { outcome: "decoded", body: result.data satisfies SubmissionBody };
  const faults = result.error.issues.flatMap((issue) => faultsOf(issue, value));
  return misshapen(
    faults.map((fault) => withPlace(fault, value)),
    { limits, rows, source },
  );
}

/** A fault of a row that was read from a file says where the row stands there. */
function withPlace(fault: DecodeFault, value: unknown): DecodeFault {
  const { row } = fault.issue;
  const place = row === null ? undefined : member(member(member(value, "observations"), row - 1), "place");
  return typeof place === "string" ? { ...fault, issue: { ...fault.issue, place: place.slice(0, 128) } } : fault;
}

/** The body where every row is plain: the schema then judges the envelope, with the first row for all. */
function readPlain(value: unknown): SubmissionBody | null {
  const rows = member(value, "observations");
  if (!Array.isArray(rows) || !rows.every(isPlainRow)) return null;
  const envelope = submissionBody.safeParse({ ...(value as object), observations: rows.slice(0, 1) });
  return envelope.success ? { ...envelope.data, observations: rows } : null;
}

/** The answer for faults of shape: the first `maxFaults` of them, and how many there are of each kind. */
export function misshapen(
  faults: readonly DecodeFault[],
  { limits, rows, source }: { limits: DecodeLimits; rows: number; source: string | null },
): DecodedSubmission {
  const [first, ...others] = faults;
  if (first === undefined) throw new RangeError("a misshapen submission has a fault");
  const faultCounts: Record<string, number> = {};
  for (const { issue } of faults) faultCounts[issue.code] = (faultCounts[issue.code] ?? 0) + 1;
  const listed = others.slice(0, Math.max(0, limits.maxFaults - 1));
  return { outcome: "misshapen", faults: [first, ...listed], faultCounts, rows, source };
}

export function rowsOf(value: unknown): number {
  const rows = member(value, "observations");
  return Array.isArray(rows) ? rows.length : 0;
}

function sourceOf(value: unknown): string | null {
  const source = member(value, "source");
  return typeof source === "string" ? source.slice(0, 64) : null;
}

function member(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<PropertyKey, unknown>)[key];
}

function faultsOf(issue: z.core.$ZodIssue, value: unknown): DecodeFault[] {
  const place = placeOf(issue.path);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownField(key, place));
  const sent = issue.path.reduce(member, value);
  if (sent === undefined && place.field !== null) return [missingField(place)];
  const { zh, en, suggestion } = nameShapeFault(issue, sent);
  const isBody = place.path === "";
  return [
    decodeFault("FIELD_INVALID", {
      ...place,
      zh: `${isBody ? "正文" : place.path} ${zh}。`,
      en: `${isBody ? "The body" : place.path} ${en}.`,
      suggestion,
    }),
  ];
}

interface Place {
  readonly path: string;
  readonly row: number | null;
  readonly field: string | null;
}

function placeOf(keys: readonly PropertyKey[]): Place {
  let path = "";
  for (const key of keys) path += typeof key === "number" ? `[${key}]` : path === "" ? String(key) : `.${String(key)}`;
  const [root, index, field] = keys;
  const isInRow = root === "observations" && typeof index === "number";
  const name = isInRow ? field : root;
  return { path, row: isInRow ? index + 1 : null, field: name === undefined ? null : String(name) };
}

function missingField(place: Place): DecodeFault {
  return decodeFault("FIELD_MISSING", {
    ...place,
    zh: `缺少必填字段 ${place.field}。`,
    en: `The field ${place.field} is required.`,
  });
}

function unknownField(key: string, { path, row }: Place): DecodeFault {
  const suggestion = closestField(key, row === null ? ENVELOPE_FIELDS : ROW_FIELDS);
  const [zh, en] = suggestion === null ? ["", ""] : [`是否指 ${suggestion}?`, ` Did you mean ${suggestion}?`];
  return decodeFault("FIELD_UNKNOWN", {
    path: path === "" ? key : `${path}.${key}`,
    row,
    field: key.slice(0, 128),
    zh: `没有字段${quote(key)}。${zh}`,
    en: `There is no field ${quote(key)}.${en}`,
    suggestion,
  });
}

/** `indcator` by its letters, `price_basis` and `PriceBasis` by the same letters in another case. */
export function closestField(key: string, fields: readonly string[]): string | null {
  const plain = (text: string) => text.replace(/[_\s-]/g, "").toLowerCase();
  return fields.find((field) => plain(field) === plain(key)) ?? suggestClosest(key, fields)[0] ?? null;
}
