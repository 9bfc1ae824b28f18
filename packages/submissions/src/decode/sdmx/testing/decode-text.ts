import { type Feed, loadReference } from "@yardstick/contracts";
import type { DecodedItem, DecodeQuestion, RowFields } from "../../decode-rows.ts";
import { DEFAULT_DECODE_LIMITS } from "../../decoded-submission.ts";
import { decodeSdmxCsv } from "../decode-sdmx-csv.ts";
import { decodeSdmxJson } from "../decode-sdmx-json.ts";
import { decodeSdmxMl } from "../decode-sdmx-ml.ts";

export const reference = loadReference({ catalogueOnly: true });

export interface Decoded {
  readonly items: readonly DecodedItem[];
  readonly rows: readonly RowFields[];
  readonly places: readonly string[];
  /** `CODE at place`, `CODE!` where it ends the reading. */
  readonly faults: readonly string[];
  readonly findings: readonly string[];
}

/** Decodes a text as the dialect that its first character shows, in chunks that cut through everything. */
export async function decodeText(
  text: string,
  { chunkBytes = 7, ...question }: Partial<DecodeQuestion> & { readonly chunkBytes?: number } = {},
): Promise<Decoded> {
  const first = text.trimStart()[0];
  const decode = first === "{" ? decodeSdmxJson : first === "<" ? decodeSdmxMl : decodeSdmxCsv;
  const items: DecodedItem[] = [];
  const asked = { limits: DEFAULT_DECODE_LIMITS, reference, ...question };
  for await (const item of decode(chunksOf(Buffer.from(text), chunkBytes), asked)) items.push(item);
  return summaryOf(items);
}

export async function* chunksOf(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

function summaryOf(items: readonly DecodedItem[]): Decoded {
  const rows = items.flatMap((item) => (item.kind === "row" ? [item] : []));
  return {
    items,
    rows: rows.map(({ fields }) => fields),
    places: rows.map(({ place }) => place),
    faults: items.flatMap((item) =>
      item.kind === "fault"
        ? [`${item.fault.issue.code}${item.isFatal ? "!" : ""} ${item.fault.issue.place ?? ""}`.trim()]
        : [],
    ),
    findings: items.flatMap((item) => (item.kind === "finding" ? [`${item.issue.code} ${item.issue.place}`] : [])),
  };
}

/** The sentence of the first fault. */
export function reasonOf({ items }: Decoded): string {
  const fault = items.find((item) => item.kind === "fault");
  return fault?.kind === "fault" ? fault.fault.issue.message.en : "";
}

/** A feed of the fields that matter to a test, each from a component. */
export function feedOf(fields: Feed["fields"], more: Partial<Feed> = {}): Feed {
  return {
    id: "test-feed",
    nameZh: "测试",
    nameEn: "Test",
    formats: ["sdmx-csv", "sdmx-json", "sdmx-ml"],
    source: null,
    mode: null,
    fileNames: [],
    structures: [],
    fields,
    note: "",
    ...more,
  };
}

export const from = (id: string, codes?: Readonly<Record<string, string>>) => ({
  from: "component" as const,
  id,
  ...(codes === undefined ? {} : { codes: { ...codes } }),
});
