import type { Disposition } from "@yardstick/runtime";

/** Every way in which access itself fails; what a caller is refused for is a value, see decide/refusals.ts. */
export const ACCESS_ERRORS = {
  /** The keys have not been read yet, so nobody can be judged. */
  KEYS_UNKNOWN: "retry",
  /** A command names a key that there is not. */
  KEY_NOT_FOUND: "crash",
  /** A key that is revoked or expired gets no new secret. */
  KEY_NOT_ROTATABLE: "crash",
} as const satisfies Record<string, Disposition>;

export type AccessErrorCode = keyof typeof ACCESS_ERRORS;

export class AccessError extends Error {
  override readonly name = "AccessError";
  readonly code: AccessErrorCode;
  readonly disposition: Disposition;

  constructor(code: AccessErrorCode, message: string) {
    super(message);
    this.code = code;
    this.disposition = ACCESS_ERRORS[code];
  }
}
