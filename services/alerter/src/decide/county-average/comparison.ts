import type { Reading } from "../judgement.ts";

/** What the table of comparisons says of a region's newest period end with a verdict. Rates in %, decimals as exact text. */
export interface Comparison extends Reading {
  readonly verdict: "above" | "at_average" | "below";
  readonly growth: string | null;
  readonly benchmark: string | null;
  /** Difference of the values as they were compared, percentage points. */
  readonly comparedGap: string | null;
  readonly benchmarkMethod: string | null;
  /** On what the whole comparison rests: reported, computed, or either where both may be mixed. */
  readonly basis: string;
  readonly rank: number | null;
  readonly rankOf: number | null;
  readonly isProvisional: boolean;
}
