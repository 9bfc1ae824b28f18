/** What a verb ends with; scripts rely on these numbers. */
export const EXIT = {
  /** Everything was done; every row is stored (or repeated what is stored). */
  done: 0,
  /** A row, or a whole submission, was refused; the receipt says why. */
  rejected: 1,
  /** The command line, a setting or a file cannot be used. Nothing was sent. */
  usage: 2,
  /** Nobody answers at the address, or the service asks to come back later. */
  unreachable: 3,
  /** The submissions are safe in the log, and were not settled within the wait. */
  unsettled: 4,
  /** Something else failed; the message says what. */
  failed: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
