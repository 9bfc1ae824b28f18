import type { Feed, Issue, ReferenceData, SubmittedObservation } from "@yardstick/contracts";
import { DEFAULT_DECODE_LIMITS, decodeSubmission, detectFormat } from "@yardstick/submissions";
import { UsageError } from "../verb.ts";

/** What a file becomes by a feed. */
export interface FeedTrial {
  readonly file: string;
  readonly feed: string | null;
  readonly rows: number;
  /** The first of the rows; empty where there are faults. */
  readonly observations: readonly SubmittedObservation[];
  readonly faults: readonly Issue[];
  readonly findings: readonly Issue[];
}

export interface TrialQuestion {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Null: as a file is read that nobody names a feed for. */
  readonly feed: Feed | null;
  readonly reference: ReferenceData;
  readonly maxRows: number;
}

/** Who reports does not matter to a trial; nothing is sent. */
const NOBODY = "trial";

/** Reads a file by a feed and keeps its first rows. @throws UsageError where its format is not to be told */
export async function tryFeed({ file, bytes, feed, reference, maxRows }: TrialQuestion): Promise<FeedTrial> {
  const fileName = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  const format = detectFormat({ fileName, firstBytes: bytes.subarray(0, 4096) });
  if (format === null) throw new UsageError(`${file} is of no format that is read`);
  const limits = { ...DEFAULT_DECODE_LIMITS, maxRows: Number.POSITIVE_INFINITY, maxBytes: Number.POSITIVE_INFINITY };
  const decoded = await decodeSubmission(format, once(bytes), {
    source: NOBODY,
    fileName,
    limits,
    reference,
    ...(feed === null ? {} : { feed }),
  });
  if (decoded.outcome !== "decoded") {
    const faults = decoded.faults.map(({ issue }) => issue);
    return { file, feed: feed?.id ?? null, rows: decoded.rows, observations: [], faults, findings: [] };
  }
  const { observations, origin } = decoded.body;
  return {
    file,
    feed: origin?.feed ?? null,
    rows: observations.length,
    observations: observations.slice(0, maxRows),
    faults: [],
    findings: origin?.findings ?? [],
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
