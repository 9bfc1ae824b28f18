import type { BatchProgress, LogRecord } from "@yardstick/event-log";

/**
 * What is committed beside an offset after a stage crashed there. While the partition's front lies between `offset` and
 * `until`, records are handled one by one, so that the culprit is found. Only a crash of a record that was alone counts.
 */
export interface CrashMark {
  /** The offset the mark was committed with. */
  readonly offset: string;
  /** How often the record at `offset` has crashed the stage while it was handled alone. */
  readonly crashes: number;
  /** Last offset of the batch that crashed first. */
  readonly until: string;
  /** Code of the last crash. */
  readonly code: string;
}

/** Crashes of one record after which its partition is parked. */
export const CRASHES_UNTIL_PARKED = 3;

/** The mark that holds for a batch: written here, and not overtaken by an operator who moved the offset. */
export function crashMarkOf(metadata: string, records: readonly LogRecord[]): CrashMark | null {
  const mark = parseCrashMark(metadata);
  const front = records[0]?.offset;
  if (mark === null || front === undefined) return null;
  // A log may have gaps, so the record after `offset` need not be `offset + 1`.
  const holds = BigInt(mark.offset) <= BigInt(front) && BigInt(front) <= BigInt(mark.until);
  if (!holds) return null;
  return mark.offset === front ? mark : { ...mark, offset: front, crashes: 0 };
}

/** Progress after the records were handled. */
export function progressAfterSuccess(mark: CrashMark | null, records: readonly LogRecord[]): BatchProgress {
  const nextOffset = (BigInt(lastOffsetOf(records)) + 1n).toString();
  if (mark === null || BigInt(nextOffset) > BigInt(mark.until)) return { nextOffset };
  return { nextOffset, metadata: formatCrashMark({ ...mark, offset: nextOffset, crashes: 0 }) };
}

export interface CrashVerdict {
  /** `crash`: the process goes down. `park`: the partition waits for a person, the others go on. */
  readonly kind: "crash" | "park";
  readonly crashes: number;
  /** Keeps the offset. Paused, so that the partition is not handed over again meanwhile. */
  readonly progress: BatchProgress;
}

/** What follows from a crash while these records were in hand. */
export function judgeCrash(mark: CrashMark | null, records: readonly LogRecord[], code: string): CrashVerdict {
  const offset = records[0]?.offset ?? "0";
  const alone = records.length === 1;
  const crashes = alone ? (mark?.crashes ?? 0) + 1 : 0;
  const last = lastOffsetOf(records);
  const until = mark !== null && BigInt(mark.until) > BigInt(last) ? mark.until : last;
  const metadata = formatCrashMark({ offset, crashes: Math.min(crashes, CRASHES_UNTIL_PARKED), until, code });
  const kind = crashes >= CRASHES_UNTIL_PARKED ? "park" : "crash";
  return { kind, crashes, progress: { nextOffset: offset, metadata, pause: true } };
}

function formatCrashMark({ offset, crashes, until, code }: CrashMark): string {
  return JSON.stringify({ crashes, code, offset, until });
}

function parseCrashMark(metadata: string): CrashMark | null {
  if (!metadata.startsWith("{")) return null;
  try {
    const { offset, crashes, until, code } = JSON.parse(metadata) as Record<string, unknown>;
    if (!isOffset(offset) || !isOffset(until) || !Number.isInteger(crashes) || typeof code !== "string") return null;
    return { offset, until, crashes: crashes as number, code };
  } catch {
    // Somebody else's metadata: as good as none.
    return null;
  }
}

function isOffset(value: unknown): value is string {
  return typeof value === "string" && /^\d{1,19}$/.test(value);
}

function lastOffsetOf(records: readonly LogRecord[]): string {
  return records.at(-1)?.offset ?? "0";
}
