import type { WarehouseCommand } from "@yardstick/pipeline";
import { NOW, RULE_SETTINGS } from "@yardstick/warehouse";
import { INPUT_OF_FORM, indicatorsOf, type TargetInput, type TouchedTarget } from "../touched-targets.ts";

const COLUMNS = `plan, target, indicator, region, period, period_start, period_end, accumulation, actual, required, unit,
  result, completion, pace, profile, provisional, outside_plan, version`;

/** One statement for each kind of input that these targets rest on; assessments last, since they count the others. */
export function targetStatements(targets: readonly TouchedTarget[]): WarehouseCommand[] {
  return INPUTS.flatMap((input) => {
    const touched = targets.filter(({ target }) => INPUT_OF_FORM[target.form] === input);
    return touched.length === 0 ? [] : [statementFor(input, touched)];
  });
}

const INPUTS: readonly TargetInput[] = ["comparisons", "growth", "levels", "results"];

const INDICATORS_AND_PERIODS = "indicators = {indicators:Array(String)}, periods = {periods:Array(Date32)}";

const VIEWS: Readonly<Record<TargetInput, string>> = {
  comparisons: `comparison_targets_of_comparisons(${INDICATORS_AND_PERIODS})`,
  growth: `pair_targets_of_growth(${INDICATORS_AND_PERIODS})`,
  levels: `level_targets_at(${INDICATORS_AND_PERIODS}, as_of = {as_of:DateTime64(3)})`,
  results: "assessment_targets_of_results(periods = {periods:Array(Date32)})",
};

function statementFor(input: TargetInput, touched: readonly TouchedTarget[]): WarehouseCommand {
  const indicators = [...new Set(touched.flatMap(({ target }) => indicatorsOf(target)))].sort();
  const periods = [...new Set(touched.flatMap(({ periodEnds }) => periodEnds))].sort();
  return {
    sql: `INSERT INTO target_results (${COLUMNS}) SELECT ${COLUMNS} FROM ${VIEWS[input]}`,
    params: { periods, ...(input === "results" ? {} : { indicators }), ...(input === "levels" ? { as_of: NOW } : {}) },
    settings: RULE_SETTINGS,
  };
}
