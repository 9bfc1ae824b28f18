import { monthOf } from "./calendar.ts";
import type { Frame } from "./facts.ts";
import { measureAgainstBenchmark, measureAgainstIndicator } from "./measure-growth.ts";
import {
  markOfYear,
  measureAverageGrowth,
  measureIncrease,
  measureLevel,
  measureShare,
  measureYesOrNo,
} from "./measure-levels.ts";
import { measureMiddleThird, measureRank } from "./measure-ranks.ts";
import { paceOf, profileOf, shareOf } from "./progress.ts";
import { compare, divide, hundred, multiply, type Rational, rational, roundHalfAway, sum } from "./rational.ts";
import {
  type Measured,
  type Result,
  type Target,
  type TargetQuestion,
  type TargetResult,
  UNMEASURED,
} from "./target.ts";

/** What a target comes to in a period: DOMAIN §6, Results and Pacing. */
export function judgeTarget(question: TargetQuestion): TargetResult {
  const { world, target, frame } = question;
  const measured = measure(question);
  const { actual, required, completion, isProvisional } = measured;
  return {
    actual,
    required,
    completion,
    result: resultOf(measured, target, frame),
    pace: PACED.has(target.form) ? paceOf(frame) : null,
    profile: PACED.has(target.form) && target.form !== "assessment_score" ? profileOf(world, target, frame) : null,
    provisional: isProvisional,
    outsidePlan: frame.periodEnd < target.validFrom || frame.periodEnd > target.deadline,
  };
}

const PACED: ReadonlySet<Target["form"]> = new Set(["level_path", "count_per_year", "assessment_score"]);
const OF_GROWTH: ReadonlySet<Target["form"]> = new Set(["growth_above_benchmark", "growth_above_indicator"]);

function measure(question: TargetQuestion): Measured {
  const { target } = question;
  const required = target.required === null ? null : rational(target.required);
  switch (target.form) {
    case "growth_above_benchmark":
      return measureAgainstBenchmark(question);
    case "growth_above_indicator":
      return measureAgainstIndicator(question);
    case "level_path":
      return measureLevel(question, markOfYear(question));
    case "share_path":
      return measureShare(question);
    case "rank_within":
      return measureRank(question);
    case "middle_third":
      return measureMiddleThird(question);
    case "average_growth":
      return measureAverageGrowth(question);
    case "count":
    case "coverage":
    case "count_per_year":
      return measureLevel(question, required);
    case "at_least_one_per_region":
      return measureLevel(question, rational(1));
    case "cumulative_count":
      return measureIncrease(question);
    case "yes_or_no":
      return measureYesOrNo(question);
    case "assessment_score":
      return measureScore(question);
  }
}

/** The parts' completions, each cut at its cap and weighed; no score until weights and caps are supplied. */
function measureScore({ world, target, frame }: TargetQuestion): Measured {
  const required = target.required === null ? null : rational(target.required);
  const parts = target.components.map((component) => {
    const of = world.targets.find((one) => one.id === component.target && one.region === target.region);
    const result = of && [frame, asStock(frame)].map((at) => judgeTarget({ world, target: of, frame: at }));
    const told = result?.find(({ completion }) => completion !== null);
    return {
      ...component,
      completion: told?.completion ?? null,
      isProvisional: result?.some((one) => one.provisional) ?? false,
    };
  });
  const points = parts.flatMap(({ weight, cap, completion }) => {
    if (weight === null || cap === null || completion === null) return [];
    const counted = compare(completion, rational(cap)) < 0 ? completion : rational(cap);
    return [divide(multiply(rational(weight), counted), hundred)];
  });
  const isProvisional = parts.some((part) => part.isProvisional);
  if (parts.length === 0 || points.length < parts.length) return { ...UNMEASURED, required, isProvisional };
  const actual = sum(points);
  return {
    actual,
    required,
    completion: required && shareOf(actual, required),
    isMet: required && compare(actual, required) >= 0,
    isProvisional,
  };
}

/** A part may be a stock of the day on which the others' years to date end. */
const asStock = (frame: Frame): Frame => ({ ...frame, periodStart: frame.periodEnd, accumulation: "point" });

function resultOf({ isMet, completion }: Measured, target: Target, frame: Frame): Result {
  if (isNotDue(target, frame)) return "not_due";
  if (isMet === null) return "no_data";
  if (isDeadlineForm(target)) return isMet ? "met" : "missed";
  if (isYearsEnd(frame)) return isMet ? "met" : "missed";
  const isInPace = OF_GROWTH.has(target.form) ? isMet : keepsPace(completion, paceOf(frame));
  return isInPace ? "on_track" : "behind";
}

/** Before the deadline progress is shown and nothing is judged; incomes are published by the quarter, months alone never. */
function isNotDue(target: Target, frame: Frame): boolean {
  const months = monthOf(frame.periodEnd) - monthOf(frame.periodStart) + 1;
  if (target.form === "growth_above_indicator") return months % 3 !== 0;
  return isDeadlineForm(target) && (!target.isDated || frame.periodEnd < target.deadline);
}

const isDeadlineForm = ({ judged }: Target): boolean => judged === "at_deadline";

const isYearsEnd = ({ accumulation, periodEnd }: Frame): boolean =>
  accumulation !== "period" && monthOf(periodEnd) === 12;

function keepsPace(completion: Rational | null, pace: Rational): boolean {
  return completion !== null && compare(roundHalfAway(completion, 1), roundHalfAway(pace, 1)) >= 0;
}
