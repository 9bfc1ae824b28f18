import type { EventEnvelope } from "./event-envelope.ts";

export type DecodedEnvelope =
  | { readonly ok: true; readonly envelope: EventEnvelope }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Reads the envelope from a record's headers, or says of every header what is wrong with it. */
export function decodeEnvelope(record: { readonly headers: Readonly<Record<string, string>> }): DecodedEnvelope {
  const { headers } = record;
  const faults = REQUIRED.filter((name) => !headers[name]).map((name) => `${name} is missing`);
  const specVersion = headers.ce_specversion;
  if (specVersion && specVersion !== "1.0") faults.push(`ce_specversion is ${JSON.stringify(specVersion)}, not "1.0"`);
  const time = headers.ce_time ?? "";
  if (time !== "" && !RFC3339.test(time)) faults.push(`ce_time ${JSON.stringify(time)} is not RFC 3339`);
  const contentType = headers["content-type"];
  if (contentType && !JSON_TYPE.test(contentType))
    faults.push(`content-type is ${JSON.stringify(contentType)}, not application/json`);
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    envelope: {
      id: headers.ce_id ?? "",
      type: headers.ce_type ?? "",
      source: headers.ce_source ?? "",
      time,
      correlationId: headers.ce_correlationid || null,
      traceparent: headers.traceparent || null,
      authId: headers.ce_authid || null,
    },
  };
}

const REQUIRED = ["ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type"] as const;
const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;
