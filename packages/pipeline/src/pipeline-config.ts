import { type ConfigOf, type ConfigProblem, type ConfigShape, integerSetting } from "@yardstick/runtime";

const MIB = 1_048_576;

export const pipelineConfig = {
  YARDSTICK_BATCH_RECORDS: integerSetting({ min: 1, max: 100_000 })
    .default(500)
    .describe("Most records a stage handles at once."),
  YARDSTICK_BATCH_BYTES: integerSetting({ min: 1_024, max: 1_024 * MIB })
    .default(16 * MIB)
    .describe("Most bytes of values a stage handles at once; a batch holds at least one record."),
  YARDSTICK_BATCH_DEADLINE_MS: integerSetting({ min: 1_000, max: 3_600_000 })
    .default(300_000)
    .describe("How long a stage may hold a batch until its partition is given away, in milliseconds."),
  YARDSTICK_RETRY_INITIAL_MS: integerSetting({ min: 1, max: 60_000 })
    .default(200)
    .describe("Wait before the first retry of a transient error, in milliseconds; it doubles each time."),
  YARDSTICK_RETRY_MAX_MS: integerSetting({ min: 1, max: 600_000 })
    .default(10_000)
    .describe("Longest wait between two retries, in milliseconds."),
  YARDSTICK_RETRY_DEADLINE_MS: integerSetting({ min: 0, max: 3_600_000 })
    .default(120_000)
    .describe("How long a batch is retried until the process gives up, in milliseconds. Less than the batch deadline."),
  YARDSTICK_DEAD_LETTER_LIMIT: integerSetting({ min: 0, max: 1_000_000 })
    .default(100)
    .describe("Dead letters of one stage within the window beyond which it stops."),
  YARDSTICK_DEAD_LETTER_WINDOW_MS: integerSetting({ min: 1_000, max: 86_400_000 })
    .default(600_000)
    .describe("Window in which dead letters are counted, in milliseconds."),
  YARDSTICK_STAGE_CONCURRENCY: integerSetting({ min: 1, max: 1_000 })
    .default(2)
    .describe("Partitions that a stage handles at the same time."),
} satisfies ConfigShape;

export interface PipelineLimits {
  readonly batchRecords: number;
  readonly batchBytes: number;
  readonly batchDeadlineMs: number;
  readonly retryInitialMs: number;
  readonly retryMaxMs: number;
  readonly retryDeadlineMs: number;
  readonly deadLetterLimit: number;
  readonly deadLetterWindowMs: number;
  readonly concurrency: number;
}

export function pipelineLimits(config: ConfigOf<typeof pipelineConfig>): PipelineLimits {
  return {
    batchRecords: config.YARDSTICK_BATCH_RECORDS,
    batchBytes: config.YARDSTICK_BATCH_BYTES,
    batchDeadlineMs: config.YARDSTICK_BATCH_DEADLINE_MS,
    retryInitialMs: config.YARDSTICK_RETRY_INITIAL_MS,
    retryMaxMs: config.YARDSTICK_RETRY_MAX_MS,
    retryDeadlineMs: config.YARDSTICK_RETRY_DEADLINE_MS,
    deadLetterLimit: config.YARDSTICK_DEAD_LETTER_LIMIT,
    deadLetterWindowMs: config.YARDSTICK_DEAD_LETTER_WINDOW_MS,
    concurrency: config.YARDSTICK_STAGE_CONCURRENCY,
  };
}

/** For `rules` of a service: a batch that is let go while it is retried would never get to say that it gave up. */
export function pipelineRules(config: ConfigOf<typeof pipelineConfig>): ConfigProblem[] {
  const { YARDSTICK_RETRY_DEADLINE_MS: retryMs, YARDSTICK_BATCH_DEADLINE_MS: batchMs } = config;
  if (retryMs < batchMs) return [];
  return [
    {
      key: "YARDSTICK_RETRY_DEADLINE_MS",
      got: String(retryMs),
      wanted: `less than YARDSTICK_BATCH_DEADLINE_MS, ${batchMs}`,
    },
  ];
}
