import { loadReference } from "@yardstick/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAttributeLabel, readIndicatorLabel } from "./read-indicator-label.ts";

const reference = loadReference({ catalogueOnly: true });
const join = (...words: readonly (string | null)[]) => words.filter((word) => word !== null).join(" ");
function told(text: string): string | null {
  const label = readIndicatorLabel(text, reference);
  return label === null ? null : join(label.indicator, label.unit, label.measure, label.priceBasis);
}

describe("a heading", () => {
  it.each([
    ["gdp", "gdp"],
    ["地区生产总值", "gdp"],
    ["GDP", "gdp"],
    ["地区生产总值(亿元)", "gdp 亿元"],
    ["地区生产总值（万元）", "gdp 万元"],
    ["地区生产总值:亿元", "gdp 亿元"],
    ["地区生产总值(亿元,现价)", "gdp 亿元 current"],
    ["地区生产总值增速(%)", "gdp % growth_yoy"],
    ["GDP同比增长(%)", "gdp % growth_yoy"],
    ["地区生产总值_绝对值", "gdp level"],
    ["地區(qū)生產(chǎn)總值", "gdp"],
    ["一、地区生产总值", "gdp"],
    ["其中:第一产业增加值", "primary_value_added"],
    ["規上工業增加值", "industrial_value_added"],
    ["规上工业增加值同比增长%", "industrial_value_added % growth_yoy"],
    ["財政一般公共預算收入", "general_public_budget_revenue"],
    ["公共财政预算收入", "general_public_budget_revenue"],
    ["固定资产投资增速", "fixed_asset_investment growth_yoy"],
    ["固定资产投资(不含农户)增速", "fixed_asset_investment growth_yoy"],
    ["农村(常住)居民人均可支配收入", "rural_disposable_income"],
    ["固定资产投资(亿元)增速", "fixed_asset_investment growth_yoy"],
    ["地区生产总值增速(亿元)", "gdp 亿元 growth_yoy"],
    ["城镇居民人均可支配收入(元)比上年增长(%)", "urban_disposable_income % growth_yoy"],
    ["城镇居民人均可支配收入实际增速", "urban_disposable_income growth_yoy constant"],
  ])("%s is %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each([
    ...[
      "一般公共预算区级收入",
      "工业总产值",
      "规上工业总产值",
      "主营业务收入",
      "财政总收入",
      "公共财政收入",
      "农林牧渔业增加值",
    ],
    ...[
      "地区生产总值占比(%)",
      "地区生产总值环比增速",
      "地区生产总值位次",
      "人均地区生产总值",
      "固定资产投资(不含农户)(工业)",
      "常住人口",
    ],
    ...["地区生产总值(亿元)(万元)", "工业增加值", "域外引资到位额", "", "(亿元)", "同比增长", "__proto__"],
  ])("%s is no indicator of the catalogue", (text) => {
    expect(told(text)).toBeNull();
  });

  it.each(["同比增长", "(亿元)", "(%)增速", "_绝对值"])(
    "that says %s again and again is no indicator, and takes no time",
    (word) => {
      expect(told(`区级${word.repeat(30)}`.slice(0, 128))).toBeNull();
    },
  );

  it("below an indicator's own says what is in its column", () => {
    const attributes = (text: string) => {
      const label = readAttributeLabel(text, reference);
      return label === null ? null : join(label.unit, label.measure, label.priceBasis);
    };
    expect(attributes("比上年增长(%)")).toBe("% growth_yoy");
    expect(attributes("总量（亿元）")).toBe("亿元 level");
    expect(attributes("绝对值")).toBe("level");
    expect(attributes("地区生产总值")).toBeNull();
    expect(attributes("环比增长")).toBeNull();
    expect(attributes("")).toBeNull();
  });

  it("never throws, and is one of the catalogue's", () => {
    const piece = fc.constantFrom(
      ..."地区生产总值 GDP ( ) （ 亿元 % 增速 同比 _ : 、 固定资产投资 [ ] 现价 区级 1 一、".split(" "),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 12 }).map((parts) => parts.join("")),
        ),
        (text) => {
          const label = readIndicatorLabel(text, reference);
          if (label === null) return;
          expect(reference.indicators.has(label.indicator)).toBe(true);
          expect(text).not.toContain("区级");
        },
      ),
    );
  });
});
