import type { Comparison } from "./comparisons.ts";
import type { Frame } from "./facts.ts";
import { growthOf } from "./growth.ts";
import { compareRates } from "./rates.ts";
import type { Rational } from "./rational.ts";
import { isBelowVerified } from "./status-ladder.ts";
import { type Measured, type TargetQuestion, UNMEASURED, type World } from "./target.ts";

/** S1: above the benchmark, strictly. */
export function measureAgainstBenchmark(question: TargetQuestion): Measured {
  const row = rowOf(question, question.target.region);
  if (row === undefined) return UNMEASURED;
  const wanted = question.target.direction === "lower" ? "below" : "above";
  return {
    actual: row.growth,
    required: row.benchmark,
    completion: null,
    isMet: row.verdict === "no_data" || row.verdict === "no_benchmark" ? null : row.verdict === wanted,
    isProvisional: isProvisionalRow(row),
  };
}

export function isProvisionalRow({ growthStatus, coverage }: Comparison): boolean {
  return coverage.grade === "provisional" || (growthStatus !== null && isBelowVerified(growthStatus));
}

/** S2: the rates as they are reported, each else as computed, at one decimal where either is reported; strictly above. */
export function measureAgainstIndicator({ world, target, frame }: TargetQuestion): Measured {
  const [own, other] = [target.indicator, target.comparedIndicator].map((id) =>
    rateOf(world, id, target.region, frame),
  );
  const isProvisional = [own, other].some((rate) => rate?.isProvisional ?? false);
  const shown = { ...UNMEASURED, actual: own?.value ?? null, required: other?.value ?? null, isProvisional };
  if (!own || !other) return shown;
  const order = compareRates(own.value, other.value, own.isReported || other.isReported);
  return { ...shown, isMet: target.direction === "lower" ? order < 0 : order > 0 };
}

interface Rate {
  readonly value: Rational;
  readonly isReported: boolean;
  readonly isProvisional: boolean;
}

function rateOf(world: World, indicator: string, region: string, frame: Frame): Rate | null {
  const facts = world.indicators.get(indicator);
  if (facts === undefined) return null;
  const { reported, computed, level } = growthOf(facts.figures, frame, region, facts.catalogue);
  if (reported !== null)
    return { value: reported.value, isReported: true, isProvisional: isBelowVerified(reported.status) };
  if (computed === null || !facts.catalogue.computedGrowthAllowed) return null;
  return { value: computed, isReported: false, isProvisional: level !== null && isBelowVerified(level.status) };
}

/** A region's comparison in the period: the caliber with a verdict counts before one with a rate, that before the default. */
export function rowOf({ world, target, frame }: TargetQuestion, region: string): Comparison | undefined {
  const defaultCaliber = world.indicators.get(target.indicator)?.catalogue.defaultCaliber;
  const order = ({ growth, benchmark, caliber }: Comparison) =>
    (growth === null || benchmark === null ? 4 : 0) + (growth === null ? 2 : 0) + (caliber === defaultCaliber ? 0 : 1);
  return world
    .comparisonsOf(target.indicator, target.scope)
    .filter((row) => row.region === region && isSamePeriod(row, frame))
    .sort((a, b) => order(a) - order(b))[0];
}

function isSamePeriod(a: Frame, b: Frame): boolean {
  return a.periodStart === b.periodStart && a.periodEnd === b.periodEnd && a.accumulation === b.accumulation;
}
