import { z } from "zod";

/** Setting of every service that loads reference data. */
export const referenceConfig = {
  YARDSTICK_REFERENCE_DIR: z
    .string()
    .optional()
    .describe(
      "Directory of own reference files (regions.csv, indicators.json, plans/ ...) laid over the shipped ones.",
    ),
} as const;
