import { lastDayOfMonth, type ReferenceData, shiftYears, type Target, type TargetForm } from "@yardstick/contracts";

/** What results rest on: comparisons of the scope, growth of two indicators, levels, or results of other targets. */
export type TargetInput = "comparisons" | "growth" | "levels" | "results";

export const INPUT_OF_FORM: Readonly<Record<TargetForm, TargetInput>> = {
  growth_above_benchmark: "comparisons",
  rank_within: "comparisons",
  middle_third: "comparisons",
  growth_above_indicator: "growth",
  level_path: "levels",
  share_path: "levels",
  average_growth: "levels",
  count: "levels",
  count_per_year: "levels",
  cumulative_count: "levels",
  coverage: "levels",
  at_least_one_per_region: "levels",
  yes_or_no: "levels",
  assessment_score: "results",
};

/** Figures of one indicator that have changed, by the last days of their periods. */
export interface ChangedIndicator {
  readonly indicator: string;
  readonly periodEnds: readonly string[];
}

/** A target that has to be judged again in these periods. */
export interface TouchedTarget {
  readonly plan: string;
  readonly target: Target;
  /** Ascending, each once. */
  readonly periodEnds: readonly string[];
}

/**
 * The targets that changed figures touch: those of the indicator and those that compare another one with it, in the
 * figures' own periods and in those that look back on them; then the assessments that count a touched one. DOMAIN §6.
 *
 * @param throughYear No figure ends after it: the year in which the newest of the figures arrived.
 */
export function touchedTargets(
  changed: readonly ChangedIndicator[],
  { plans }: Pick<ReferenceData, "plans">,
  throughYear: number,
): TouchedTarget[] {
  return [...plans.values()].flatMap((plan) => {
    const direct = plan.targets.flatMap((target) => {
      const days = changed.flatMap(({ indicator, periodEnds }) =>
        indicatorsOf(target).includes(indicator)
          ? periodEnds.flatMap((end) => daysThatRead(end, target, throughYear))
          : [],
      );
      return days.length === 0 ? [] : [{ plan: plan.id, target, periodEnds: ascending(days) }];
    });
    const scores = plan.targets.flatMap((target) => {
      if (target.form !== "assessment_score") return [];
      const counted = new Set(target.components.map((component) => component.target));
      const days = direct.filter((touched) => counted.has(touched.target.id)).flatMap(({ periodEnds }) => periodEnds);
      return days.length === 0 ? [] : [{ plan: plan.id, target, periodEnds: ascending(days) }];
    });
    return [...direct, ...scores];
  });
}

/** Indicators whose figures a target reads by itself. */
export function indicatorsOf(target: Target): readonly string[] {
  if (target.form === "growth_above_indicator") return [target.indicator, target.comparedIndicator];
  return target.indicator === null ? [] : [target.indicator];
}

/**
 * The days whose results read a figure of `end`: its own; for a level that ends a year also the next year's months, which
 * are paced against it; for one that counting starts from every month since, those after the deadline too. The month of
 * a year is last year's profile of the same month.
 */
function daysThatRead(end: string, target: Target, throughYear: number): string[] {
  if (INPUT_OF_FORM[target.form] !== "levels") return [end];
  const year = Number(end.slice(0, 4));
  if (!end.endsWith("-12-31")) return WITH_PROFILE.has(target.form) ? [end, shiftYears(end, 1)] : [end];
  const base = target.form === "average_growth" || target.form === "cumulative_count" ? Number(target.base) : null;
  const deadline = target.deadline === null ? year : Number(target.deadline.slice(0, 4));
  return [end, ...monthEnds(year + 1, base === year ? Math.max(deadline, throughYear) : year + 1)];
}

/** Forms that show what part of last year's figure the same month had. */
const WITH_PROFILE: ReadonlySet<TargetForm> = new Set(["level_path", "count_per_year"]);

function monthEnds(firstYear: number, lastYear: number): string[] {
  const years = Array.from({ length: Math.max(0, lastYear - firstYear + 1) }, (_, at) => firstYear + at);
  return years.flatMap((year) => Array.from({ length: 12 }, (_, month) => lastDayOfMonth(year, month + 1)));
}

const ascending = (days: readonly string[]) => [...new Set(days)].sort();
