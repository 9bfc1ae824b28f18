import type { DecodeRows } from "../decode-rows.ts";
import { readSdmxJson } from "./json/read-sdmx-json.ts";
import { sdmxRows } from "./sdmx-rows.ts";

/** SDMX-JSON 1.0 and 2.x to rows. Places are paths: `dataSets/0/series/0:1/observations/3`. */
export const decodeSdmxJson: DecodeRows = sdmxRows("sdmx-json", readSdmxJson);
