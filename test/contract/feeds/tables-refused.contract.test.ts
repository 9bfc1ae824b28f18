import { validateSubmission } from "@yardstick/submissions";
import { describe, expect, it } from "vitest";
import { faultsOf, feedOf, findingsOf, readFeedFile, reference, rowsOf } from "./read-feed-file.ts";
import { sheetData, writeWorkbook } from "./write-workbook.ts";

const read = async (lines: readonly string[]) => await readFeedFile("csv", Buffer.from(lines.join("\n")));

/** Two columns under the most usual headings. */
const below = (...rows: readonly string[]) => ["2021年", "地区,地区生产总值(万元)", "抚顺县,294597", ...rows];

const refused: readonly (readonly [what: string, lines: readonly string[], at: string])[] = [
  ["another unit", below("单位:亿元,", "清原县,30.5"), "A4"],
  ["another unit below the last figure", below("(单位:亿元),"), "A4"],
  ["a unit in the column of figures", below(",单位:亿元", "清原县,30.5"), "B4"],
  ["another period", below("2020年,", "清原县,30500"), "A4"],
  ["another indicator", below("一般公共预算收入(万元),", "清原县,30500"), "A4"],
  ["a heading that nobody can read, above figures", below("二、各县初步数,", "清原县,30500"), "A4"],
  ["headings of another table", below("地区,一般公共预算收入(万元)", "清原县,30500"), "A4"],
  ["its own headings again", below("地区,地区生产总值(万元)", "清原县,30500"), "A4"],
  ["headings of which only the figures can be read", below("各县,一般公共预算收入(万元)", "清原县,305"), "B4"],
  ["headings that are bare years", ["抚顺县,地区生产总值(万元)", "时间,数值", "2021,5", "时间,2020"], "A4"],
  [
    "a row of units below the headings",
    ["2021年", "地区,地区生产总值,一般公共预算收入", "计量单位,亿元,亿元", "抚顺县,1,2"],
    "A3",
  ],
  [
    "a region between indicators",
    ["地区:抚顺市", "指标,单位,2021", "地区生产总值,亿元,9", "新宾县,,", "一般公共预算收入,亿元,2"],
    "A4",
  ],
  [
    "a unit between rows of a long table",
    ["指标,地区,时间,数值", "gdp,抚顺县,2021,5", "单位:亿元", "gdp,清原县,2021,5"],
    "A3",
  ],
  ["headings again in a long table", ["指标,地区,时间,数值", "gdp,抚顺县,2021,5", "指标,地区,时间,数值"], "A3"],
];

describe("a row between figures is a fault at its cell where it is", () => {
  it.each(refused)("%s", async (_, lines, at) => {
    expect(faultsOf(await read(lines))).toContain(`TABLE_NOT_UNDERSTOOD ${at}`);
  });

  it("but not a region without figures, nor what stands below the last of them", async () => {
    const decoded = await read(below("新宾县,", "清原县,606191", "填报单位:抚顺市统计局,"));
    expect(rowsOf(decoded)).toHaveLength(2);
    expect(findingsOf(decoded).filter((found) => found.startsWith("BLANK"))).toEqual([
      "BLANK_CELLS A4",
      "BLANK_CELLS A6",
    ]);
  });

  it("nor a group that a feed's layout passes over, but a unit all the same", async () => {
    const fields = {
      region: { from: "column", column: ["A"] },
      value: { from: "column", column: ["B"] },
      indicator: { from: "constant", value: "gdp" },
      period: { from: "constant", value: "2021" },
    };
    const feed = feedOf({ table: { shape: "wide", headingRow: 1 }, fields });
    const decode = async (group: string) =>
      await readFeedFile("csv", Buffer.from(`县域,产值\n抚顺县,1\n${group},\n清原县,2`), { feed });
    expect(rowsOf(await decode("东部各县"))).toHaveLength(2);
    expect(faultsOf(await decode("单位:亿元"))).toContain("TABLE_NOT_UNDERSTOOD A3");
  });
});

describe("several columns of regions", () => {
  const regions = async (lines: readonly string[]) => {
    const decoded = await read(lines);
    if (decoded.outcome !== "decoded") return faultsOf(decoded);
    const validated = validateSubmission(decoded.body, { reference, nowMs: Date.parse("2022-06-01T00:00:00Z") });
    const stored = validated.outcome === "validated" ? validated.observations : [];
    return [...stored.map(({ region }) => region), `${validated.rejectedRows} rejected`];
  };
  const [codes, long] = ["行政区划代码,地区,地区生产总值(万元)", "指标,行政区划代码,地区,时间,数值"];

  it.each([
    ["a city before its county", "县市,县区,地区生产总值(万元)", "抚顺市,抚顺县,5", ["210421", "0 rejected"]],
    ["a city of another county", "县市,县区,地区生产总值(万元)", "沈阳市,抚顺县,5", ["1 rejected"]],
    ["a code and its name", codes, "210421,抚顺县,5", ["210421", "0 rejected"]],
    ["a code and a name that is its short one too", codes, "210400,抚顺,5", ["210400", "0 rejected"]],
    ["a code and another's name", codes, "210422,抚顺县,5", ["1 rejected"]],
    ["a city's code and a county's name", codes, "210400,抚顺县,5", ["1 rejected"]],
    ["a code alone", codes, "210421,,5", ["210421", "0 rejected"]],
    ["a code and its name in a long table", long, "gdp,210421,抚顺县,2021,5", ["210421", "0 rejected"]],
    ["a code and another's name in a long table", long, "gdp,210422,抚顺县,2021,5", ["1 rejected"]],
  ])("%s", async (_, headings, row, expected) => {
    expect(await regions(["2021年", headings, row])).toEqual(expected);
  });

  it.each([
    ["地区,地区生产总值(万元),,地区,一般公共预算收入(万元)", "抚顺县,1,,清原县,2", "D2"],
    ["时间,抚顺县地区生产总值(万元),时间,清原县地区生产总值(万元)", "2021,1,2020,2", null],
  ])("are another table where they stand behind figures: %s", async (headings, row, at) => {
    const faults = faultsOf(await read(["2021年", headings, row]));
    expect(faults[0]).toBe("misshapen");
    if (at !== null) expect(faults).toContain(`TABLE_NOT_UNDERSTOOD ${at}`);
  });
});

describe("a blank cell in a column of units", () => {
  it.each([
    ["in a long table", ["单位:亿元", "指标,地区,时间,数值,单位", "gdp,抚顺县,2021,29.4,"]],
    ["in a wide table", ["单位:亿元", "地区,指标,单位,2021", "抚顺县,地区生产总值,,29.4"]],
  ])("means the caption's unit %s", async (_, lines) => {
    expect(rowsOf(await read(lines))).toMatchObject([{ value: "29.4", unit: expect.stringMatching("亿元") }]);
  });

  it("is refused where the caption's units do not tell which it is", async () => {
    const lines = ["单位:亿元、万元", "指标,地区,时间,数值,单位", "gdp,抚顺县,2021,29.4,"];
    const decoded = await read(lines);
    if (decoded.outcome !== "decoded") throw new Error("it was not decoded");
    const validated = validateSubmission(decoded.body, { reference, nowMs: Date.parse("2022-06-01T00:00:00Z") });
    expect(validated.rejectedRows).toBe(1);
    expect(validated.issues.map(({ code }) => code)).toContain("UNIT_UNKNOWN");
  });
});

describe("figures are seen however they are written", () => {
  it.each(["新宾县,401000万元", "新宾县,１２３４５６", "新宾县,12.5亿元", "新宾县,－5.2", "新宾县,约5"])(
    "below a note: %s",
    async (row) => {
      expect(faultsOf(await read(below("注:以下为初步数,", row)))).toEqual(["misshapen", "TABLE_NOT_UNDERSTOOD A5"]);
    },
  );

  it("but notes with numbers in them are notes", async () => {
    const decoded = await read(below("注:1.本表为2021年初步数,", "2.增长速度按可比价格计算,"));
    expect(findingsOf(decoded).filter((found) => /A[45]$/.test(found))).toEqual([
      "TEXT_PASSED_OVER A4",
      "TEXT_PASSED_OVER A5",
    ]);
  });

  it("on a sheet whose headings cannot be read", async () => {
    const rows = [
      ["地区", "不知何物"],
      ["抚顺县", "12.5亿元"],
    ];
    const book = writeWorkbook([{ name: "S", content: sheetData(rows) }]);
    expect(faultsOf(await readFeedFile("xlsx", book))).toContain("TABLE_NOT_UNDERSTOOD S!B1");
  });

  it.each([
    ["wide", ["地区,地区生产总值", "清原县,30500"]],
    ["long", ["指标,地区,时间,数值", "gdp,清原县,2021,30500"]],
  ])("above headings that can be read, those of a %s table", async (_, table) => {
    const unread = ["2021年", "单位:亿元", "地区,不知何物", "抚顺县,29亿", ""];
    expect(faultsOf(await read([...unread, ...table]))).toContain("TABLE_NOT_UNDERSTOOD B3");
  });

  it.each([
    ["over regions", "B3:B4", "S!B4"],
    ["over columns", "B3:C3", "S!C3"],
  ])("in a cell that is merged %s", async (_, ref, at) => {
    const rows = [
      ["2021年"],
      ["地区", "地区生产总值(万元)", "一般公共预算收入(万元)"],
      ["抚顺县", "294597", ref === "B3:C3" ? "" : "1"],
      ["清原县", ref === "B3:B4" ? "" : "5", "2"],
    ];
    const content = `${sheetData(rows)}<mergeCells><mergeCell ref="${ref}"/></mergeCells>`;
    const decoded = await readFeedFile("xlsx", writeWorkbook([{ name: "S", content }]));
    expect(faultsOf(decoded)).toEqual(["misshapen", `TABLE_NOT_UNDERSTOOD ${at}`]);
  });
});
