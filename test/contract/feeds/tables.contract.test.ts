import { readFileSync } from "node:fs";
import { validateSubmission } from "@yardstick/submissions";
import { describe, expect, it } from "vitest";
import { faultsOf, feedOf, findingsOf, readFeedFile, reference, rowsOf } from "./read-feed-file.ts";
import { sheetData, writeWorkbook } from "./write-workbook.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

const [gdp, rate, primary, people] = [
  { indicator: "gdp", unit: "万元", measure: "level" },
  { indicator: "gdp", unit: "%", measure: "growth_yoy" },
  { indicator: "primary_value_added", unit: "万元" },
  { indicator: "registered_population", unit: "万人" },
];
const YEARBOOK = [
  ["抚 顺 县", "294597", "-3.1", "110244", "10.9"],
  ["新 宾 县", "526281", "0.9", "180312", "27.9"],
  ["清 原 县", "606191", "3.5", "188267", "30.7"],
  ["抚 顺 市", "8700669", "1", "611786", "200.8"],
].flatMap(([region, ...values]) =>
  [gdp, rate, primary, people].map((figure, at) => ({ ...figure, region, period: "2021年", value: values[at] })),
);

describe("one table in many forms", () => {
  it.each(["yearbook.gb18030.csv", "yearbook.utf16.csv"])("%s becomes the same rows", async (name) => {
    expect(rowsOf(await readFeedFile("csv", fixture(name)))).toEqual(YEARBOOK);
  });

  it.each(["yearbook.excel.xlsx", "yearbook.wps.xlsx", "yearbook.libreoffice.xlsx"])(
    "%s becomes the same rows",
    async (name) => {
      const decoded = await readFeedFile("xlsx", fixture(name), { fileName: name });
      expect(rowsOf(decoded).slice(0, YEARBOOK.length)).toEqual(YEARBOOK);
      expect(decoded.outcome === "decoded" && decoded.body.observations[1]).toMatchObject({ place: "主要指标!C5" });
      expect(decoded.outcome === "decoded" && decoded.body.origin).toMatchObject({
        format: "xlsx",
        fileName: name,
        fields: { 主要指标: { region: "A", indicator: "3", measure: "4", unit: "3", period: "A1" } },
      });
    },
  );

  it("is judged by the validator's rules as it is", async () => {
    const decoded = await readFeedFile("xlsx", fixture("yearbook.excel.xlsx"));
    if (decoded.outcome !== "decoded") throw new Error("it was not decoded");
    const now = Date.parse("2022-06-01T00:00:00Z");
    const validated = validateSubmission(decoded.body, { reference, nowMs: now });
    expect(validated).toMatchObject({ outcome: "validated", rejectedRows: 0 });
    const [first] = validated.outcome === "validated" ? validated.observations : [];
    expect(first).toMatchObject({ indicator: "gdp", region: "210421", period: "2021" });
  });

  it("tells what was read although it is hidden, what was left out, and what was taken as shown", async () => {
    expect(findingsOf(await readFeedFile("xlsx", fixture("yearbook.excel.xlsx")))).toEqual([
      "MERGED_CELLS_FILLED 主要指标!A1",
      "TEXT_PASSED_OVER 主要指标!A1",
      "TEXT_PASSED_OVER 主要指标!E2",
      "LAYOUT_ASSUMED 主要指标!B4",
      "NUMBER_AS_SHOWN 主要指标!E7",
      "HIDDEN_CELLS 主要指标!A8",
      "TEXT_PASSED_OVER 主要指标!A9",
      "TEXT_PASSED_OVER 主要指标!A10",
      "HIDDEN_CELLS 人口!A1",
      "TEXT_PASSED_OVER 说明!A1",
    ]);
  });

  it("reads a hidden sheet that a feed names, with dates as a person sees them", async () => {
    const fields = {
      region: { from: "column", column: ["地区"] },
      indicator: { from: "column", column: ["指标"] },
      period: { from: "column", column: ["时间"] },
      value: { from: "column", column: ["数值"] },
      unit: { from: "column", column: ["单位"] },
    };
    const feed = feedOf({ table: { shape: "long", sheets: ["人口"] }, fields });
    for (const name of ["yearbook.excel.xlsx", "yearbook.libreoffice.xlsx"]) {
      const rows = rowsOf(await readFeedFile("xlsx", fixture(name), { feed }));
      expect(rows, name).toHaveLength(3);
      expect(rows[0]).toEqual({
        region: "抚顺县",
        indicator: "户籍人口",
        period: "2020-12-31",
        value: "109801",
        unit: "人",
      });
    }
  });
});

describe("a workbook's cells", () => {
  const head = ["地区", "地区生产总值(万元)", "第一产业(万元)"];
  const read = async (rows: readonly (readonly string[])[], styles?: string, more = "") => {
    const content = `${more}${sheetData([["2021年"], head, ...rows])}`;
    return await readFeedFile("xlsx", writeWorkbook([{ name: "S", content }], styles === undefined ? {} : { styles }));
  };

  it("that have no figure to read are faults, all of them, each with its place", async () => {
    const rows = [
      ["抚顺县", "<c><f>B9*2</f></c>", '<c t="e"><v>#REF!</v></c>'],
      ["清原县", '<c s="1"><v>606191</v></c>', "188267"],
    ];
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="#,##0,"/></numFmts><cellXfs><xf/><xf numFmtId="176"/></cellXfs></styleSheet>';
    expect(faultsOf(await read(rows, styles))).toEqual([
      "misshapen",
      "FORMULA_WITHOUT_VALUE S!B3",
      "CELL_ERROR S!C3",
      "NUMBER_SHOWN_SCALED S!B4",
    ]);
  });

  it("that are percentages are handed over as they are shown", async () => {
    const styles = '<styleSheet><cellXfs><xf/><xf numFmtId="10"/></cellXfs></styleSheet>';
    const decoded = await read([["抚顺县", "1", '<c s="1"><v>3.5000000000000003E-2</v></c>']], styles);
    expect(rowsOf(decoded)[1]).toMatchObject({ value: "3.5%" });
    expect(findingsOf(decoded)).toContain("NUMBER_AS_SHOWN S!C3");
  });

  it("that are merged hold a label for all rows, and a figure only where they cover one", async () => {
    const book = (merged: readonly string[]) => {
      const rows = [["2021年"], ["地市", "地区", "地区生产总值(万元)"], ["抚顺市", "抚顺县", "1"], ["", "清原县", ""]];
      const cells = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join("");
      return writeWorkbook([{ name: "S", content: `${sheetData(rows)}<mergeCells>${cells}</mergeCells>` }]);
    };
    const decoded = await readFeedFile("xlsx", book(["A3:A4"]));
    expect(rowsOf(decoded)).toEqual([
      { indicator: "gdp", region: "抚顺市/抚顺县", period: "2021年", value: "1", unit: "万元" },
    ]);
    expect(findingsOf(decoded)).toContain("BLANK_CELLS S!A4");
    const shared = await readFeedFile("xlsx", book(["A3:A4", "C3:C4"]));
    expect(faultsOf(shared)).toEqual(["misshapen", "TABLE_NOT_UNDERSTOOD S!C4"]);
  });

  it("in hidden columns are read, and told", async () => {
    const decoded = await read([["抚顺县", "1", "2"]], undefined, '<cols><col min="3" max="3" hidden="1"/></cols>');
    expect(rowsOf(decoded)).toHaveLength(2);
    expect(findingsOf(decoded)).toContain("HIDDEN_CELLS S!C2");
  });

  it("count days from 1904 where the workbook says so", async () => {
    const styles = '<styleSheet><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>';
    const rows = [
      ["地区", "指标", "时间", "数值"],
      ["抚顺县", "GDP", '<c s="1"><v>43099</v></c>', "1"],
    ];
    const bytes = writeWorkbook([{ name: "S", content: sheetData(rows) }], { styles, is1904: true });
    expect(rowsOf(await readFeedFile("xlsx", bytes))[0]).toMatchObject({ period: "2021-12-31" });
  });

  it("of one sheet may lack a layout only where it holds no numbers", async () => {
    const good = { name: "S", content: sheetData([["2021年"], head, ["抚顺县", "1", "2"]]) };
    const cover = { name: "封面", content: sheetData([["统计报表"], ["编制:统计局"]]) };
    expect(findingsOf(await readFeedFile("xlsx", writeWorkbook([cover, good])))).toContain("TEXT_PASSED_OVER 封面!A1");
    const other = {
      name: "T",
      content: sheetData([
        ["甲", "乙"],
        ["1", "2"],
      ]),
    };
    expect(faultsOf(await readFeedFile("xlsx", writeWorkbook([good, other])))).toEqual([
      "misshapen",
      "TABLE_NOT_UNDERSTOOD T!A1",
    ]);
  });
});
