import { describe, expect, it } from "vitest";
import { readSheet } from "./read-sheet.ts";
import { readStringTable } from "./read-string-table.ts";
import { readXml } from "./read-xml.ts";

const run = (text: string, mark = "") => `<r>${mark === "" ? "" : `<rPr>${mark}</rPr>`}<t>${text}</t></r>`;
const UP = '<vertAlign val="superscript"/>';
const DOWN = '<vertAlign val="subscript"/>';
const STRUCK = "<strike/>";

async function readText(...runs: string[]) {
  async function* bytes() {
    yield Buffer.from(`<sst><si>${runs.join("")}</si></sst>`);
  }
  const [text] = await readStringTable(readXml(bytes()));
  return text;
}

describe("a text of several runs", () => {
  it("is joined where none is marked, without the readings above it", async () => {
    expect(await readText(run("抚顺"), run("县", "<b/>"))).toBe("抚顺县");
    expect(await readText(run("29"), run("4597", '<strike val="0"/><vertAlign val="baseline"/>'))).toBe("294597");
    expect(await readText(run("抚顺县"), "<rPh><t>1</t></rPh>")).toBe("抚顺县");
    expect(await readText(run("294597"), run(" ", UP))).toBe("294597 ");
    expect(await readText(run("a_x000D_b"))).toBe("a\rb");
  });

  it.each([
    ["a footnote mark behind a figure", [run("294597"), run("1", UP)], "294597^{1}"],
    ["one with a bracket", [run("5000"), run("1)", UP)], "5000^{1)}"],
    ["a correction", [run("40", STRUCK), run("401000")], "[~40~]401000"],
    ["a struck name", [run("抚顺", STRUCK), run("清原县")], "[~抚顺~]清原县"],
    ["a power", [run("10"), run("4", UP), run("元")], "10^{4}元"],
    ["a power of a numeral", [run("十"), run("4", UP)], "十^{4}"],
    ["a lowered digit", [run("294"), run("5", DOWN)], "294_{5}"],
    ["a mark alone", [run("1", UP)], "^{1}"],
    ["a mark behind a dash", [run("-"), run("1", UP)], "-^{1}"],
    ["a mark behind a year", [run("2021年"), run("1", UP)], "2021年^{1}"],
  ])("is refused as %s, and kept as it was", async (_, runs, text) => {
    expect(await readText(...runs)).toMatchObject({ text, problem: { code: "TEXT_PARTLY_MARKED" } });
  });

  it.each([
    [[run("抚顺县"), run("1", UP)], "抚顺县", "1"],
    [[run("抚顺县"), run("[2]", UP)], "抚顺县", "[2]"],
    [[run("地区生产总值"), run("1)", UP), run("(万元)")], "地区生产总值(万元)", "1)"],
    [[run("地区生产总值(万元)"), run("*", UP)], "地区生产总值(万元)", "*"],
  ])("loses a footnote mark behind a word: %#", async (runs, text, footnote) => {
    expect(await readText(...runs)).toEqual({ text, footnote });
  });

  it("keeps what belongs to a unit, as it is shown", async () => {
    expect(await readText(run("面积(km"), run("2", UP), run(")"))).toEqual({ text: "面积(km²)" });
    expect(await readText(run("公里"), run("2", UP))).toEqual({ text: "公里²" });
    expect(await readText(run("CO"), run("2", DOWN), run("排放量"))).toEqual({ text: "CO₂排放量" });
  });

  it("is no problem as a sentence, such as a note below a table", async () => {
    const text = await readText(run("1)", UP), run("2021年数据为初步核算数。".repeat(6)));
    expect(text).not.toHaveProperty("problem");
  });
});

describe("a sheet", () => {
  it("refuses a marked figure at its cell, and tells of a footnote mark that is left out of a label", async () => {
    async function* bytes() {
      const cells = [
        `<c r="A2" t="inlineStr"><is>${run("抚顺县")}${run("1", UP)}</is></c>`,
        `<c r="B2" t="inlineStr"><is>${run("294597")}${run("1", UP)}</is></c>`,
        `<c r="C2" t="inlineStr"><is><t>a_x000D_b</t></is></c>`,
        `<c r="D2"><v>7</v></c>`,
      ];
      yield Buffer.from(`<worksheet><sheetData><row r="2">${cells.join("")}</row></sheetData></worksheet>`);
    }
    const told: string[] = [];
    const sheet = readSheet("表", bytes(), {
      book: { sheets: [], strings: [], styles: [], is1904: false, externalLinks: 0 },
      merged: [],
      onFootnote: (place, mark) => told.push(`${place} ${mark}`),
    });
    const rows = [];
    for await (const row of sheet.rows) rows.push(row);
    expect(rows).toMatchObject([
      {
        number: 2,
        cells: [
          { text: "抚顺县" },
          { text: "294597^{1}", problem: { code: "TEXT_PARTLY_MARKED" } },
          { text: "a\rb" },
          { text: "7" },
        ],
      },
    ]);
    expect(told).toEqual(["表!A2 1"]);
  });
});
