import { loadReference, type SubmittedObservation } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import { validateSubmission } from "../validate-submission.ts";

const reference = loadReference({ catalogueOnly: true });
const ROW: SubmittedObservation = { indicator: "gdp", region: "210421", period: "2021", value: "1" };

/** Value, unit and measure of a row that passes; the codes of one that does not. */
function judged(row: Partial<SubmittedObservation>): string {
  const observations = [{ ...ROW, ...row }];
  const body = { source: "210400-bureau", mode: "partial" as const, observations };
  const { observations: passed, issues } = validateSubmission(body, { reference, nowMs: Date.UTC(2024, 5, 1) });
  const [observation] = passed;
  if (observation === undefined)
    return issues
      .map(({ code, suggestion }) => [code, suggestion].filter((word) => word !== null).join(" "))
      .join("; ");
  const { indicator, region, period, accumulation, measure, priceBasis, value, unit } = observation;
  expect(observation.submittedValue).toBe(row.value ?? ROW.value);
  return `${indicator}/${region}/${period}/${accumulation}/${measure}/${priceBasis} ${value} ${unit}`;
}

const GDP = "gdp/210421/2021/ytd";

/** Expressions of official releases and their mirrors, as they stand there. */
describe("what official releases say, as the value of a row", () => {
  it.each<[string, string, Partial<SubmittedObservation>?]>([
    ["全县地区生产总值244394万元,比上年增长13.1%", "VALUE_NOT_ONE_FIGURE"],
    ["244394万元,比上年增长13.1%", "VALUE_NOT_ONE_FIGURE"],
    ["244394万元", `${GDP}/level/current 2443940000 元`],
    ["比上年增长13.1%", `${GDP}/growth_yoy/constant 13.1 %`],
    [" 94公顷,比上年同期下降1.1%", "VALUE_NOT_ONE_FIGURE"],
    ["比上年同期下降1.1%", `${GDP}/growth_yoy/constant -1.1 %`],
    ["12981公顷 ,比上年同期增长1.32%", "VALUE_NOT_ONE_FIGURE"],
    [
      "12981公顷 ",
      "community_commercial_area_per_thousand/210421/2021/point/level/current 129810000 平方米",
      { indicator: "community_commercial_area_per_thousand" },
    ],
    ["25.72:26.84:47.44", "VALUE_NOT_ONE_FIGURE"],
    ["上升3.82个百分点", "VALUE_IS_CHANGE_OF_RATE"],
    ["分别回落2.16和1.66个百分点", "VALUE_NOT_ONE_FIGURE"],
    ["增长 6%", `${GDP}/growth_yoy/constant 6 %`],
    ["固定资产投资保持正增长", "VALUE_NOT_DECIMAL"],
    ["690 亿元", `${GDP}/level/current 69000000000 元`],
    ["86 亿\n元", `${GDP}/level/current 8600000000 元`],
    ["年均增长2.1%", "VALUE_IS_OTHER_GROWTH"],
    ["318亿元,固定资产投资709亿元", "VALUE_NOT_ONE_FIGURE"],
    ["增长5.5%", "INDICATOR_UNKNOWN general_public_budget_revenue", { indicator: "一般公共预算区级收入" }],
    ["同比增长23 %", "fixed_asset_investment/210421/2021/ytd/growth_yoy/current 23 %", { indicator: "固定资产投资" }],
    [
      "12833元",
      "rural_disposable_income/210421/2021/ytd/level/current 12833 元",
      { indicator: "农村常住居民人均可支配收入" },
    ],
    ["预计到年末,全县地区生产总值完成115亿元", "VALUE_IS_FORECAST"],
    ["预计115亿元", "VALUE_IS_FORECAST"],
    ["同比增长(以下简称增长)7 %", "VALUE_NOT_DECIMAL"],
    ["8.5亿元,同比下降53.4%(非税占比为21%)", "VALUE_NOT_ONE_FIGURE"],
    [
      "同比下降53.4%",
      "general_public_budget_revenue/210421/2021/ytd/growth_yoy/current -53.4 %",
      { indicator: "一般公共预算收入" },
    ],
    ["降幅较年初收窄24个百分点", "VALUE_IS_OTHER_GROWTH"],
    ["当季同比增长15.4个百分点", "VALUE_IS_CHANGE_OF_RATE"],
    [
      "同比下降20%",
      "industrial_value_added/210421/2021/ytd/growth_yoy/comparable -20 %",
      { indicator: "规模以上工业增加值" },
    ],
    ["56.3億元", `${GDP}/level/current 5630000000 元`, { indicator: "地區(qū)生產(chǎn)總值" }],
    [
      "同比增長21.8%",
      "general_public_budget_revenue/210421/2021/ytd/growth_yoy/current 21.8 %",
      { indicator: "財政一般公共預算收入" },
    ],
    ["31.8亿元", "INDICATOR_UNKNOWN", { indicator: "域外引资到位额" }],
    ["[2]28975.1億元", `${GDP}/level/current 2897510000000 元`],
    ["下降0.1%", "secondary_value_added/210421/2021/ytd/growth_yoy/constant -0.1 %", { indicator: "第二產業增加值" }],
    ["22公6顷", "VALUE_NOT_ONE_FIGURE"],
    ["与上年持平", `${GDP}/growth_yoy/constant 0 %`],
    ["与上年持平", "VALUE_AMBIGUOUS", { indicator: "community_ecommerce_coverage" }],
    ["同上年基本持平", "VALUE_APPROXIMATE"],
    ["按可比价计算,比上年下降0.1%", `${GDP}/growth_yoy/constant -0.1 %`],
    ["129878万元,按可比价计算,比上年增长6.5%", "VALUE_NOT_ONE_FIGURE"],
    ["47.64亿元", "INDICATOR_UNKNOWN industrial_value_added", { indicator: "规模以上工业总产值" }],
    ["按不变价格计算,比上年增长4.1%", `${GDP}/growth_yoy/constant 4.1 %`],
    ["25.3千公顷", "UNIT_OF_OTHER_KIND 万元"],
    ["0.17%", "community_ecommerce_coverage/210421/2021/point/level/current 0.17 %", { indicator: "社区电商覆盖率" }],
    ["比上年下降0.1个百分点", "VALUE_IS_CHANGE_OF_RATE", { indicator: "社区电商覆盖率" }],
    ["同比下降1.0%,降幅较前10个月收窄0.3个百分点", "VALUE_NOT_ONE_FIGURE"],
    ["分别增长1.9倍、37.7%、31.2%、13.6%、1.0%", "VALUE_NOT_ONE_FIGURE"],
    ["增长1.9倍", `${GDP}/growth_yoy/constant 190 %`],
    ["分别增长7.1%和2.6%", "VALUE_NOT_ONE_FIGURE"],
    ["同比增長0.6%,已連續3個月實現正增長", "VALUE_NOT_ONE_FIGURE"],
  ])("%j: %s", (value, expected, row = {}) => {
    expect(judged({ ...row, value })).toBe(expected);
  });
});

describe("what they say of time and place", () => {
  it.each<[Partial<SubmittedObservation>, string]>([
    [{ period: "二〇〇八年" }, "gdp/210421/2008/ytd/level/current 10000 元"],
    [{ period: "1月至11月" }, "PERIOD_WITHOUT_YEAR"],
    [{ period: "2022年1月至11月" }, "gdp/210421/2022-11/ytd/level/current 10000 元"],
    [{ period: "2022年前10个月" }, "gdp/210421/2022-10/ytd/level/current 10000 元"],
    [{ period: "2022年10月當月" }, "gdp/210421/2022-10/period/level/current 10000 元"],
    [{ period: "2022年10月当月", accumulation: "ytd" }, "ACCUMULATION_CONFLICT period"],
    [{ period: "2022年1月当月", accumulation: "ytd" }, "gdp/210421/2022-01/ytd/level/current 10000 元"],
    [{ period: "2018年1-6月", accumulation: "period" }, "ACCUMULATION_CONFLICT ytd"],
    [{ period: "2018年末" }, "ACCUMULATION_NOT_APPLICABLE"],
    [{ period: "2018年末", indicator: "government_debt" }, "government_debt/210421/2018/point/level/current 10000 元"],
    [{ period: "2018年1-6月", indicator: "government_debt" }, "ACCUMULATION_NOT_APPLICABLE"],
    [{ region: "义 县" }, "gdp/210727/2021/ytd/level/current 10000 元"],
    [{ region: "铁西区" }, "REGION_AMBIGUOUS 210106, 210303"],
    [{ region: "沈阳市/铁西区" }, "gdp/210106/2021/ytd/level/current 10000 元"],
    [{ region: "沈阳市/抚顺县" }, "REGION_CONFLICT 210421"],
    [{ region: "210422 抚顺县" }, "REGION_CONFLICT 210421"],
    [{ region: "全县" }, "REGION_UNKNOWN"],
    [{ region: "辽中" }, "gdp/210115/2021/ytd/level/current 10000 元"],
    [{ region: "辽中", period: "2014" }, "gdp/210122/2014/ytd/level/current 10000 元"],
    [{ region: "辽中", period: "2016" }, "REGION_AMBIGUOUS 210115, 210122"],
    [{ region: "辽中县", period: "2018" }, "REGION_NOT_VALID_IN_PERIOD 210115"],
  ])("%j: %s", (row, expected) => {
    expect(judged(row)).toBe(expected);
  });
});

describe("a unit, a measure and a price basis that are said twice", () => {
  it.each<[Partial<SubmittedObservation>, string]>([
    [{ value: "5万元", unit: "万元" }, `${GDP}/level/current 50000 元`],
    [{ value: "5万元", unit: "亿元" }, "UNIT_CONFLICT"],
    [{ value: "86亿", unit: "元" }, `${GDP}/level/current 8600000000 元`],
    [{ value: "86亿", unit: "亿元" }, `${GDP}/level/current 8600000000 元`],
    [{ value: "86亿", unit: "万元" }, "UNIT_CONFLICT"],
    [{ value: "86亿", unit: "%", measure: "growth_yoy" }, "UNIT_CONFLICT"],
    [{ value: "10.5万", indicator: "户籍人口" }, "registered_population/210421/2021/point/level/current 105000 人"],
    [{ value: "5", indicator: "地区生产总值(亿元)" }, `${GDP}/level/current 500000000 元`],
    [{ value: "5", indicator: "地区生产总值(亿元)", unit: "万元" }, "UNIT_CONFLICT"],
    [{ value: "5", unit: "单位:亿元" }, `${GDP}/level/current 500000000 元`],
    [{ value: "5", unit: "元×10^14" }, `${GDP}/level/current 500000000000000 元`],
    [{ value: "5", indicator: "地区生产总值增速" }, `${GDP}/growth_yoy/constant 5 %`],
    [{ value: "5", indicator: "地区生产总值增速", measure: "level" }, "MEASURE_CONFLICT"],
    [{ value: "增长5%", measure: "level" }, "MEASURE_CONFLICT"],
    [{ value: "增长5%", unit: "万元" }, "UNIT_CONFLICT"],
    [{ value: "增长5" }, "VALUE_AMBIGUOUS"],
    [{ value: "增长5", unit: "%" }, `${GDP}/growth_yoy/constant 5 %`],
    [{ value: "5%" }, "UNIT_OF_OTHER_KIND 万元"],
    [
      { value: "实际增长5%", indicator: "urban_disposable_income" },
      "urban_disposable_income/210421/2021/ytd/growth_yoy/constant 5 %",
    ],
    [{ value: "实际增长5%", indicator: "urban_disposable_income", priceBasis: "current" }, "PRICE_BASIS_CONFLICT"],
    [{ value: "-", status: "final" }, "VALUE_BLANK"],
    [{ value: "-", status: "missing" }, `${GDP}/level/current null 元`],
    [{ value: "5", status: "missing" }, "VALUE_NOT_BLANK"],
  ])("%j: %s", (row, expected) => {
    expect(judged(row)).toBe(expected);
  });
});
