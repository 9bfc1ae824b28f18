import type { Disposition } from "./error-disposition.ts";

/** Every way in which the runtime itself fails. */
export const RUNTIME_ERRORS = {
  LISTEN_REFUSED: "crash",
  PORT_IN_USE: "crash",
  SCHEDULE_INVALID: "crash",
} as const;

export type RuntimeErrorCode = keyof typeof RUNTIME_ERRORS;

export class RuntimeError extends Error {
  readonly code: RuntimeErrorCode;
  readonly disposition: Disposition;

  constructor(code: RuntimeErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "RuntimeError";
    this.code = code;
    this.disposition = RUNTIME_ERRORS[code];
  }
}
