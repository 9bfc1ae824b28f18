import { referenceConfig } from "@yardstick/contracts";
import type { ConfigShape } from "@yardstick/runtime";
import { z } from "zod";

/** What the verbs that speak to a service can be told beside their flags. */
export const clientConfig = {
  ...referenceConfig,
  YARDSTICK_API_KEY_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("File that holds the key which the command line shows, where keys are required."),
} as const satisfies ConfigShape;
