import { decodeFormats } from "./figures/decode-formats.ts";
import { embeddedMemory } from "./figures/embedded-memory.ts";
import { embeddedThroughput } from "./figures/embedded-throughput.ts";
import { freshness } from "./figures/freshness.ts";
import { kafkaThroughput } from "./figures/kafka-throughput.ts";
import { readApi } from "./figures/read-api.ts";
import { recomputeCost } from "./figures/recompute-cost.ts";
import type { BenchContext, BenchResult } from "./report/figure.ts";

/** The benchmarks by the letter that names their figures. */
export const BENCHES = {
  a: embeddedThroughput,
  b: kafkaThroughput,
  c: freshness,
  d: embeddedMemory,
  e: recomputeCost,
  f: readApi,
  g: decodeFormats,
} as const satisfies Readonly<Record<string, (context: BenchContext) => Promise<BenchResult>>>;

export type BenchId = keyof typeof BENCHES;

export const BENCH_IDS = Object.keys(BENCHES) as readonly BenchId[];
