import type { LogRecord } from "@yardstick/event-log";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { decodeEnvelope } from "./decode-envelope.ts";
import { decodeEvent } from "./decode-event.ts";
import { deriveEventId } from "./derive-event-id.ts";
import { encodeEvent } from "./encode-event.ts";

const event = { id: "s-1", type: "submission-received.v1", source: "210400-bureau", time: "2021-03-01T00:00:00.000Z" };
const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const schemas = {
  "submission-received.v1": z.strictObject({ rows: z.array(z.number()) }),
  "submission-received.v2": z.string(),
};

const recordOf = (encoded: { headers: Readonly<Record<string, string>>; value: Uint8Array | null }): LogRecord => ({
  topic: "t",
  partition: 0,
  offset: "0",
  timestampMs: 0,
  key: "k",
  ...encoded,
});

describe("events", () => {
  it("come back as they were encoded, with correlation, trace and key", () => {
    const authId = "0123456789ab";
    const encoded = encodeEvent({ ...event, data: { rows: [1] }, correlationId: "s-1", traceparent, authId });
    expect(encoded.headers).toEqual({
      ce_specversion: "1.0",
      ce_id: "s-1",
      ce_type: "submission-received.v1",
      ce_source: "210400-bureau",
      ce_time: "2021-03-01T00:00:00.000Z",
      "content-type": "application/json",
      ce_correlationid: "s-1",
      traceparent,
      ce_authtype: "service_account",
      ce_authid: authId,
    });
    expect(decodeEvent(recordOf(encoded), schemas)).toEqual({
      kind: "decoded",
      submissionId: "s-1",
      value: {
        type: event.type,
        envelope: { ...event, correlationId: "s-1", traceparent, authId },
        data: { rows: [1] },
      },
    });
  });

  it("take data that is encoded already as it is", () => {
    const value = new TextEncoder().encode('{"rows": []}');
    expect(encodeEvent({ ...event, data: value }).value).toBe(value);
  });

  it("name every header that is missing or wrong", () => {
    const headers = { ce_specversion: "0.3", ce_id: "1", ce_time: "yesterday", "content-type": "text/csv" };
    expect(decodeEnvelope({ headers })).toEqual({
      ok: false,
      faults: [
        "ce_type is missing",
        "ce_source is missing",
        'ce_specversion is "0.3", not "1.0"',
        'ce_time "yesterday" is not RFC 3339',
        'content-type is "text/csv", not application/json',
      ],
    });
  });

  const { headers } = encodeEvent({ ...event, data: null });
  const bytes = (text: string) => new TextEncoder().encode(text);
  it.each([
    ["ENVELOPE_INVALID", recordOf({ headers: {}, value: bytes("{}") })],
    ["EVENT_TYPE_UNKNOWN", recordOf({ headers: { ...headers, ce_type: "toString" }, value: bytes("{}") })],
    ["VALUE_MISSING", recordOf({ headers, value: null })],
    ["VALUE_NOT_JSON", recordOf({ headers, value: bytes("{") })],
    ["VALUE_NOT_JSON", recordOf({ headers, value: Uint8Array.of(0x22, 0xff, 0x22) })],
    ["VALUE_WRONG_SHAPE", recordOf({ headers, value: bytes('{"rows":["x"]}') })],
  ])("are unreadable as %s", (code, record) => {
    expect(decodeEvent(record, schemas)).toMatchObject({ kind: "unreadable", code });
  });

  it("say where the shape is wrong", () => {
    const record = recordOf({ headers, value: bytes('{"rows":["x"]}') });
    expect(decodeEvent(record, schemas)).toMatchObject({ reason: expect.stringContaining("/rows/0:") });
  });
});

describe("deriveEventId", () => {
  it("is the same for the same causes, and keeps their borders apart", () => {
    expect(deriveEventId("t", "a", "bc")).toBe(deriveEventId("t", "a", "bc"));
    expect(deriveEventId("t", "a", "bc")).not.toBe(deriveEventId("t", "ab", "c"));
    expect(deriveEventId("t", "a")).toMatch(/^[0-9a-f]{32}$/);
  });
});
