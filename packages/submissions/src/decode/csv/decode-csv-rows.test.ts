import { type Feed, feed as feedSchema, loadReference } from "@yardstick/contracts";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import type { DecodeQuestion } from "../decode-rows.ts";
import { decodeSubmission } from "../decode-submission.ts";
import { DEFAULT_DECODE_LIMITS } from "../decoded-submission.ts";

const reference = loadReference({ catalogueOnly: true });

async function* chunksOf(bytes: Uint8Array, size = 11) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const encode = (text: string) => new TextEncoder().encode(text);

async function read(sent: string | Uint8Array, more: Partial<DecodeQuestion> = {}) {
  const bytes = typeof sent === "string" ? encode(sent) : sent;
  const question = { source: "a", limits: DEFAULT_DECODE_LIMITS, reference, ...more };
  const decoded = await decodeSubmission("csv", chunksOf(bytes), question);
  if (decoded.outcome !== "decoded") {
    const faults = decoded.faults.map(({ issue }) => `${issue.code} ${issue.place ?? "-"}`);
    return { outcome: decoded.outcome, rows: faults, findings: [], fields: {} };
  }
  const { observations, origin } = decoded.body;
  const rows = observations.map(({ place, indicator, region, period, value, unit = "-", measure = "-" }) =>
    [place, indicator, region, period, value, unit, measure].join(" "),
  );
  const findings = (origin?.findings ?? []).map(({ code, place }) => `${code} ${place ?? "-"}`);
  return { outcome: decoded.outcome, rows, findings, fields: origin?.fields?.[""] ?? {} };
}

describe("a long table", () => {
  it("is read by its headings, a name where no column holds the code", async () => {
    const { rows, fields } = await read('地区,指标,年份,月份,数值,单位\n义 县,GDP,2021,6,"1,234.5",万元\n');
    expect(rows).toEqual(["E2 GDP 义 县 2021年6月 1,234.5 万元 -"]);
    expect(fields).toEqual({ region: "A", indicator: "B", period: "D", unit: "F" });
  });

  it("joins a region behind its parent, and takes from above the table what no column says", async () => {
    const text = "2021年\n单位:万元\n地市,区县,指标,数值\n沈阳市,铁西区,GDP,1\n沈阳市,沈阳市,GDP,2\n";
    expect((await read(text)).rows).toEqual(["D4 GDP 沈阳市/铁西区 2021年 1 万元 -", "D5 GDP 沈阳市 2021年 2 万元 -"]);
  });

  it("counts rows as a spreadsheet does: blank lines count, line breaks within quotes do not", async () => {
    const text = 'region,indicator,period,value,note\r\n\r\n1,gdp,2021,1,"two\r\nlines"\r\n,,,,\r\n2,gdp,2021,2,\r\n';
    expect((await read(text)).rows).toEqual(["D3 gdp 1 2021 1 - -", "D5 gdp 2 2021 2 - -"]);
  });

  it("says which cell stands under no heading", async () => {
    expect((await read("region,indicator,period,value\n1,gdp,2021,1,5\n")).rows).toEqual(["TABLE_NOT_UNDERSTOOD E2"]);
  });

  it("says which columns it lacks", async () => {
    expect((await read("region,indicator,value\n1,gdp,1\n")).rows).toEqual(["FIELD_MISSING A1"]);
  });
});

describe("a wide table", () => {
  const rowsOf = async (text: string) => (await read(text)).rows;

  it("has groups that reach to the right, a unit line, a title, blanks and notes", async () => {
    const text = [
      "2021年各县主要指标,,,,",
      ",,,单位:万元,",
      "地区,地区生产总值,,户籍人口(人),",
      ",绝对额,比上年增长(%),,",
      "抚 顺 县,294597,-3.1,109801,",
      "清原县,,3.5,309707,",
      "合计,1,2,3,",
      "注:本表,由绝对额计算,,,",
      "数据来源:统计局,,,,",
    ].join("\n");
    const { rows, findings, fields } = await read(text);
    expect(rows).toEqual([
      "B5 gdp 抚 顺 县 2021年 294597 万元 level",
      "C5 gdp 抚 顺 县 2021年 -3.1 % growth_yoy",
      "D5 registered_population 抚 顺 县 2021年 109801 人 -",
      "C6 gdp 清原县 2021年 3.5 % growth_yoy",
      "D6 registered_population 清原县 2021年 309707 人 -",
      "B7 gdp 合计 2021年 1 万元 level",
      "C7 gdp 合计 2021年 2 % growth_yoy",
      "D7 registered_population 合计 2021年 3 人 -",
    ]);
    expect(findings).toEqual([
      "TEXT_PASSED_OVER A1",
      "TEXT_PASSED_OVER D2",
      "LAYOUT_ASSUMED B4",
      "BLANK_CELLS A6",
      "TEXT_PASSED_OVER A8",
      "TEXT_PASSED_OVER A9",
    ]);
    expect(fields).toEqual({ region: "A", indicator: "3", measure: "4", unit: "3", period: "A1" });
  });

  it("may have periods across, periods down, or regions across", async () => {
    expect(await rowsOf("地区生产总值(万元);;\n地区;2020年;2021年\n抚顺县;1;2\n")).toEqual([
      "B3 地区生产总值(万元) 抚顺县 2020年 1 万元 -",
      "C3 地区生产总值(万元) 抚顺县 2021年 2 万元 -",
    ]);
    expect(await rowsOf("抚顺县\n年份\t地区生产总值(亿元)\n2020\t1\n")).toEqual(["B3 gdp 抚顺县 2020 1 亿元 -"]);
    expect(await rowsOf("2021年1-6月\n指标,单位,抚顺县,清原县\nGDP,万元,1,2\n")).toEqual([
      "C3 GDP 抚顺县 2021年1-6月 1 万元 -",
      "D3 GDP 清原县 2021年1-6月 2 万元 -",
    ]);
  });

  it("takes the year of its months from above, a unit by the indicator's kind", async () => {
    const text = "2021年\n单位:万元、人\n抚顺县\n指标,1-3月,1-6月\nGDP,1,2\n户籍人口,3,4\n";
    expect(await rowsOf(text)).toEqual([
      "B5 GDP 抚顺县 2021年1-3月 1 万元 -",
      "C5 GDP 抚顺县 2021年1-6月 2 万元 -",
      "B6 户籍人口 抚顺县 2021年1-3月 3 人 -",
      "C6 户籍人口 抚顺县 2021年1-6月 4 人 -",
    ]);
  });

  it.each([
    [
      "a heading that nobody knows",
      "2021年\n地区,地区生产总值(万元),神秘指标\n抚顺县,1,2\n",
      ["TABLE_NOT_UNDERSTOOD C2"],
    ],
    ["nothing that says the indicator", "地区,2020年,2021年\n抚顺县,1,2\n", ["TABLE_NOT_UNDERSTOOD A1"]],
    ["two columns alike", "2021年\n地区,GDP,GDP\n抚顺县,1,2\n", ["TABLE_NOT_UNDERSTOOD C2"]],
    ["months without a year", "地区生产总值\n地区,1-3月\n抚顺县,1\n", ["TABLE_NOT_UNDERSTOOD A2"]],
    [
      "a second table below the notes",
      "2021年\n地区,GDP\n抚顺县,1\n注:x\n地区,人口\n抚顺县,2\n",
      ["TABLE_NOT_UNDERSTOOD A6"],
    ],
    ["no headings at all", "1,2\n3,4\n", ["TABLE_NOT_UNDERSTOOD A1"]],
  ])("is refused with %s", async (_, text, expected) => {
    expect(await rowsOf(text)).toEqual(expected);
  });

  it("has no period from the title of a yearbook, which holds the year before", async () => {
    expect(await rowsOf("抚顺统计年鉴2021年\n地区,GDP\n抚顺县,1\n")).toEqual(["TABLE_NOT_UNDERSTOOD A2"]);
  });
});

describe("charsets", () => {
  const text = "地区,指标,时期,数值\n抚顺县,GDP,2021,1\n";
  const rows = ["D2 GDP 抚顺县 2021 1 - -"];

  it.each<[string, Uint8Array, string | undefined]>([
    ["UTF-8 with a mark", iconv.encode(text, "utf8", { addBOM: true }), undefined],
    ["UTF-8 with a mark, declared as another", iconv.encode(text, "utf8", { addBOM: true }), "gbk"],
    ["UTF-16 LE", iconv.encode(text, "utf16le", { addBOM: true }), undefined],
    ["UTF-16 BE", iconv.encode(text, "utf16be", { addBOM: true }), undefined],
    ["GBK, declared", iconv.encode(text, "gbk"), "GBK"],
  ])("%s", async (_, bytes, charset) => {
    const read_ = await read(bytes, charset === undefined ? {} : { charset });
    expect(read_).toMatchObject({ rows, findings: [] });
  });

  it("believes GB18030 that nobody declared only where its headings are known, and says so", async () => {
    const { rows: read_, findings } = await read(iconv.encode(text, "gb18030"));
    expect([read_, findings]).toEqual([rows, ["CHARSET_ASSUMED -"]]);
    const unknown = await read(iconv.encode("乱码,指标\n抚顺县,GDP\n", "gb18030"));
    expect(unknown).toMatchObject({ outcome: "unreadable", rows: ["BODY_NOT_UTF8 -"] });
  });

  it("refuses bytes that are not of the charset that was declared, and charsets that it does not know", async () => {
    const gb = iconv.encode(text, "gb18030");
    expect(await read(gb, { charset: "utf-8" })).toMatchObject({ outcome: "unreadable", rows: ["BODY_NOT_UTF8 -"] });
    expect(await read(encode(text), { charset: "koi8-r" })).toMatchObject({ rows: ["BODY_NOT_CSV -"] });
    expect(await read(Uint8Array.of(0x61, 0xff, 0x2c), { charset: "gb18030" })).toMatchObject({
      outcome: "unreadable",
      rows: ["BODY_NOT_CSV -"],
    });
  });
});

it("refuses quotation marks that never end", async () => {
  const { outcome, rows } = await read('地区,指标,时期,数值\n"抚顺县,GDP,2021,1\n');
  expect([outcome, rows[0]?.split(" ")[0]]).toEqual(["unreadable", "BODY_NOT_CSV"]);
});

describe("a feed", () => {
  const feed = (more: object): Feed =>
    feedSchema.parse({ id: "f", nameZh: "表", nameEn: "F", formats: ["csv"], ...more });

  it("says what no heading says, hands over decimal commas with their mark, and fills down", async () => {
    const table = { shape: "wide", headingRow: 2, delimiter: ";", decimalMark: ",", endsAt: ["完"] };
    const fields = {
      regionParent: { from: "cell", cell: "A1", codes: { 抚: "抚顺市" } },
      region: { from: "column", column: ["县"], fillDown: true },
      indicator: { from: "column", column: ["B"], codes: { "01": "gdp" } },
      period: { from: "heading", row: 1 },
      unit: { from: "constant", value: "万元" },
    };
    const text = "抚;;\n县;代码;2020年;2021年\n清原县;01;1,5;2\n;02;3;\n完\n";
    const { rows, findings, fields: locators } = await read(text, { feed: feed({ table, fields }) });
    expect(rows).toEqual([
      "C3 gdp 抚顺市/清原县 2020年 1,5 万元 -",
      "D3 gdp 抚顺市/清原县 2021年 2 万元 -",
      "C4 02 抚顺市/清原县 2020年 3 万元 -",
    ]);
    expect(findings).toEqual(["TEXT_PASSED_OVER A1", "BLANK_CELLS B4", "TEXT_PASSED_OVER A5"]);
    expect(locators).toEqual({ region: "A", indicator: "B", period: "2" });
  });

  it("sends blanks as missing where it says so, and reads a level and a rate below one indicator", async () => {
    const table = { shape: "wide", headingRow: 1, headingRows: 2, blankCells: "missing" };
    const fields = {
      region: { from: "column", column: ["地区"] },
      indicator: { from: "heading", row: 1 },
      measure: { from: "heading", row: 2 },
      period: { from: "fileName", pattern: "m-*.csv" },
    };
    const text = "地区,地区生产总值(亿元),\n,累计,同比增长(%)\n抚顺县,1,\n";
    const { rows } = await read(text, { feed: feed({ table, fields }), fileName: "m-2021-06.csv" });
    expect(rows).toEqual(["B3 地区生产总值(亿元) 抚顺县 2021-06 1 亿元 累计", "C3 gdp 抚顺县 2021-06  % growth_yoy"]);
  });

  it("says which column the table lacks", async () => {
    const fields = { region: { from: "column", column: ["县名"] }, value: { from: "column", column: ["数值"] } };
    const text = "地区,数值\n抚顺县,1\n";
    const { rows } = await read(text, { feed: feed({ table: { shape: "long" }, fields }) });
    expect(rows).toEqual(["FIELD_MISSING A1"]);
  });
});
