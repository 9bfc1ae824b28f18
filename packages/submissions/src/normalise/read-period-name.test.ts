import { parsePeriodCode } from "@yardstick/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPeriodName } from "./read-period-name.ts";

function told(text: string, defaultYear?: number): string {
  const name = readPeriodName(text, defaultYear === undefined ? {} : { defaultYear });
  return "problem" in name ? name.problem : [name.code, name.accumulation].filter((word) => word !== null).join(" ");
}

describe("a period's name", () => {
  it.each([
    ["2021-06", "2021-06"],
    ["2018年", "2018"],
    ["２０１８年", "2018"],
    ["2018年度", "2018"],
    ["2018年全年", "2018"],
    ["二〇〇八年", "2008"],
    ["二零零八", "2008"],
    ["2018年1-6月", "2018-06 ytd"],
    ["2018年1—6月", "2018-06 ytd"],
    ["2018年1－6月份", "2018-06 ytd"],
    ["2018年(1-6月)", "2018-06 ytd"],
    ["2018.1-6月", "2018-06 ytd"],
    ["2018年一至六月", "2018-06 ytd"],
    ["2022年1月至11月", "2022-11 ytd"],
    ["2022年前11个月", "2022-11 ytd"],
    ["二〇二二年前十一个月", "2022-11 ytd"],
    ["2022年11月累计", "2022-11 ytd"],
    ["2022年10月当月", "2022-10 period"],
    ["2022年10月單月", "2022-10 period"],
    ["2018年十月", "2018-10"],
    ["2018年6月份", "2018-06"],
    ["2021年第一季度", "2021-Q1"],
    ["2021年1季度", "2021-Q1"],
    ["2021年三季度", "2021-Q3"],
    ["2021年三季度当季", "2021-Q3 period"],
    ["2021年前三季度", "2021-Q3 ytd"],
    ["2021年1-3季度", "2021-Q3 ytd"],
    ["2021年4-6月", "2021-Q2 period"],
    ["2021年上半年", "2021-S1"],
    ["2021年下半年", "2021-S2 period"],
    ["2018年末", "2018 point"],
    ["2018年年底", "2018 point"],
    ["2018年2季度末", "2018-Q2 point"],
    ["截至2018年6月底", "2018-06 point"],
    ["2018.06", "2018-06"],
    ["2018.10", "2018-10"],
    ["2018/6", "2018-06"],
    ["2018-6", "2018-06"],
    ["201806", "2018-06"],
    ["2018Q2", "2018-Q2"],
    ["2018-M06", "2018-06"],
    ["2018H1", "2018-S1"],
    ["2018-06-30", "2018-06"],
    ["2018年6月30日", "2018-06"],
    ["2018-06-30T00:00:00", "2018-06"],
    ["20180630", "2018-06"],
    ["2020-02-29", "2020-02"],
  ])("%s is %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each(["1—6月", "前11月", "10月當月", "一季度", "前三季度", "上半年", "全年", "年末", "6月", "Q2"])(
    "%s has no year",
    (text) => {
      expect(told(text)).toBe("without_year");
      expect(told(text, 2022)).toMatch(/^2022/);
    },
  );

  it.each([
    ...[
      "soon",
      "",
      "6",
      "06",
      "18年",
      "今年",
      "2018.1",
      "2018年13月",
      "2018年2-5月",
      "2018年6-1月",
      "2018-06-29",
      "2018-1-6",
    ],
    ...[
      "2018年初",
      "2018年1-6月当月",
      "2018-02-29",
      "2017-2018年",
      "2018年6月至2019年6月",
      "2018年五季度",
      "1850年",
      "constructor",
    ],
  ])("%s could be anything", (text) => {
    expect(told(text)).toBe("unreadable");
    expect(told(text, 2022)).toBe("unreadable");
  });

  it("is one period code whatever the text, and never throws", () => {
    const piece = fc.constantFrom(
      ..."2018 19 1 6 12 13 31 - . / 年 月 季度 第 前 至 半年 上 下 末 当月 累计 一 二〇〇八 Q H M T00:00:00 全年 日".split(
        " ",
      ),
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 8 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, fc.option(fc.integer({ min: 1990, max: 2030 }), { nil: undefined }), (text, defaultYear) => {
        const name = readPeriodName(text, defaultYear === undefined ? {} : { defaultYear });
        if ("problem" in name) return;
        expect(parsePeriodCode(name.code)).not.toBeNull();
        const year = name.code.slice(0, 4);
        expect(
          text.normalize("NFKC").includes(year) ||
            /[〇零○一二三四五六七八九]{4}/u.test(text) ||
            year === String(defaultYear),
        ).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
