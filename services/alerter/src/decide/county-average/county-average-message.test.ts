import { describe, expect, it } from "vitest";
import type { AlertContent } from "../alert-change.ts";
import { countyAverageMessage } from "./county-average-message.ts";
import type { CountyAverageRule } from "./county-average-rules.ts";

const rule: CountyAverageRule = {
  rule: "fushun-2018-2020/S1",
  alertname: "BelowCountyAverage",
  scope: "210000-XY",
  indicator: "gdp",
  region: "210422",
  validFrom: "2018-01",
  deadline: "2020-12",
  agency: { zh: "市发改委", en: "Development and Reform Commission" },
  names: {
    region: { zh: "新宾满族自治县", en: "Xinbin" },
    indicator: { zh: "地区生产总值", en: "GDP" },
    scope: { zh: "辽宁省县域", en: "County economy of Liaoning" },
  },
  isRealGrowth: true,
};
const content: AlertContent = {
  state: "firing",
  severity: "critical",
  reason: "NEW_BREACH",
  period: "2020",
  periodEnd: "2020-12-31",
  value: "0.947",
  threshold: "8.214",
  gap: "-7.267",
  benchmarkMethod: "pooled",
  rank: 39,
  rankOf: 41,
  outsidePlan: false,
  startsAt: "2022-03-01T08:00:00.000Z",
  resolvedAt: null,
};
const say = (more: Partial<AlertContent> = {}, notes = { restsOnLevels: false, isProvisional: false }) =>
  countyAverageMessage({ rule, accumulation: "ytd", content: { ...content, ...more }, ...notes });

describe("countyAverageMessage", () => {
  it("gives growth, average, gap in percentage points, rank and agency", () => {
    expect(say()).toEqual({
      zh: "新宾满族自治县2020年地区生产总值增速0.9%，低于辽宁省县域平均8.2%，差7.3个百分点，排第39位（共41）。牵头单位：市发改委。",
      en: "Xinbin, GDP, 2020: growth 0.9 %, 7.3 percentage points below the average of County economy of Liaoning of 8.2 %, rank 39 of 41. Lead agency: Development and Reform Commission.",
    });
  });

  it("prints the difference of the compared values, though it is not that of the printed ones", () => {
    expect(say({ value: "6.04", threshold: "7.06", gap: "-1.02" }).zh).toContain(
      "6.0%，低于辽宁省县域平均7.1%，差1.0个百分点",
    );
  });

  it("says 持平 where the two are equal, and that it does not suffice", () => {
    expect(say({ value: "8.2", gap: "0" }).zh).toContain("与辽宁省县域平均8.2%持平，未达到高于平均的要求");
    expect(say({ value: "8.2", gap: "0" }).en).toContain("growth 8.2 % equals the average");
  });

  it("does not print a difference as nothing", () => {
    expect(say({ gap: "-0.04" }).zh).toContain("差不足0.1个百分点");
    expect(say({ gap: "-0.04" }).en).toContain("less than 0.1 percentage points below");
  });

  it("leaves out the rank of an aggregate", () => {
    expect(say({ rank: null, rankOf: null }).zh).not.toContain("排第");
  });

  it("says what the figures rest on, and that the period lies outside the plan", () => {
    const { zh, en } = say({ outsidePlan: true }, { restsOnLevels: true, isProvisional: true });
    expect(zh).toContain("增速由现价总量推算。部分县区尚未报送，平均为暂定。计划期外。牵头单位");
    expect(en).toContain("Outside the plan's years");
  });

  it("says that it is over, and by what", () => {
    expect(say({ state: "resolved", reason: "TARGET_MET", value: "9", gap: "0.786" }).zh).toContain(
      "增速9.0%，高于辽宁省县域平均8.2%，高出0.8个百分点，排第39位（共41），预警解除",
    );
    expect(say({ state: "resolved", reason: "WITHDRAWN" }).zh).toContain("数据已被报送单位撤回，预警解除");
  });
});
