import type { DecodeRows } from "../decode-rows.ts";
import { readSdmxCsv } from "./csv/read-sdmx-csv.ts";
import { sdmxRows } from "./sdmx-rows.ts";

/** SDMX-CSV 1.0, 2.0 and 2.1 to rows. Places are cells: `H7`. */
export const decodeSdmxCsv: DecodeRows = sdmxRows("sdmx-csv", readSdmxCsv);
