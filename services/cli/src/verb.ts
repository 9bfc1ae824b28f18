import type { Clock, Sleep } from "@yardstick/runtime";
import type { ExitCode } from "./exit-codes.ts";
import type { Style } from "./terminal/style.ts";

/** One word of the command line: `pnpm yardstick <name> ...`. */
export interface Verb {
  readonly name: string;
  /** One line for the list of verbs. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /** @throws UsageError for arguments that cannot be used. */
  run(args: readonly string[], context: CommandContext): Promise<ExitCode>;
}

/** What a verb may touch: results go to `out`, everything that is said beside them to `err`. */
export interface CommandContext {
  out(text: string): void;
  err(text: string): void;
  readonly outStyle: Style;
  readonly errStyle: Style;
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** `-` is what comes through the pipe. @throws UsageError where the file cannot be read. */
  readFile(path: string): Promise<Uint8Array>;
}

/** What the person typed cannot be done; the message says how it could. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
