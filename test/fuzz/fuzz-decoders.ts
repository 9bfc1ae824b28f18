import type { FeedFormat, ReferenceData } from "@yardstick/contracts";
import { checkInput } from "./check-input.ts";
import { type Corpus, type InputId, makeInput } from "./make-input.ts";
import { randomOf } from "./random.ts";

/** An archive takes many times as long as a line of text. */
const SHARES: Readonly<Record<FeedFormat, number>> = {
  json: 5,
  ndjson: 5,
  csv: 4,
  xlsx: 1,
  "sdmx-csv": 4,
  "sdmx-json": 3,
  "sdmx-ml": 3,
};
/** CPU time of decoding twice and validating once, beyond which an input counts as a violation. */
const SLOW_CPU_MS = 4_000;

export interface Tally {
  readonly format: FeedFormat;
  inputs: number;
  readonly outcomes: Record<string, number>;
  rows: number;
  passedRows: number;
  wallMs: number;
  slowest: { index: number; cpuMs: number };
  peakHeapMib: number;
}

export interface Failure {
  readonly id: InputId;
  readonly kind: string;
  readonly violation: string;
  readonly bytes: Buffer;
}

export interface FuzzRun {
  readonly seed: number;
  /** Of all formats together. */
  readonly inputs: number;
  readonly only: readonly FeedFormat[];
  readonly index: number | null;
  readonly reference: ReferenceData;
  readonly corpus: Corpus;
  readonly onFailure: (failure: Failure) => void;
  readonly onTally?: (tally: Tally) => void;
}

/** Tries that many inputs, each format its share; the number of an input and the seed make it again. */
export async function fuzzDecoders(run: FuzzRun): Promise<Tally[]> {
  const shares = run.only.reduce((sum, format) => sum + SHARES[format], 0);
  const tallies: Tally[] = [];
  for (const format of run.only) {
    const count = Math.ceil((run.inputs * SHARES[format]) / shares);
    const tally = emptyTally(format);
    const indexes = run.index === null ? Array.from({ length: count }, (_, index) => index) : [run.index];
    for (const index of indexes) await tryOne(run, tally, { seed: run.seed, format, index });
    tallies.push(tally);
    run.onTally?.(tally);
  }
  return tallies;
}

async function tryOne(run: FuzzRun, tally: Tally, id: InputId): Promise<void> {
  const input = makeInput(id, run.corpus);
  const cpuBefore = process.cpuUsage();
  const startMs = performance.now();
  const { outcome, rows, passedRows, violation } = await checkInput(
    input,
    run.reference,
    randomOf(id.seed, `${id.format} chunks`, id.index),
  );
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuMs = (user + system) / 1_000;
  tally.inputs += 1;
  tally.outcomes[outcome] = (tally.outcomes[outcome] ?? 0) + 1;
  tally.rows += rows;
  tally.passedRows += passedRows;
  tally.wallMs += performance.now() - startMs;
  if (cpuMs > tally.slowest.cpuMs) tally.slowest = { index: id.index, cpuMs };
  if (tally.inputs % 100 === 1)
    tally.peakHeapMib = Math.max(tally.peakHeapMib, process.memoryUsage().heapUsed / 2 ** 20);
  const slow = cpuMs > SLOW_CPU_MS ? `took ${Math.round(cpuMs)} ms of CPU time` : null;
  const said = violation ?? slow;
  if (said !== null) run.onFailure({ id, kind: input.kind, violation: said, bytes: input.bytes });
}

const emptyTally = (format: FeedFormat): Tally => ({
  ...{ format, inputs: 0, outcomes: {}, rows: 0, passedRows: 0, wallMs: 0, peakHeapMib: 0 },
  slowest: { index: 0, cpuMs: 0 },
});
