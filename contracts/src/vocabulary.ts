/** The closed lists of words that cross a boundary. Names follow SDMX where SDMX has one. */

/** Year to date (累计), a single period (当期), or a stock on the period's last day. DOMAIN §1, §3. */
export const ACCUMULATIONS = ["ytd", "period", "point"] as const;
export type Accumulation = (typeof ACCUMULATIONS)[number];

/** A level in its unit, or a year-on-year rate in percent. */
export const MEASURES = ["level", "growth_yoy"] as const;
export type Measure = (typeof MEASURES)[number];

export const PRICE_BASES = ["current", "constant", "comparable"] as const;
export type PriceBasis = (typeof PRICE_BASES)[number];

/** Natural: the statistical units as they are. Same: the units of both years matched (同口径). */
export const CALIBERS = ["natural", "same"] as const;
export type Caliber = (typeof CALIBERS)[number];

/** What stands at a coordinate: a figure (zero is one), or why there is none. DOMAIN §1. */
export const OBSERVATION_STATES = ["figure", "missing", "withheld", "withdrawn"] as const;
export type ObservationState = (typeof OBSERVATION_STATES)[number];

export const SUBMISSION_MODES = ["atomic", "partial"] as const;
export type SubmissionMode = (typeof SUBMISSION_MODES)[number];

/** The shapes of bytes that a submission may come in. */
export const FEED_FORMATS = ["json", "ndjson", "csv", "xlsx", "sdmx-csv", "sdmx-json", "sdmx-ml"] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

/** What becomes of a row of a submission. Counts of them are disjoint and sum to the rows. DESIGN §8. */
export const ROW_OUTCOMES = ["accepted", "superseded", "unchanged", "rejected"] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

export const SUBMISSION_STATES = ["received", "validated", "rejected", "stored"] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

export const SEVERITIES = ["error", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const GROWTH_SOURCES = ["reported", "computed"] as const;
export type GrowthSource = (typeof GROWTH_SOURCES)[number];

/** How the provincial county average came about. DOMAIN §5. */
export const BENCHMARK_METHODS = ["published", "pooled", "weighted", "simple"] as const;
export type BenchmarkMethod = (typeof BENCHMARK_METHODS)[number];

export const VERDICTS = ["above", "at_average", "below", "no_benchmark", "no_data", "not_due"] as const;
export type Verdict = (typeof VERDICTS)[number];

export const TARGET_OUTCOMES = ["met", "on_track", "behind", "missed", "not_due", "no_data"] as const;
export type TargetOutcome = (typeof TARGET_OUTCOMES)[number];

export const ALERT_STATES = ["firing", "resolved"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export const ALERT_NAMES = [
  "BelowCountyAverage",
  "IncomeBelowGdp",
  "TargetBehind",
  "TargetMissed",
  "RankBelowTarget",
  "DataOverdue",
  "DataQuality",
] as const;
export type AlertName = (typeof ALERT_NAMES)[number];

/** What a comparison carries beside its numbers. DOMAIN §§3-5. */
export const FLAGS = [
  "BASE_REVISED",
  "ZERO_BASE",
  "NEGATIVE_BASE",
  "REVISION_IN_YTD",
  "MIXED_STATUS",
  "CALIBER",
  "DERIVED",
  "NO_BENCHMARK",
  "COVERAGE_PROVISIONAL",
  "COVERAGE_BY_COUNT",
] as const;
export type Flag = (typeof FLAGS)[number];
