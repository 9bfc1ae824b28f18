import stringWidth from "string-width";
import { expect, test } from "vitest";
import { type Column, renderTable } from "./render-table.ts";
import { PLAIN_STYLE, styleOf } from "./style.ts";

interface Row {
  readonly name: string;
  readonly gap: string;
}

const ROWS: readonly Row[] = [
  { name: "抚顺县", gap: "-11.319" },
  { name: "新宾满族自治县", gap: "-7.267" },
];
const COLUMNS: readonly Column<Row>[] = [
  { header: "地区", value: ({ name }) => name },
  { header: "差距", align: "right", value: ({ gap }) => gap, paint: (_row, style) => style.red },
];

test("columns line up although Chinese characters are two wide", () => {
  const lines = renderTable(ROWS, COLUMNS, PLAIN_STYLE).split("\n");
  expect(lines.map((line) => stringWidth(line))).toEqual([23, 23, 23, 23]);
  expect(lines[2]).toBe("抚顺县          -11.319");
});

test("a pipe gets neither colours nor drawn lines", () => {
  const text = renderTable(ROWS, COLUMNS, PLAIN_STYLE);
  expect(text).not.toContain("\u001b");
  expect(text).not.toContain("─");
});

test("a terminal gets both, at the same widths", () => {
  const text = renderTable(ROWS, COLUMNS, styleOf({ isTTY: true, hasColors: () => true }));
  expect(text).toContain("\u001b[31m");
  expect(text).toContain("─");
  expect(text.split("\n").map((line) => stringWidth(line))).toEqual([23, 23, 23, 23]);
});

test("a terminal without colours, as NO_COLOR asks for, gets lines alone", () => {
  const text = renderTable(ROWS, COLUMNS, styleOf({ isTTY: true, hasColors: () => false }));
  expect(text).toContain("─");
  expect(text).not.toContain("\u001b");
});

test("a long text is cut between characters and says so", () => {
  const columns: readonly Column<Row>[] = [{ header: "地区", maxWidth: 8, value: ({ name }) => name }];
  expect(renderTable(ROWS, columns, PLAIN_STYLE).split("\n")[3]).toBe("新宾满…");
});
