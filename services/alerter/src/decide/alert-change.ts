import type { Accumulation, AlertState, BilingualText } from "@yardstick/contracts";

export type AlertReason =
  | "NEW_BREACH"
  | "REVISED"
  | "WITHDRAWN"
  // Targets.
  | "STILL_BELOW"
  | "TARGET_MET"
  // Data quality.
  | "STILL_DIFFERENT"
  | "AGREES";
export type AlertSeverity = "critical" | "warning" | "info";

/** What an alert says after a transition. Instants RFC 3339 UTC with milliseconds, decimals as exact text. */
export interface AlertContent {
  readonly state: AlertState;
  readonly severity: AlertSeverity;
  readonly reason: AlertReason;
  readonly period: string;
  /** `YYYY-MM-DD`. */
  readonly periodEnd: string;
  /** Growth, %; of a data-quality finding the published rate. */
  readonly value: string | null;
  /** Benchmark, %; of a data-quality finding the pooled rate. */
  readonly threshold: string | null;
  /** Difference of the values as they were compared, percentage points. */
  readonly gap: string | null;
  readonly benchmarkMethod: string | null;
  readonly rank: number | null;
  readonly rankOf: number | null;
  readonly outsidePlan: boolean;
  readonly startsAt: string;
  readonly resolvedAt: string | null;
}

/** One row of `alert_changes`: a transition with whatever caused it. */
export interface AlertChange extends AlertContent {
  readonly alertId: string;
  readonly alertname: string;
  readonly rule: string;
  readonly scope: string;
  readonly indicator: string;
  readonly region: string;
  readonly accumulation: Accumulation;
  readonly agency: string;
  readonly previousState: AlertState | "none";
  readonly message: BilingualText;
  readonly submissionId: string;
  readonly source: string;
  /** Known-at of the submission. */
  readonly knownAt: string;
  readonly position: bigint;
}
