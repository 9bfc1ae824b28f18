import type { LogRecord } from "@yardstick/event-log";
import type { Decoded } from "../stage/decoded.ts";
import { decodeEnvelope } from "./decode-envelope.ts";
import type { EventEnvelope } from "./event-envelope.ts";

/** What is used of a zod schema. */
export interface EventSchema<Data> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: Data }
    | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } };
}

export interface SchemaIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export type EventSchemas = Readonly<Record<string, EventSchema<unknown>>>;

/** An event of one of the types, its data parsed by that type's schema. */
export type DecodedEvent<Schemas extends EventSchemas> = {
  [Type in keyof Schemas & string]: {
    readonly type: Type;
    readonly envelope: EventEnvelope;
    readonly data: Schemas[Type] extends EventSchema<infer Data> ? Data : never;
  };
}[keyof Schemas & string];

/**
 * Reads a record as one of these event types. It is unreadable with the code `ENVELOPE_INVALID`, `EVENT_TYPE_UNKNOWN`,
 * `VALUE_MISSING`, `VALUE_NOT_JSON` or `VALUE_WRONG_SHAPE`. A stage upcasts an older type behind this.
 */
export function decodeEvent<Schemas extends EventSchemas>(
  record: LogRecord,
  schemas: Schemas,
): Decoded<DecodedEvent<Schemas>> {
  const header = decodeEnvelope(record);
  if (!header.ok) return unreadable("ENVELOPE_INVALID", header.faults.join("; "));
  const { envelope } = header;
  const schema = Object.hasOwn(schemas, envelope.type) ? schemas[envelope.type] : undefined;
  if (schema === undefined) return unreadable("EVENT_TYPE_UNKNOWN", `ce_type is ${JSON.stringify(envelope.type)}`);
  if (record.value === null) return unreadable("VALUE_MISSING", "the record has no value");
  const json = parseJson(record.value);
  if (!json.ok) return unreadable("VALUE_NOT_JSON", json.reason);
  const parsed = schema.safeParse(json.value);
  if (!parsed.success) return unreadable("VALUE_WRONG_SHAPE", describeIssues(parsed.error.issues));
  const event = { type: envelope.type, envelope, data: parsed.data } as DecodedEvent<Schemas>;
  return { kind: "decoded", value: event, submissionId: envelope.correlationId ?? envelope.id };
}

function unreadable(code: string, reason: string): Decoded<never> {
  return { kind: "unreadable", code, reason };
}

function parseJson(bytes: Uint8Array): { ok: true; value: unknown } | { ok: false; reason: string } {
  try {
    return { ok: true, value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function describeIssues(issues: readonly SchemaIssue[]): string {
  const shown = issues.slice(0, 10).map(({ path, message }) => `/${path.map(String).join("/")}: ${message}`);
  return issues.length > shown.length
    ? `${shown.join("; ")}; and ${issues.length - shown.length} more`
    : shown.join("; ");
}
