import { loadReference } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import { captionAbove } from "./caption-above.ts";
import { type Planned, planByHeadings } from "./plan-by-headings.ts";
import type { TableRow } from "./table-row.ts";

const reference = loadReference({ catalogueOnly: true });

const tableOf = (lines: readonly string[]): TableRow[] =>
  lines.map((line, index) => ({
    number: index + 1,
    isHidden: false,
    cells: line.split("|").map((text) => ({ text })),
  }));

const plan = (lines: readonly string[], name = ""): Planned =>
  planByHeadings({ name, rows: tableOf(lines), reference });

/** What became of the table: `period unit measure`, or the codes and places of its faults. */
function outcome(planned: Planned): string {
  if (!planned.ok) return planned.faults.map(({ issue }) => `${issue.code} ${issue.place} ${issue.field}`).join("; ");
  const { constants, captionUnits, figures, shape } = planned.plan;
  const measure = figures[0]?.attributes?.measure ?? null;
  const units = captionUnits.map(({ code }) => code).join("、");
  return [shape === "wide" ? constants.period : "long", units, measure ?? ""].join(" ").trim();
}

const MONEY = ["地区|一般公共预算收入(万元)", "清原县|3.5"];
const BARE = ["地区|地区生产总值", "清原县|29.4"];

describe("a title's period", () => {
  it.each([
    ["清原县2021年前5个月指标", "2021年前5个月"],
    ["清原县2021年第三季度指标", "2021年第三季度"],
    ["清原县2021年下半年指标", "2021年下半年"],
    ["清原县2021年一至三季度指标", "2021年一至三季度"],
    ["清原县2021年Q3指标", "2021年Q3"],
    ["清原县2021年1～6月指标", "2021年1~6月"],
    ["清原县2021年1月至6月指标", "2021年1月至6月"],
    ["清原县2021年1月—6月指标", "2021年1月—6月"],
    ["清原县2021年（1-6月）指标", "2021年(1-6月)"],
    ["清原县2021年5月当月指标", "2021年5月当月"],
    ["清原县2021年5月指标(累计)", "2021年5月累计"],
    ["清原县2021年1-5月累计指标", "2021年1-5月累计"],
    ["清原县二〇二一年末指标", "二〇二一年末"],
    ["2021年一般公共预算收入", "2021年"],
    ["2021年第一产业、全社会和上市公司", "2021年"],
    ["2021年初步核算数", "2021年"],
    ["2021年度各县指标", "2021年度"],
    ["截至2021年12月31日", "截至2021年12月31日"],
    ["报告期:2021年1-6月", "2021年1-6月"],
    ["2021", "2021"],
  ])("%s is read whole", (title, period) => {
    expect(outcome(plan([title, ...MONEY]))).toBe(period);
  });

  it.each([
    "清原县2021年初指标",
    "2021-2025年指标",
    "2021年10月1日至12月31日",
    "2021年同期",
    "2021年和2020年",
    "2021年指标(1-6月)",
    "2021年以来指标",
    "2021年季度指标",
    "2022/1/31",
    "公报2021",
    "1-6月",
  ])("%s is refused, with its cell", (title) => {
    expect(outcome(plan([title, ...MONEY]))).toBe("TABLE_NOT_UNDERSTOOD A1 period");
  });

  it.each([
    "制表日期:2022年1月31日",
    "2022年1月发布",
    "填报时间:2022年2月",
    "2022年第1期",
    "制表时间:2022年2月",
    "2022年3月印发",
    "2022年3月报送",
    "2021年统计年鉴",
  ])("%s is none", (line) => {
    expect(outcome(plan([line, ...MONEY]))).toBe("TABLE_NOT_UNDERSTOOD A2 null");
    expect(outcome(plan(["2020年指标", line, ...MONEY]))).toBe("2020年");
  });

  it("has to be the sheet's, and that of the other lines", () => {
    expect(outcome(plan(["2021年指标", ...MONEY], "2020年"))).toBe("TABLE_NOT_UNDERSTOOD 2020年!A2 period");
    expect(outcome(plan(["2021年指标", ...MONEY], "1-6月"))).toBe("TABLE_NOT_UNDERSTOOD 1-6月!A2 period");
    expect(outcome(plan(["2021年指标", "2022年3月", ...MONEY]))).toBe("TABLE_NOT_UNDERSTOOD A2 period");
    expect(outcome(plan(["2021年末指标", ...MONEY], "2021"))).toBe("2021年末");
    expect(outcome(plan(MONEY, "2021年"))).toBe("2021年");
  });

  it("is not asked for where the headings say theirs", () => {
    expect(plan(["2020-2021年", "地区生产总值", "单位:万元", "地区|2020年|2021年", "清原县|1|2"]).ok).toBe(true);
    expect(plan(["2020-2021年", "单位:万元", "地区|年份|地区生产总值", "清原县|2020|2"]).ok).toBe(true);
  });

  it("is quoted in both languages where it is refused", () => {
    const planned = plan(["清原县2021年初指标", ...MONEY]);
    const { message } = planned.ok ? { message: null } : planned.faults[0].issue;
    expect(message?.zh).toContain("2021年初");
    expect(message?.en).toContain("2021年初");
  });
});

it.each(["2021年目标", "2021年度计划", "2021年预计数", "2021-2025年规划指标"])("%s is no actual figure", (title) => {
  expect(outcome(plan([title, ...MONEY]))).toMatch(/^VALUE_IS_FORECAST A1 value/);
});

it("an office of planning that made a table does not make it a plan", () => {
  expect(outcome(plan(["2021年", "制表单位:县规划局", ...MONEY]))).toBe("2021年");
});

describe("a line's unit", () => {
  it.each([
    ["单位:人民币亿元", "亿元"],
    ["单位：亿元人民币", "亿元"],
    ["金额单位:亿元", "亿元"],
    ["货币单位:亿元", "亿元"],
    ["单位 亿元", "亿元"],
    ["（亿元）", "亿元"],
    ["(单位:亿元)", "亿元"],
    ["单位:亿元(当年价)", "亿元"],
    ["2021年 单位:亿元", "亿元"],
    ["单位:亿元 2021年", "亿元"],
    ["清原县地区生产总值(亿元)一览表", "亿元"],
    ["单位:亿元、%", "亿元、%"],
  ])("%s is read", (line, unit) => {
    expect(outcome(plan(["2021年", line, ...BARE]))).toBe(`2021年 ${unit}`);
  });

  it.each(["单位:亿元、美元", "计量:亿元", "以亿元计", "单位:亿", "单位:亿元左右", "清原县(万元) 单位:亿元"])(
    "%s is refused, with its cell",
    (line) => {
      expect(outcome(plan(["2021年", line, ...BARE]))).toBe("TABLE_NOT_UNDERSTOOD A2 unit");
      expect(outcome(plan(["2021年", line, ...MONEY]))).toMatch(/^2021年/);
    },
  );

  it("has to be the only one", () => {
    expect(outcome(plan(["2021年", "单位:亿元、万元", ...BARE]))).toBe("TABLE_NOT_UNDERSTOOD B3 unit");
    expect(
      outcome(plan(["2021年||", "单位：亿元||单位：万元", "地区|地区生产总值|一般公共预算收入", "清原县|1|2"])),
    ).toMatch(/^TABLE_NOT_UNDERSTOOD C2 unit/);
    expect(outcome(plan(["2021年|单位:万元", "单位:亿元", ...BARE]))).toBe("TABLE_NOT_UNDERSTOOD A2 unit");
    expect(outcome(plan(["2021年", "单位:万元、%", "地区|户籍人口", "清原县|2"]))).toBe("TABLE_NOT_UNDERSTOOD B3 unit");
  });

  it("may be the sheet's name", () => {
    expect(outcome(plan(["2021年", ...BARE], "亿元"))).toBe("2021年 亿元");
    expect(outcome(plan(["2021年", "单位:万元", ...BARE], "亿元"))).toBe("TABLE_NOT_UNDERSTOOD 亿元!A3 unit");
  });

  it("is no office", () => {
    expect(outcome(plan(["2021年", "制表单位:县统计局", ...BARE]))).toBe("2021年");
  });

  it("brings its prices along for money", () => {
    const planned = plan(["2021年", "单位:亿元(不变价)", "地区|地区生产总值|地区生产总值增速", "清原县|1|2"]);
    const figures = planned.ok ? planned.plan.figures.map(({ attributes }) => attributes?.priceBasis ?? null) : [];
    expect(figures).toEqual(["constant", null]);
  });

  it("that nothing says is the catalogue's, with a warning at the heading", () => {
    const assumed = (planned: Planned) =>
      planned.ok
        ? planned.findings.flatMap((item) =>
            item.kind === "finding" && item.issue.code === "UNIT_ASSUMED"
              ? [`${item.issue.place} ${item.issue.message.zh}`]
              : [],
          )
        : ["refused"];
    expect(assumed(plan(["2021年", ...BARE]))).toEqual(["B2 B 列没有写明单位,按目录的默认单位读取:gdp 万元。"]);
    expect(assumed(plan(["2021年", ...MONEY]))).toEqual([]);
    expect(assumed(plan(["2021年", "地区|地区生产总值增速", "清原县|1"]))).toEqual([]);
    expect(assumed(plan(["清原县", "指标|2020年", "GDP|1"]))).toEqual([expect.stringMatching(/^B2 .*gdp 万元/)]);
    expect(assumed(plan(["清原县", "指标|单位|2020年", "GDP|亿元|1"]))).toEqual([]);
    // A table of the submission's own fields says by its layout that the unit may be left out.
    expect(assumed(plan(["地区|指标|时间|数值", "清原县|GDP|2021|1"]))).toEqual([]);
  });
});

describe("a title of growth", () => {
  it.each([
    "2021年各县主要指标增速(%)",
    "2021年各县主要指标增速",
    "2021年各县主要指标增长率",
    "2021年各县主要指标比上年增长(%)",
    "2021年各县主要指标同比增长情况表",
  ])("%s makes bare columns growth", (title) => {
    expect(outcome(plan([title, ...BARE]))).toMatch(/growth_yoy$/);
  });

  it.each([
    "2021年各县主要指标及增速",
    "2021年各县主要指标同比",
    "2021年各县主要指标比上年增减",
    "2021年各县主要指标环比增长",
    "2021年各县主要指标名义增速",
    "2021年各县主要指标年均增长",
  ])("%s is refused above bare columns, and not asked above others", (title) => {
    expect(outcome(plan([title, ...BARE]))).toBe("TABLE_NOT_UNDERSTOOD A1 measure");
    expect(outcome(plan([title, ...MONEY]))).toBe("2021年");
    expect(plan([title, "地区|地区生产总值|地区生产总值增速", "清原县|1|2"]).ok).toBe(true);
  });

  it("beside another unit, or above columns of which one says it, is refused", () => {
    expect(outcome(plan(["2021年各县指标增速", "单位:万元", ...BARE]))).toBe("TABLE_NOT_UNDERSTOOD A1 measure");
    const some = ["地区|地区生产总值|一般公共预算收入增速", "清原县|1|2"];
    expect(outcome(plan(["2021年各县指标增速", ...some]))).toBe("TABLE_NOT_UNDERSTOOD A1 measure");
  });
});

it.each(["地区生产总值比上年增减", "地区生产总值增减", "地区生产总值比上年±", "地区生产总值增减额"])(
  "a heading %s is growth only in per cent",
  (heading) => {
    expect(plan(["2021年", `地区|${heading}`, "清原县|12.5"]).ok).toBe(false);
  },
);

it.each(["地区生产总值比上年增减(%)", "地区生产总值同比±%"])("%s is growth", (heading) => {
  expect(outcome(plan(["2021年", `地区|${heading}`, "清原县|12.5"]))).toBe("2021年  growth_yoy");
});

it("the text above a table is read up to a bound", () => {
  const head = { name: "S", rows: [], reference };
  const rows = tableOf([Array.from({ length: 400 }, () => "(年".repeat(2_000)).join("|")]);
  expect(captionAbove(head, rows).cells).toHaveLength(400);
});
