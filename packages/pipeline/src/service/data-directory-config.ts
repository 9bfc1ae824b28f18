import type { ConfigShape } from "@yardstick/runtime";
import { z } from "zod";

/** Where one process keeps its log and its ClickHouse, as far as they are not elsewhere. */
export const dataDirectoryConfig = {
  YARDSTICK_DATA_DIR: z
    .string()
    .min(1)
    .default(".data")
    .describe("Directory of the event log and of ClickHouse, where neither is elsewhere. It belongs to one process."),
} satisfies ConfigShape;
