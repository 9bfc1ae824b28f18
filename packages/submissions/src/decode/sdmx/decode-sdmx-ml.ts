import type { DecodeRows } from "../decode-rows.ts";
import { readSdmxMl } from "./ml/read-sdmx-ml.ts";
import { sdmxRows } from "./sdmx-rows.ts";

/** SDMX-ML 2.1 and 3.x, generic and structure-specific, to rows. Places are lines: `line 7`. */
export const decodeSdmxMl: DecodeRows = sdmxRows("sdmx-ml", readSdmxMl);
