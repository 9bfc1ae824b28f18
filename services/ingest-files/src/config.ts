import { type ConfigOf, type ConfigShape, integerSetting } from "@yardstick/runtime";
import { submissionConfig } from "@yardstick/submissions";
import { z } from "zod";

/** What the service can be told, beside what every process can. */
export const ingestFilesConfig = {
  ...submissionConfig,
  YARDSTICK_INBOX_DIR: z
    .string()
    .min(1)
    .optional()
    .describe("Folder that files are dropped into, as <source>/<file> or <source>/<feed>/<file>. It has to exist."),
  YARDSTICK_INBOX_SETTLE_MS: integerSetting({ min: 0, max: 3_600_000 })
    .default(2_000)
    .describe("How long a file's size and time have to stand still before it is taken, in milliseconds."),
  YARDSTICK_INBOX_POLL_INTERVAL_MS: integerSetting({ min: 10, max: 3_600_000 })
    .default(1_000)
    .describe("How often the folder is looked at, in milliseconds; shares tell of no changes."),
  YARDSTICK_INBOX_FILES_AT_ONCE: integerSetting({ min: 1, max: 64 })
    .default(2)
    .describe("Files read at the same time; those of one source are read one after the other."),
  YARDSTICK_INBOX_MAX_TAKEN: integerSetting({ min: 1, max: 100_000 })
    .default(1_000)
    .describe("Files in hand, those that wait for their receipts included; more are left in the folder."),
  YARDSTICK_INBOX_LEASE_MS: integerSetting({ min: 100, max: 86_400_000 })
    .default(60_000)
    .describe(
      "How long a process on another machine may give no sign before its files are taken over, in milliseconds.",
    ),
} as const satisfies ConfigShape;

export type IngestFilesConfig = ConfigOf<typeof ingestFilesConfig>;
