import { type SubmittedObservation, submittedObservation } from "@yardstick/contracts";
import { z } from "zod";

interface FieldSchema {
  readonly type?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly anyOf?: readonly FieldSchema[];
}

/** Read off the contract, so that there is one truth: longest text of each field, and which fields a row has to have. */
const { maxChars, required } = readContract();

/**
 * Whether a value is beyond doubt a row of the contract. What it is not sure of the schema itself judges, which takes
 * five times as long: half of what reading a large submission costs. A property test holds the two together.
 */
export function isPlainRow(row: unknown): row is SubmittedObservation {
  if (typeof row !== "object" || row === null) return false;
  let requiredSeen = 0;
  for (const field in row) {
    const value: unknown = row[field as keyof typeof row];
    const longest = maxChars.get(field);
    if (longest === undefined) return false;
    if (typeof value === "string") {
      if (value.length === 0 || value.length > longest || value.includes("\0")) return false;
    } else if (field !== "value" || (value !== null && !Number.isFinite(value))) return false;
    if (required.has(field)) requiredSeen += 1;
  }
  return requiredSeen === required.size;
}

function readContract() {
  // Extended by nothing it has no id of its own, so that it stands in the document itself and not behind a reference.
  const schema = z.toJSONSchema(submittedObservation.extend({}));
  const { properties = {}, required = [] } = schema as {
    properties?: Readonly<Record<string, FieldSchema>>;
    required?: readonly string[];
  };
  const limits = Object.entries(properties).flatMap(([field, { anyOf, ...own }]) => {
    const text = field === "value" ? anyOf?.find(({ type }) => type === "string") : own;
    return text !== undefined && isPlainText(text) ? [[field, text.maxLength] as const] : [];
  });
  return { maxChars: new Map(limits), required: new Set(required) };
}

/** Bounded text without NUL and without any other condition. */
function isPlainText(schema: FieldSchema): schema is FieldSchema & { readonly maxLength: number } {
  const { type, minLength, maxLength, pattern, ...others } = schema as FieldSchema & { description?: string };
  const conditions = Object.keys(others).filter((key) => key !== "description");
  const isBounded = type === "string" && minLength === 1 && maxLength !== undefined;
  return isBounded && pattern === "^[^\\u0000]*$" && conditions.length === 0;
}
