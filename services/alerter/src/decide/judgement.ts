import type { Accumulation } from "@yardstick/contracts";
import type { AlertContent } from "./alert-change.ts";

/** A region's newest period end that can be judged; each kind of alert adds the figures that it reads. */
export interface Reading {
  readonly region: string;
  readonly accumulation: Accumulation;
  readonly period: string;
  /** `YYYY-MM-DD`. */
  readonly periodEnd: string;
}

/** What a rule makes of a reading: whether it is a breach, how bad it would be, and the figures that an alert shows. */
export interface Judgement extends Omit<AlertContent, "state" | "reason" | "startsAt" | "resolvedAt"> {
  readonly isBreach: boolean;
}
