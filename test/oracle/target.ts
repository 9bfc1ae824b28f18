import type { Comparison } from "./comparisons.ts";
import type { CurrentFigures } from "./current-figures.ts";
import type { Catalogue, Frame, PeerGroup } from "./facts.ts";
import type { Rational } from "./rational.ts";

/** One target for one region; numbers are decimals in the target's unit. DOMAIN §6. */
export interface Target {
  readonly id: string;
  readonly form:
    | "growth_above_benchmark"
    | "growth_above_indicator"
    | "level_path"
    | "share_path"
    | "rank_within"
    | "middle_third"
    | "average_growth"
    | "count"
    | "coverage"
    | "at_least_one_per_region"
    | "count_per_year"
    | "cumulative_count"
    | "yes_or_no"
    | "assessment_score";
  readonly region: string;
  readonly indicator: string;
  readonly comparedIndicator: string;
  readonly scope: string;
  readonly judged: "yearly" | "at_deadline";
  readonly rankedBy: "growth" | "level" | "";
  readonly direction: "higher" | "lower";
  readonly required: string | null;
  readonly path: Readonly<Record<number, string>>;
  readonly baseEnd: string | null;
  readonly denominatorRegion: string;
  readonly countedRegions: readonly string[];
  readonly components: readonly Component[];
  /** Base units in one unit of the target. */
  readonly unitFactor: string;
  readonly validFrom: string;
  readonly deadline: string;
  readonly isDated: boolean;
}

/** A part of an assessment score, by its target's id. */
export interface Component {
  readonly target: string;
  readonly weight: string | null;
  readonly cap: string | null;
}

export type Result = "met" | "on_track" | "behind" | "missed" | "not_due" | "no_data";

/** Actual and required in the target's unit; completion, pace and profile in %. */
export interface TargetResult {
  readonly actual: Rational | null;
  readonly required: Rational | null;
  readonly result: Result;
  readonly completion: Rational | null;
  readonly pace: Rational | null;
  readonly profile: Rational | null;
  readonly provisional: boolean;
  readonly outsidePlan: boolean;
}

/** What is known at an instant. */
export interface World {
  readonly indicators: ReadonlyMap<string, IndicatorFacts>;
  readonly groups: readonly PeerGroup[];
  /** Every target of the plan, for scores. */
  readonly targets: readonly Target[];
  comparisonsOf(indicator: string, scope: string): readonly Comparison[];
}

export interface IndicatorFacts {
  readonly catalogue: Catalogue;
  readonly figures: CurrentFigures;
}

/** One target, asked in one period. */
export interface TargetQuestion {
  readonly world: World;
  readonly target: Target;
  readonly frame: Frame;
}

/** What a form finds before the calendar says what it is worth. */
export interface Measured {
  readonly actual: Rational | null;
  readonly required: Rational | null;
  readonly completion: Rational | null;
  /** Null where it cannot be told. */
  readonly isMet: boolean | null;
  readonly isProvisional: boolean;
}

export const UNMEASURED: Measured = {
  actual: null,
  required: null,
  completion: null,
  isMet: null,
  isProvisional: false,
};
