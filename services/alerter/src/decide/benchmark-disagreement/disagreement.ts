import type { Name } from "../alert-rule.ts";
import type { Reading } from "../judgement.ts";

/** The newest period end of a scope with both averages. Rates in %, decimals as exact text. */
export interface Disagreement extends Reading {
  readonly published: string;
  readonly pooled: string;
  /** Published minus pooled, percentage points. */
  readonly disagreement: string;
  /** Members whose figures are in the pool. */
  readonly pooledOver: number;
  /** Members on the last day of the period. */
  readonly expected: number;
  /** Members that are not in the pool, by code. */
  readonly absent: readonly Name[];
}
