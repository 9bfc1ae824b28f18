import { type ConfigOf, type ConfigShape, integerSetting } from "@yardstick/runtime";
import { DEFAULT_DECODE_LIMITS, type DecodeLimits } from "./decode/decoded-submission.ts";

/** Settings of every service that takes submissions in or judges them: they have to agree. */
export const submissionConfig = {
  YARDSTICK_INGEST_MAX_ROWS: integerSetting({ min: 1, max: 100_000 })
    .default(DEFAULT_DECODE_LIMITS.maxRows)
    .describe("Most rows of one submission."),
  YARDSTICK_INGEST_MAX_BODY_BYTES: integerSetting({ min: 1_024, max: 15 * 1024 * 1024 })
    .default(DEFAULT_DECODE_LIMITS.maxBytes)
    .describe("Largest body of one submission after decompression, in bytes."),
  YARDSTICK_INGEST_MAX_FILE_BYTES: integerSetting({ min: 1_024, max: 1024 * 1024 * 1024 })
    .default(DEFAULT_DECODE_LIMITS.maxFileBytes)
    .describe(
      "Largest file in a format other than JSON, as sent and again unpacked, in bytes. It is not held in memory.",
    ),
} satisfies ConfigShape;

export function decodeLimits(config: ConfigOf<typeof submissionConfig>): DecodeLimits {
  return {
    maxRows: config.YARDSTICK_INGEST_MAX_ROWS,
    maxBytes: config.YARDSTICK_INGEST_MAX_BODY_BYTES,
    maxFileBytes: config.YARDSTICK_INGEST_MAX_FILE_BYTES,
    maxFaults: DEFAULT_DECODE_LIMITS.maxFaults,
  };
}
