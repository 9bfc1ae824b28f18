import type { Warehouse } from "@yardstick/warehouse";
import type { Frame } from "../../oracle/facts.ts";
import type { Target, TargetResult } from "../../oracle/target.ts";
import { settled, written } from "./comparable-rows.ts";
import type { TargetRow } from "./view-rows.ts";

const COLUMNS = [
  ...["plan", "target", "form", "judged", "indicator", "compared_indicator", "scope", "region", "ranked_by"],
  ...["required", "path", "base_end", "denominator_region", "counted_regions", "components", "valid_from", "deadline"],
  ...["is_dated", "direction", "unit", "unit_factor", "load"],
];

/** All of one plan, whose name is the first argument. */
export async function storeTargets(warehouse: Warehouse, plan: string, targets: readonly Target[]): Promise<void> {
  await warehouse.insert(
    "targets",
    COLUMNS,
    targets.map((one) => [
      ...[
        plan,
        one.id,
        one.form,
        one.judged,
        one.indicator,
        one.comparedIndicator,
        one.scope,
        one.region,
        one.rankedBy,
      ],
      one.required,
      Object.entries(one.path).map(([year, required]) => ({ year: Number(year), required })),
      ...[one.baseEnd, one.denominatorRegion, one.countedRegions],
      one.components,
      ...[one.validFrom, one.deadline, one.isDated, one.direction, "as it says", one.unitFactor, 2],
    ]),
  );
}

/** The oracle's answer in the shape of the view's rows. */
export function fromOracle(target: Target, frame: Frame, result: TargetResult) {
  return {
    key: `${target.id} ${target.region} ${frame.periodStart}..${frame.periodEnd} ${frame.accumulation} (${target.form})`,
    actual: written(result.actual),
    required: written(result.required),
    result: result.result,
    completion: written(result.completion),
    pace: written(result.pace),
    profile: written(result.profile),
    provisional: result.provisional,
    outsidePlan: result.outsidePlan,
  };
}

/** A row of the view beside the oracle's answer to it. */
export function fromView(row: TargetRow, target: Target, counted: TargetResult): ReturnType<typeof fromOracle> {
  const frame = frameOf(row);
  return {
    ...fromOracle(target, frame, counted),
    // A root is a number of 15 digits; whether it is enough is asked without one.
    actual: target.form === "average_growth" ? nearlySettled(row.actual, counted) : settled(row.actual, counted.actual),
    required: settled(row.required, counted.required),
    result: row.result as TargetResult["result"],
    completion: settled(row.completion, counted.completion),
    pace: settled(row.pace, counted.pace),
    profile: settled(row.profile, counted.profile),
    provisional: Boolean(row.provisional),
    outsidePlan: Boolean(row.outside_plan),
  };
}

function nearlySettled(got: string | null, { actual }: TargetResult): string | null {
  const exact = written(actual);
  if (got === null || exact === null) return got;
  return Math.abs(Number(got) - Number(exact)) <= 1e-11 * Math.max(1, Math.abs(Number(exact))) ? exact : got;
}

/** Targets read the default caliber. */
export function frameOf(row: Pick<TargetRow, "period_start" | "period_end" | "accumulation">): Frame {
  return {
    periodStart: row.period_start,
    periodEnd: row.period_end,
    accumulation: row.accumulation as Frame["accumulation"],
    caliber: "natural",
  };
}
