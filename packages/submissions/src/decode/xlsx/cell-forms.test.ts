import { describe, expect, it } from "vitest";
import { cellText, type StoredCell } from "./cell-text.ts";
import { classifyFormat } from "./classify-format.ts";
import { dateText } from "./date-text.ts";
import { readNumberFormat } from "./number-format.ts";
import { numberText } from "./number-text.ts";

describe("numberText", () => {
  it.each([
    ["294597", "294597"],
    ["0", "0"],
    ["-3.1", "-3.1"],
    ["0.5", "0.5"],
    ["1.2345000000000001E-2", "0.012345", "1.2345000000000001E-2"],
    ["0.30000000000000004", "0.3", "0.30000000000000004"],
    ["30.700000000000003", "30.7", "30.700000000000003"],
    ["8700669.0000000009", "8700669", "8700669.0000000009"],
    ["1E+21", "1000000000000000000000"],
    ["123456789012345", "123456789012345"],
    ["1234567890123456", "1234567890123460", "1234567890123456"],
    ["-0.00000012", "-0.00000012"],
    ["3.50", "3.5"],
    [".5", "0.5"],
  ])("%s is %s", (stored, text, long?: string) => {
    expect(numberText(stored, "number")).toEqual(long === undefined ? { text } : { text, stored: long });
  });

  it.each([
    ["0.035", "3.5%"],
    ["-3.1050000000000001E-2", "-3.105%"],
    ["1", "100%"],
    ["0", "0%"],
  ])("%s per cent is shown as %s", (stored, text) => {
    expect(numberText(stored, "percent")?.text).toBe(text);
  });

  it.each(["", "1,5", "NaN", "Infinity", "1e9999", "0x1"])("%j is no number", (stored) => {
    expect(numberText(stored, "number")).toBeNull();
  });
});

describe("classifyFormat", () => {
  it.each<[number, string | undefined, string]>([
    [0, undefined, "number"],
    [10, undefined, "percent"],
    [14, undefined, "date"],
    [17, undefined, "month"],
    [57, undefined, "month"],
    [176, "General", "number"],
    [176, "0.0_ ", "number"],
    [176, "#,##0.00;[Red]-#,##0.00", "number"],
    [176, '0.0"%"', "number"],
    [176, "0.0%", "percent"],
    [176, 'yyyy"年"m"月"', "month"],
    [176, "[$-804]yyyy-mm-dd;@", "date"],
    [176, "yyyy", "year"],
    [176, "m/d/yy h:mm", "date"],
    [176, "[h]:mm:ss", "time"],
    [176, "mmm-yy", "month"],
    [176, "#,##0,", "scaled"],
    [176, '0.00,,"百万"', "scaled"],
    [176, "0!.0,", "scaled"],
    [176, "@", "number"],
    [176, '0.0"个月"', "number"],
  ])("%i %s is %s", (id, code, form) => {
    expect(classifyFormat(id, code)).toBe(form);
  });
});

describe("dateText", () => {
  it.each<[string, "date" | "month" | "year" | "time", boolean, string | null]>([
    ["44561", "date", false, "2021-12-31"],
    ["44348", "month", false, "2021-06"],
    ["44348", "year", false, "2021"],
    ["1", "date", false, "1900-01-01"],
    ["0", "date", false, null],
    ["0.5", "month", false, null],
    ["0", "date", true, "1904-01-01"],
    ["59", "date", false, "1900-02-28"],
    ["60", "date", false, null],
    ["61", "date", false, "1900-03-01"],
    ["43099", "date", true, "2021-12-31"],
    ["44561.5", "date", false, "2021-12-31T12:00:00"],
    ["44560.99999999", "date", false, "2021-12-31"],
    ["0.5", "time", false, "12:00:00"],
    ["-1", "date", false, null],
    ["99999999", "date", false, null],
    ["x", "date", false, null],
  ])("%s as a %s (1904: %s) is %s", (serial, form, is1904, expected) => {
    expect(dateText(serial, form, is1904)).toBe(expected);
  });
});

describe("cellText", () => {
  const book = {
    strings: ["抚顺县"],
    styles: ["0", "0%", "0,", "yyyy-mm-dd"].map((code) => readNumberFormat(176, code)),
    is1904: false,
  };
  const read = (cell: Partial<StoredCell>) =>
    cellText({ type: "", style: 0, value: null, inline: null, hasFormula: false, ...cell }, book);

  it.each<[string, Partial<StoredCell>, string | undefined]>([
    ["a shared text", { type: "s", value: "0" }, "抚顺县"],
    ["an escaped character", { type: "str", value: "a_x000D_b" }, "a\rb"],
    ["an inline text", { type: "inlineStr", inline: "1,5" }, "1,5"],
    ["a number", { value: "1.5" }, "1.5"],
    ["a formula's number", { value: "3", hasFormula: true }, "3"],
    ["a formula's text", { type: "str", value: "x", hasFormula: true }, "x"],
    ["a formula's empty text", { type: "str", value: "", hasFormula: true }, undefined],
    ["a truth", { type: "b", value: "1" }, "TRUE"],
    ["an ISO date", { type: "d", value: "2021-12-31T00:00:00" }, "2021-12-31"],
    ["a date by its style", { value: "44561", style: 3 }, "2021-12-31"],
    ["a blank", {}, undefined],
  ])("%s", (_, cell, expected) => {
    expect(read(cell)?.text).toBe(expected);
    expect(read(cell)?.problem).toBeUndefined();
  });

  it.each<[Partial<StoredCell>, string]>([
    [{ hasFormula: true }, "FORMULA_WITHOUT_VALUE"],
    [{ type: "e", value: "#REF!" }, "CELL_ERROR"],
    [{ type: "s", value: "99" }, "CELL_ERROR"],
    [{ value: "1e" }, "CELL_ERROR"],
    [{ value: "44561000", style: 3 }, "CELL_ERROR"],
    [{ value: "5000", style: 2 }, "NUMBER_SHOWN_SCALED"],
  ])("%j is a %s", (cell, code) => {
    expect(read(cell)?.problem?.code).toBe(code);
  });
});
