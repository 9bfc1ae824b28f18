import { codeOf, type Disposition, dispositionOf } from "@yardstick/runtime";

/** Every way in which the service itself fails. A code is never reused. */
export const INBOX_ERRORS = {
  /** A file grew while it was read: it is read again. */
  STILL_WRITTEN: "retry",
  /** The folder's marker names another deployment: nothing is taken until somebody has deleted it. */
  INBOX_OF_ANOTHER: "retry",
  /** The folder's marker is no marker: it may be another's, half written. */
  MARKER_UNREADABLE: "retry",
} as const;

export type InboxErrorCode = keyof typeof INBOX_ERRORS;

export class InboxError extends Error {
  override readonly name = "InboxError";
  readonly code: InboxErrorCode;
  readonly disposition: Disposition;

  constructor(code: InboxErrorCode, message: string) {
    super(message);
    this.code = code;
    this.disposition = INBOX_ERRORS[code];
  }
}

/** Code of what went wrong: the file system's (ENOSPC, EACCES), that of log or warehouse, or UNKNOWN. */
export function codeOfTrouble(error: unknown): string {
  return isOfFileSystem(error) ? error.code : codeOf(error);
}

/** Whether it may go away by itself: a full disk, a folder without permission, a log or a warehouse that is away. */
export function mayPass(error: unknown): boolean {
  return isOfFileSystem(error) || dispositionOf(error) === "retry";
}

function isOfFileSystem(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string";
}
