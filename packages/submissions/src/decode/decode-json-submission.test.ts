import { describe, expect, it } from "vitest";
import { decodeJsonSubmission } from "./decode-json-submission.ts";
import { DEFAULT_DECODE_LIMITS, type DecodeLimits } from "./decoded-submission.ts";

const ROW = { indicator: "gdp", region: "210421", period: "2021", value: "294597" };
const BODY = { source: "210400-bureau", observations: [ROW] };

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (text: string, limits: Partial<DecodeLimits> = {}) =>
  decodeJsonSubmission(encode(text), { ...DEFAULT_DECODE_LIMITS, ...limits });

/** Outcome, and code, path, row and suggestion of each fault. */
function summary(text: string, limits: Partial<DecodeLimits> = {}) {
  const decoded = decode(text, limits);
  if (decoded.outcome === "decoded") return ["decoded"];
  const faults = decoded.faults.map(({ path, issue }) => [issue.code, path, issue.row, issue.suggestion]);
  return [decoded.outcome, ...faults];
}

const withRow = (row: object) => JSON.stringify({ ...BODY, observations: [ROW, row] });

describe("decodeJsonSubmission", () => {
  it("answers the body with mode atomic where none is given", () => {
    expect(decode(JSON.stringify(BODY))).toEqual({ outcome: "decoded", body: { ...BODY, mode: "atomic" } });
    expect(decode(`\uFEFF ${JSON.stringify(BODY)}\n`).outcome).toBe("decoded");
  });

  it.each([
    ["", "BODY_NOT_JSON"],
    ["{", "BODY_NOT_JSON"],
    ['{"source": "a",}', "BODY_NOT_JSON"],
    ['{"source": "a\u0000"}', "BODY_NOT_JSON"],
    [`${"[".repeat(100_000)}${"]".repeat(100_000)}`, "NESTING_TOO_DEEP"],
  ])("finds %.20j unreadable", (text, code) => {
    expect(summary(text)).toEqual(["unreadable", [code, "", null, null]]);
  });

  it("refuses broken UTF-8 instead of replacing it", () => {
    const bytes = encode(JSON.stringify({ ...BODY, observations: [{ ...ROW, note: "X" }] }));
    bytes[bytes.indexOf("X".charCodeAt(0))] = 0xff;
    expect(decodeJsonSubmission(bytes)).toMatchObject({ outcome: "unreadable", faultCounts: { BODY_NOT_UTF8: 1 } });
  });

  it.each([
    ["null", ["FIELD_INVALID", "", null, null]],
    ["[]", ["FIELD_INVALID", "", null, null]],
    ['{"source":"a","observations":[]}', ["FIELD_INVALID", "observations", null, null]],
    [
      '{"source":"A b","observations":[{"indicator":"gdp","region":"1","period":"2","value":1}]}',
      ["FIELD_INVALID", "source", null, null],
    ],
    [withRow({ ...ROW, value: undefined }), ["FIELD_MISSING", "observations[1].value", 2, null]],
    [withRow({ ...ROW, value: true }), ["FIELD_INVALID", "observations[1].value", 2, null]],
    [withRow({ ...ROW, unit: null }), ["FIELD_INVALID", "observations[1].unit", 2, null]],
    [withRow({ ...ROW, value: "" }), ["FIELD_INVALID", "observations[1].value", 2, null]],
    [withRow({ ...ROW, note: "a\u0000b" }), ["FIELD_INVALID", "observations[1].note", 2, null]],
    [withRow({ ...ROW, indcator: "gdp" }), ["FIELD_UNKNOWN", "observations[1].indcator", 2, "indicator"]],
    [withRow({ ...ROW, price_basis: "x" }), ["FIELD_UNKNOWN", "observations[1].price_basis", 2, "priceBasis"]],
    [withRow({ ...ROW, constructor: "x" }), ["FIELD_UNKNOWN", "observations[1].constructor", 2, null]],
    [JSON.stringify({ ...BODY, sorce: "a" }), ["FIELD_UNKNOWN", "sorce", null, "source"]],
  ])("finds %s misshapen", (text, fault) => {
    expect(summary(text)).toEqual(["misshapen", fault]);
  });

  it("refuses __proto__ as a field", () => {
    const text =
      '{"source":"a","observations":[{"__proto__":{"x":1},"indicator":"gdp","region":"1","period":"2","value":"1"}]}';
    expect(decode(text).outcome).toBe("misshapen");
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it("names a key that is written twice, however it is spelt and wherever it stands", () => {
    const text = String.raw`{"source":"a","observations":[{"indicator":"gdp","region":"1","period":"2","value":"1","v\u0061lue"   :"2"}]}`;
    expect(summary(text)).toEqual(["misshapen", ["FIELD_DUPLICATE", "observations[0].value", 1, null]]);
    const twice =
      '{"source":"a","source":"b","observations":[{"indicator":"gdp","region":"1","period":"2","value":"1"}]}';
    expect(summary(twice)).toEqual(["misshapen", ["FIELD_DUPLICATE", "source", null, null]]);
  });

  it("is not misled by colons, quotes and long digits inside of strings", () => {
    const note = String.raw`a":"b\", {"value": 1234567890123456789} \\`;
    expect(decode(withRow({ ...ROW, note, value: "1234567890123456789.25" })).outcome).toBe("decoded");
  });

  it.each(["1234567890123456789", "0.10000000000000000555", "-12345678901234567.5", "1.234567890123456789e3"])(
    "refuses the JSON number %s, which reading rounds",
    (number) => {
      const text = JSON.stringify(BODY).replace('"294597"', number);
      expect(summary(text)).toEqual(["misshapen", ["NUMBER_INEXACT", "observations[0].value", 1, `"${number}"`]]);
    },
  );

  it.each(["294597", "-0.25", "1e3", "100000000000000000000", "0.1000000000000000000"])(
    "takes the JSON number %s, which it does not",
    (number) => {
      expect(decode(JSON.stringify(BODY).replace('"294597"', number)).outcome).toBe("decoded");
    },
  );

  it("refuses half of a surrogate pair and takes a whole one", () => {
    const sent = (half: string) =>
      JSON.stringify({ ...BODY, observations: [{ ...ROW, note: "X" }] }).replace("X", half);
    expect(summary(sent("\\ud83d"))).toEqual(["misshapen", ["TEXT_MALFORMED", "observations[0].note", 1, null]]);
    expect(decode(sent("\\ud83d\\ude00")).outcome).toBe("decoded");
  });

  it("bounds bytes and rows", () => {
    expect(summary(JSON.stringify(BODY), { maxBytes: 20 })).toEqual(["too_large", ["BODY_TOO_LARGE", "", null, null]]);
    const rows = JSON.stringify({ ...BODY, observations: [ROW, ROW, ROW] });
    expect(summary(rows, { maxRows: 2 })).toEqual(["too_large", ["TOO_MANY_ROWS", "observations", null, null]]);
    expect(decode(rows, { maxRows: 3 }).outcome).toBe("decoded");
  });

  it("cuts the list of faults and counts all of them", () => {
    const decoded = decode(JSON.stringify({ ...BODY, observations: Array.from({ length: 50 }, () => ({})) }), {
      maxFaults: 3,
    });
    expect(decoded).toMatchObject({
      outcome: "misshapen",
      rows: 50,
      source: BODY.source,
      faultCounts: { FIELD_MISSING: 200 },
    });
    expect(decoded.outcome === "misshapen" && decoded.faults.length).toBe(3);
  });
});
