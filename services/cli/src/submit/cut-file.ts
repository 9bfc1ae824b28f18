import type { Issue } from "@yardstick/contracts";
import { DEFAULT_DECODE_LIMITS, type DecodedSubmission, decodeParts } from "@yardstick/submissions";
import { JSON_TYPE, type Shipment } from "../ingest/shipment.ts";
import { once, questionOf } from "./question-of.ts";
import type { SubmitVerbOptions } from "./read-submit-options.ts";
import { type FileToSend, keyOf, labelOf } from "./ship-file.ts";

/** A part that is to be sent, or why there are no more. */
export type CutPart =
  | { readonly kind: "part"; readonly shipment: Shipment }
  | {
      readonly kind: "refused";
      readonly shipment: Shipment;
      readonly problem: { readonly code: string; readonly detail: string; readonly issues: Issue[] };
    };

/** Whether a file is certainly more than one submission, so that it need not be sent to be told so. */
export function isTooLargeForOne({ format, bytes }: FileToSend): boolean {
  const { maxBytes, maxFileBytes } = DEFAULT_DECODE_LIMITS;
  return bytes.length > (format === "json" ? maxBytes : maxFileBytes);
}

/**
 * A file that does not fit into one submission as several, read here: in its order, each of its rows with its place in
 * the file. The same file is always cut alike.
 */
export async function* cutFile(file: FileToSend, options: SubmitVerbOptions): AsyncGenerator<CutPart> {
  let firstRow = 1;
  let number = 0;
  for await (const part of decodeParts(file.format, once(file.bytes), questionOf(file, options))) {
    number += 1;
    const label = `${labelOf(file.path)} part ${number}`;
    if (part.outcome !== "decoded") {
      yield { kind: "refused", shipment: emptyShipment(label, part.rows), problem: problemOf(part, options) };
      return;
    }
    const { mode } = file.format === "json" ? options : {};
    const body = { ...part.body, ...(mode === undefined ? {} : { mode }) };
    const bytes = new Uint8Array(new TextEncoder().encode(JSON.stringify(body)));
    const rows = body.observations.length;
    const fileRows = Array.from({ length: rows }, (_, index) => firstRow + index);
    const idempotencyKey = keyOf(["part", number], bytes, options);
    yield { kind: "part", shipment: { ...emptyShipment(label, rows), bytes, idempotencyKey, fileRows } };
    firstRow += rows;
  }
}

function emptyShipment(label: string, rows: number): Shipment {
  const nothing = { bytes: new Uint8Array(), fields: {}, idempotencyKey: "", fileRows: null };
  return { ...nothing, label, contentType: JSON_TYPE, rows };
}

function problemOf({ faults }: Exclude<DecodedSubmission, { outcome: "decoded" }>, { lang }: SubmitVerbOptions) {
  const [{ issue }] = faults;
  return { code: issue.code, detail: issue.message[lang], issues: faults.map((fault) => fault.issue) };
}
