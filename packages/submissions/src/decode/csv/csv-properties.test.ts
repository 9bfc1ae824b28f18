import { loadReference } from "@yardstick/contracts";
import fc from "fast-check";
import iconv from "iconv-lite";
import { expect, it } from "vitest";
import type { DecodedItem, DecodeQuestion } from "../decode-rows.ts";
import { DEFAULT_DECODE_LIMITS } from "../decoded-submission.ts";
import { readItems } from "../read-items.ts";

const reference = loadReference({ catalogueOnly: true });
const question: DecodeQuestion = { source: "a", limits: DEFAULT_DECODE_LIMITS, reference };

async function itemsOf(bytes: Uint8Array, size: number, more: Partial<DecodeQuestion> = {}): Promise<DecodedItem[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const items: DecodedItem[] = [];
  for await (const item of readItems("csv", chunks(), { ...question, ...more })) items.push(item);
  return items;
}

/** Characters that GB18030 has too, with all that CSV quotes. */
const cell = fc
  .stringMatching(/^[a-zA-Z0-9抚顺县区辽宁,;"\t .\n%-]{1,12}$/u)
  .map((text) => text.trim())
  .filter((text) => text !== "" && text !== "unknown");
const figure = fc.record({
  region: cell,
  indicator: cell,
  period: cell,
  value: cell,
  note: fc.option(cell, { nil: "" }),
});

const HEADINGS = { region: "地区", indicator: "指标", period: "时期", value: "数值", note: "备注" } as const;
const COLUMNS = Object.keys(HEADINGS) as (keyof typeof HEADINGS)[];

const CHARSETS = [
  { charset: "utf-8", encode: (text: string) => iconv.encode(text, "utf8") },
  { charset: undefined, encode: (text: string) => iconv.encode(text, "utf8", { addBOM: true }) },
  { charset: undefined, encode: (text: string) => iconv.encode(text, "utf16le", { addBOM: true }) },
  { charset: undefined, encode: (text: string) => iconv.encode(text, "utf16be", { addBOM: true }) },
  { charset: "gb18030", encode: (text: string) => iconv.encode(text, "gb18030") },
];

it("reads every table back as it was written, whatever separates, quotes and encodes it", async () => {
  const table = fc.record({
    rows: fc.array(figure, { minLength: 1, maxLength: 8 }),
    columns: fc.shuffledSubarray(COLUMNS, { minLength: COLUMNS.length }),
    delimiter: fc.constantFrom(",", ";", "\t"),
    lineEnd: fc.constantFrom("\n", "\r\n"),
    quotesAll: fc.boolean(),
    way: fc.constantFrom(...CHARSETS),
    chunkBytes: fc.integer({ min: 1, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(table, async ({ rows, columns, delimiter, lineEnd, quotesAll, way, chunkBytes }) => {
      const quote = (text: string) => (quotesAll || /[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      const lines = [HEADINGS, ...rows].map((row) => columns.map((column) => quote(row[column])).join(delimiter));
      const bytes = way.encode(`${lines.join(lineEnd)}${lineEnd}`);
      const items = await itemsOf(bytes, chunkBytes, way.charset === undefined ? {} : { charset: way.charset });
      const expected = rows.map(({ note, ...row }) => (note === "" ? row : { ...row, note }));
      expect(items.flatMap((item) => (item.kind === "row" ? [item.fields] : []))).toEqual(expected);
      expect(items.filter(({ kind }) => kind === "fault")).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it("accounts for every row of a wide table, figure by figure", async () => {
  const value = fc.constantFrom("1", "-2.5", "", "…", "3.5%");
  const table = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const lines = rows.map((cells, index) => [`抚顺县${index}`, ...cells].join(","));
      const text = `2021年\n地区,GDP,第一产业,户籍人口\n${lines.join("\n")}\n`;
      const items = await itemsOf(new TextEncoder().encode(text), 64);
      const figures = rows.flat().filter((cell) => cell !== "").length;
      const rowsWithBlanks = rows.filter((cells) => cells.includes("")).length;
      expect(items.filter(({ kind }) => kind === "row")).toHaveLength(figures);
      const blanks = items.filter((item) => item.kind === "finding" && item.issue.code === "BLANK_CELLS");
      expect(blanks).toHaveLength(rowsWithBlanks);
    }),
    { numRuns: 50 },
  );
});

it("never throws for changed bytes: rows, faults and findings are all there is", async () => {
  const text = '2021年\n单位:万元\n地区,GDP,户籍人口(人)\n抚顺县,1,2\n清原县,"3",4\n注:x\n';
  const bytes = iconv.encode(text, "gb18030");
  const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), fc.boolean(), async (changes, isDeclared) => {
      const changed = Uint8Array.from(bytes);
      for (const [at, byte] of changes) changed[at] = byte;
      const items = await itemsOf(changed, 7, isDeclared ? { charset: "gb18030" } : {});
      const rows = items.filter(({ kind }) => kind === "row").length;
      const faults = items.filter(({ kind }) => kind === "fault").length;
      expect(rows + faults).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  );
});
