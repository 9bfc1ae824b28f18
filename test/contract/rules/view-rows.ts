/** Rows of the parameterised views as they are compared here; decimals come as text. */
export interface GrowthRow {
  readonly region: string;
  readonly period: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly accumulation: string;
  readonly caliber: string;
  readonly reported: string | null;
  readonly reported_price_basis: string | null;
  readonly other_reported: string | null;
  readonly level: string | null;
  readonly base_level: string | null;
  readonly computed: string | null;
  readonly implied_base: string | null;
  readonly base_deviation: string | null;
  readonly flags: readonly string[];
  readonly has_figure: boolean;
}

export interface ComparisonRow {
  readonly scope: string;
  readonly region: string;
  readonly period: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly accumulation: string;
  readonly caliber: string;
  readonly price_basis: string | null;
  readonly basis: string;
  readonly growth: string | null;
  readonly growth_source: string | null;
  readonly other_growth: string | null;
  readonly growth_status: string | null;
  readonly benchmark: string | null;
  readonly benchmark_method: string | null;
  readonly pooled: string | null;
  readonly simple: string | null;
  readonly disagreement: string | null;
  readonly base: string | null;
  readonly contribution: string | null;
  readonly level: string | null;
  readonly level_rank: number | null;
  readonly level_rank_worst: number | null;
  readonly level_rank_of: number | null;
  readonly gap: string | null;
  readonly compared_gap: string | null;
  readonly verdict: string;
  readonly rank: number | null;
  readonly rank_worst: number | null;
  readonly rank_of: number | null;
  readonly reporting: number;
  readonly expected: number;
  readonly coverage_weight: string | null;
  readonly coverage_grade: string;
  readonly missing: readonly string[];
  readonly outside_plan: boolean;
  readonly flags: readonly string[];
}

export interface TargetRow {
  readonly plan: string;
  readonly target: string;
  readonly region: string;
  readonly period: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly accumulation: string;
  readonly caliber: string;
  readonly actual: string | null;
  readonly required: string | null;
  readonly result: string;
  readonly completion: string | null;
  readonly pace: string | null;
  readonly profile: string | null;
  readonly provisional: boolean;
  readonly outside_plan: boolean;
}
