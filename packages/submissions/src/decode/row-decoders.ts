import type { FeedFormat } from "@yardstick/contracts";
import { decodeCsvRows } from "./csv/decode-csv-rows.ts";
import type { DecodeRows } from "./decode-rows.ts";
import { decodeNdjsonRows } from "./ndjson/decode-ndjson-rows.ts";
import { decodeSdmxCsv } from "./sdmx/decode-sdmx-csv.ts";
import { decodeSdmxJson } from "./sdmx/decode-sdmx-json.ts";
import { decodeSdmxMl } from "./sdmx/decode-sdmx-ml.ts";
import { decodeXlsxRows } from "./xlsx/decode-xlsx-rows.ts";

/** Who reads a format row by row. JSON is missing: a body in JSON is a whole submission with its own envelope. */
export const ROW_DECODERS: Readonly<Partial<Record<FeedFormat, DecodeRows>>> = {
  csv: decodeCsvRows,
  ndjson: decodeNdjsonRows,
  "sdmx-csv": decodeSdmxCsv,
  "sdmx-json": decodeSdmxJson,
  "sdmx-ml": decodeSdmxMl,
  xlsx: decodeXlsxRows,
};
