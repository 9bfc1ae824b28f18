import type { Disposition } from "@yardstick/runtime";

/** Every way in which the loop itself fails. */
export const PIPELINE_ERRORS = {
  NOT_YET: "retry",
  BATCH_LET_GO: "retry",
  DEAD_LETTER_LIMIT: "crash",
} as const;

export type PipelineErrorCode = keyof typeof PIPELINE_ERRORS;

export class PipelineError extends Error {
  readonly code: PipelineErrorCode;
  readonly disposition: Disposition;

  constructor(code: PipelineErrorCode, message: string) {
    super(message);
    this.name = "PipelineError";
    this.code = code;
    this.disposition = PIPELINE_ERRORS[code];
  }
}
