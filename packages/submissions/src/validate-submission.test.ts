import {
  loadReference,
  type SubmissionBody,
  type SubmittedObservation,
  validatedObservation,
} from "@yardstick/contracts";
import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateSubmission } from "./validate-submission.ts";

const reference = loadReference();
const nowMs = Date.UTC(2022, 2, 1);
const ROW: SubmittedObservation = { indicator: "gdp", region: "210421", period: "2021", value: "294597" };

const bodyOf = (rows: SubmittedObservation[], mode: SubmissionBody["mode"] = "partial"): SubmissionBody => ({
  source: "210400-bureau",
  mode,
  observations: rows,
});
const validate = (...rows: Partial<SubmittedObservation>[]) =>
  validateSubmission(bodyOf(rows.map((row) => ({ ...ROW, ...row }))), { reference, nowMs });
const only = (row: Partial<SubmittedObservation>) => validate(row).observations[0];
/** Code, field and suggestion of each issue of one row. */
const issuesOf = (row: Partial<SubmittedObservation>) =>
  validate(row).issues.map(({ code, field, suggestion }) => [code, field, suggestion]);

describe("a row that passes", () => {
  it("is completed from the catalogue and keeps what was sent", () => {
    const observation = only({ unit: "亿元", value: "29.4597", citation: "公报", note: "n" });
    expect(observation).toEqual({
      row: 1,
      indicator: "gdp",
      region: "210421",
      period: "2021",
      periodStart: "2021-01-01",
      periodEnd: "2021-12-31",
      accumulation: "ytd",
      measure: "level",
      priceBasis: "current",
      caliber: "natural",
      value: "2945970000",
      unit: "元",
      submittedValue: "29.4597",
      submittedUnit: "亿元",
      status: "unknown",
      releasedAt: null,
      citation: "公报",
      note: "n",
      explanation: null,
    });
    expect(validatedObservation.parse(observation)).toEqual(observation);
  });

  it("tells that a quarter or a month in words was taken as year to date, where nothing says which it is", () => {
    const codes = (period: string, more = {}) => issuesOf({ period, ...more }).map(([code]) => code);
    for (const period of ["2021年三季度", "2021年10月"]) expect(codes(period)).toEqual(["ACCUMULATION_ASSUMED"]);
    expect(codes("2021年10月", { accumulation: "ytd" })).toEqual([]);
    for (const period of ["2021-10", "2021年1-10月", "2021年10月当月", "2021年一季度", "2021年"])
      expect(codes(period)).toEqual([]);
  });

  it("keeps what its names were, where they are not ours", () => {
    expect(only({})).not.toHaveProperty("submittedNames");
    const observation = only({ indicator: "地区生产总值", region: "抚顺 县", period: "二〇二一年" });
    expect(observation).toMatchObject({ indicator: "gdp", region: "210421", period: "2021" });
    expect(observation?.submittedNames).toEqual({ indicator: "地区生产总值", region: "抚顺 县", period: "二〇二一年" });
    expect(only({ period: "2021-Q4" })?.submittedNames).toEqual({ period: "2021-Q4" });
  });

  it.each([
    [{ indicator: "services_value_added" }, { indicator: "tertiary_value_added" }],
    [{ indicator: "地区生产总值" }, { indicator: "gdp" }],
    [{ region: "210421000000" }, { region: "210421" }],
    [
      { region: "210000-XY", measure: "growth_yoy", value: "6" },
      { region: "210000-XY", priceBasis: "constant", unit: "%" },
    ],
    [
      { measure: "growth_yoy", value: "6.1", unit: "%", priceBasis: "nominal" },
      { priceBasis: "current", value: "6.1" },
    ],
    [
      { measure: "growth_yoy", value: "-61", unit: "‰" },
      { value: "-6.1", unit: "%", submittedUnit: "‰" },
    ],
    [{ priceBasis: "constant_price" }, { priceBasis: "constant" }],
    [{ status: "快报" }, { status: "flash" }],
    [{ status: "revised" }, { status: "verified" }],
    [{ period: "2021-Q4" }, { period: "2021", accumulation: "ytd" }],
    [
      { period: "2021-Q4", accumulation: "period" },
      { period: "2021-Q4", periodStart: "2021-10-01", accumulation: "period" },
    ],
    [
      { indicator: "registered_population", value: "10.5", unit: "万人" },
      { value: "105000", accumulation: "point" },
    ],
    [
      { indicator: "fixed_asset_investment", period: "2021-02" },
      { period: "2021-02", periodStart: "2021-01-01" },
    ],
    [
      { indicator: "pension_paid_on_time", value: "1" },
      { value: "1", unit: "是否" },
    ],
    [{ releasedAt: "2022-01-20T10:00:00+08:00" }, { releasedAt: "2022-01-20T02:00:00.000Z" }],
    [{ value: 1e3 }, { value: "10000000", submittedValue: "1000" }],
    [{ value: 1e-7 }, { value: "0.001", submittedValue: "0.0000001" }],
    [{ value: "+007.50" }, { value: "75000", submittedValue: "+007.50" }],
    [{ region: "210122", period: "2015" }, { region: "210122" }],
    [{ indicator: "government_debt", value: "0" }, { value: "0" }],
    [{ indicator: "general_public_budget_revenue", measure: "growth_yoy", value: "-100" }, { value: "-100" }],
  ])("%j becomes %j", (row, expected) => {
    expect(validate(row).issues).toEqual([]);
    expect(only(row)).toMatchObject(expected);
  });

  it("may have a status that nobody knows: it ranks lowest, with a warning", () => {
    expect(only({ status: "prelimnary" })?.status).toBe("unknown");
    expect(issuesOf({ status: "prelimnary" })).toEqual([["STATUS_UNKNOWN", "status", "preliminary"]]);
  });
});

describe("a row that does not", () => {
  it.each<[Partial<SubmittedObservation>, string, string | null, string | null]>([
    [{ indicator: "gpd" }, "INDICATOR_UNKNOWN", "indicator", "gdp"],
    [{ indicator: "quite_something_else" }, "INDICATOR_UNKNOWN", "indicator", null],
    [{ region: "铁西区" }, "REGION_AMBIGUOUS", "region", "210106, 210303"],
    [{ region: "999999" }, "REGION_UNKNOWN", "region", null],
    [{ region: "210122", period: "2021" }, "REGION_NOT_VALID_IN_PERIOD", "region", "210115"],
    [{ region: "210115", period: "2014" }, "REGION_NOT_VALID_IN_PERIOD", "region", "210122"],
    [{ measure: "growth_yyo" }, "MEASURE_UNKNOWN", "measure", "growth_yoy"],
    [
      { indicator: "pension_paid_on_time", measure: "growth_yoy", value: "1", unit: "%" },
      "MEASURE_NOT_APPLICABLE",
      "measure",
      "level",
    ],
    [{ accumulation: "sum" }, "ACCUMULATION_UNKNOWN", "accumulation", null],
    [{ accumulation: "point" }, "ACCUMULATION_NOT_APPLICABLE", "accumulation", "ytd"],
    [{ indicator: "government_debt", accumulation: "ytd" }, "ACCUMULATION_NOT_APPLICABLE", "accumulation", "point"],
    [{ priceBasis: "constnt" }, "PRICE_BASIS_UNKNOWN", "priceBasis", "constant"],
    [
      { indicator: "registered_population", priceBasis: "constant" },
      "PRICE_BASIS_NOT_APPLICABLE",
      "priceBasis",
      "current",
    ],
    [{ caliber: "other" }, "CALIBER_UNKNOWN", "caliber", null],
    [{ unit: "万圆" }, "UNIT_UNKNOWN", "unit", "万元"],
    [{ unit: "万人" }, "UNIT_OF_OTHER_KIND", "unit", "万元"],
    [{ unit: "%" }, "UNIT_OF_OTHER_KIND", "unit", "万元"],
    [{ measure: "growth_yoy", value: "6", unit: "个百分点" }, "UNIT_OF_OTHER_KIND", "unit", "%"],
    [{ releasedAt: "2022-01-20" }, "RELEASED_AT_UNREADABLE", "releasedAt", "2022-01-20T00:00:00+08:00"],
    [{ period: "soon" }, "PERIOD_UNREADABLE", "period", null],
    [{ period: "1850" }, "PERIOD_YEAR_OUT_OF_RANGE", "period", null],
    [{ period: "2022" }, "PERIOD_IN_FUTURE", "period", null],
    [{ indicator: "industrial_value_added", period: "2022-01" }, "JANUARY_NOT_PUBLISHED", "period", "2022-02"],
    [
      { indicator: "fixed_asset_investment", period: "2021-02", accumulation: "period" },
      "JANUARY_NOT_PUBLISHED",
      "accumulation",
      "ytd",
    ],
    [{ value: "12 345" }, "VALUE_NOT_DECIMAL", "value", "12345"],
    [{ value: "…" }, "VALUE_BLANK", "value", null],
    [{ value: "NaN" }, "VALUE_BLANK", "value", null],
    [{ value: "0x10" }, "VALUE_NOT_ONE_FIGURE", "value", null],
    [{ value: 0.1 + 0.2 }, "NUMBER_INEXACT", "value", null],
    [{ value: "1".repeat(25) }, "VALUE_TOO_LONG", "value", null],
    [{ value: `0.${"1".repeat(15)}` }, "VALUE_TOO_LONG", "value", null],
    [{ value: "0" }, "LEVEL_NOT_POSITIVE", "value", null],
    [{ value: "-0.0" }, "LEVEL_NOT_POSITIVE", "value", null],
    [{ value: "-5" }, "LEVEL_NOT_POSITIVE", "value", null],
    [{ indicator: "registered_population", value: "-5" }, "LEVEL_NEGATIVE", "value", null],
    [{ measure: "growth_yoy", value: "-100" }, "GROWTH_IMPOSSIBLE", "value", null],
    [
      { indicator: "general_public_budget_revenue", measure: "growth_yoy", value: "-100.1" },
      "GROWTH_IMPOSSIBLE",
      "value",
      null,
    ],
    [{ indicator: "pension_paid_on_time", value: "0.5" }, "VALUE_NOT_YES_NO", "value", null],
  ])("%j is %s", (row, code, field, suggestion) => {
    expect(issuesOf(row)).toEqual([[code, field, suggestion]]);
    expect(validate(row)).toMatchObject({
      outcome: "rejected",
      observations: [],
      rejectedRows: 1,
      issueCounts: { [code]: 1 },
    });
  });

  it("names all of its faults at once, with rule, row and coordinate", () => {
    const { issues } = validate({}, { indicator: "gpd", region: "210421x", value: "x" });
    expect(issues.map(({ rule, code, row, coordinate }) => [rule, code, row, coordinate])).toEqual([
      ["2", "REGION_UNKNOWN", 2, "gpd/210421x/2021"],
      ["2", "INDICATOR_UNKNOWN", 2, "gpd/210421x/2021"],
      ["6", "VALUE_NOT_DECIMAL", 2, "gpd/210421x/2021"],
    ]);
  });
});

describe("the last day of a period", () => {
  it.each([
    [Date.UTC(2021, 11, 31, 15, 59, 59), "rejected"],
    [Date.UTC(2021, 11, 31, 16, 0, 0), "validated"],
  ])("is over in China: at %d it is %s", (now, outcome) => {
    expect(validateSubmission(bodyOf([ROW]), { reference, nowMs: now }).outcome).toBe(outcome);
  });
});

describe("duplicates", () => {
  it("are the names of one period, and both rows are told", () => {
    const result = validate({}, { period: "2021-Q4" }, { period: "2021-12", unit: "元" }, { period: "2020" });
    expect(result.issues.map(({ code, row, message }) => [code, row, message.en.match(/row (\d)/)?.[1]])).toEqual([
      ["DUPLICATE_COORDINATE", 1, "2"],
      ["DUPLICATE_COORDINATE", 2, "1"],
      ["DUPLICATE_COORDINATE", 3, "1"],
    ]);
    expect(result.issues[0]?.coordinate).toBe("gdp/210421/2021/ytd/level/current/natural");
    expect(result).toMatchObject({ rejectedRows: 3, observations: [{ row: 4 }] });
  });

  it("are not figures that differ in accumulation, measure, price basis or caliber", () => {
    const rows = [
      {},
      { period: "2021-Q4", accumulation: "period" },
      { measure: "growth_yoy", value: "1" },
      { priceBasis: "constant" },
      { caliber: "same" },
    ];
    expect(validate(...rows).issueCounts).toEqual({});
  });
});

describe("mode", () => {
  it("atomic rejects all rows for one that fails, and not for a warning", () => {
    const options = { reference, nowMs };
    const failed = validateSubmission(bodyOf([ROW, { ...ROW, region: "x" }], "atomic"), options);
    expect(failed).toMatchObject({ outcome: "rejected", rejectedRows: 2, observations: [] });
    const warned = validateSubmission(bodyOf([{ ...ROW, status: "?" }], "atomic"), options);
    expect(warned).toMatchObject({ outcome: "validated", rejectedRows: 0, issueCounts: { STATUS_UNKNOWN: 1 } });
  });
});

it("cuts the list of issues, keeps the errors in it and counts all", () => {
  const rows = Array.from({ length: 30 }, (_, index) => ({ ...ROW, period: `${1990 + index}`, status: "?" }));
  const body = bodyOf([...rows, { ...ROW, value: "x" }]);
  const { issues, issueCounts } = validateSubmission(body, { reference, nowMs, maxIssues: 5 });
  expect(issueCounts).toEqual({ STATUS_UNKNOWN: 30, VALUE_NOT_DECIMAL: 1 });
  expect(issues.map(({ code, row }) => [code, row])).toEqual([
    ["STATUS_UNKNOWN", 1],
    ["STATUS_UNKNOWN", 2],
    ["STATUS_UNKNOWN", 3],
    ["STATUS_UNKNOWN", 4],
    ["VALUE_NOT_DECIMAL", 31],
  ]);
});

describe("for any rows", () => {
  const anyRow = fc.record<SubmittedObservation>(
    {
      indicator: fc.constantFrom("gdp", "gpd", "government_debt", "fixed_asset_investment", "x".repeat(128)),
      region: fc.constantFrom("210421", "210422", "210122", "抚顺县", "__proto__"),
      period: fc.constantFrom("2021", "2021-Q4", "2021-12", "2021-01", "2015", "2099", "constructor"),
      value: fc.oneof(
        fc.constantFrom("1", "-1", "0", "1e5", "", "9".repeat(64)),
        fc.double(),
        fc.string({ maxLength: 64 }),
      ),
      unit: fc.constantFrom("元", "万元", "%", "?"),
      measure: fc.constantFrom("level", "growth_yoy", "toString"),
      accumulation: fc.constantFrom("ytd", "period", "point"),
      releasedAt: fc.constantFrom("2021-02-30T00:00:00Z", "2022-01-01T00:00:00Z"),
    },
    { requiredKeys: ["indicator", "region", "period", "value"] },
  );

  it("rows in are rows passed and rows rejected, and what passes has the contract's shape", () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { minLength: 1, maxLength: 30 }),
        fc.constantFrom("atomic", "partial"),
        (rows, mode) => {
          const result = validateSubmission(bodyOf(rows, mode), { reference, nowMs });
          expect(result.observations.length + result.rejectedRows).toBe(rows.length);
          expect(result.outcome === "rejected").toBe(result.observations.length === 0);
          for (const observation of result.observations) validatedObservation.parse(observation);
          const rejected = new Set(result.issues.filter(({ severity }) => severity === "error").map(({ row }) => row));
          if (mode === "partial") expect(rejected.size).toBe(result.rejectedRows);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("normalising keeps the exact value", () => {
    const Exact = Decimal.clone({ precision: 100 });
    const digits = fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 14n }), fc.integer({ min: 0, max: 10 }));
    fc.assert(
      fc.property(digits, fc.constantFrom("元", "万元", "亿元", "百万元", "万亿元"), ([number, places], unit) => {
        const text = number.toString().padStart(places + 1, "0");
        const value = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
        const factor = reference.units.get(unit)?.factor ?? "";
        const normalised = only({ value, unit })?.value ?? "";
        expect(new Exact(normalised).equals(new Exact(value).times(factor)), `${value} ${unit} -> ${normalised}`).toBe(
          true,
        );
        expect(normalised).toMatch(/^(0|[1-9]\d{0,27})(\.\d{0,9}[1-9])?$/);
      }),
    );
  });
});

describe("the four states", () => {
  it("takes zero for a figure", () => {
    const row = { indicator: "government_debt", value: "0", status: "final" };
    expect(validate(row).issues).toEqual([]);
    expect(only(row)).toMatchObject({ value: "0", status: "final" });
  });

  it.each([
    [{ status: "missing" }, "missing"],
    [{ status: "O" }, "missing"],
    [{ status: "L" }, "missing_not_collected"],
    [{ status: "不公布" }, "withheld"],
    [{ status: "Q" }, "withheld"],
    [{ status: "撤回", explanation: "误报" }, "withdrawn"],
    [{ status: "withdrawn", note: "wrong year" }, "withdrawn"],
  ])("passes no value with %j", (row, status) => {
    expect(validate({ ...row, value: null }).issues).toEqual([]);
    expect(only({ ...row, value: null })).toMatchObject({ value: null, submittedValue: "", status, unit: "元" });
  });

  it.each<[Partial<SubmittedObservation>, string, string]>([
    [{ value: null }, "VALUE_BLANK", "value"],
    [{ value: null, status: "final" }, "VALUE_BLANK", "value"],
    [{ indicator: "government_debt", value: "0", status: "missing" }, "VALUE_NOT_BLANK", "value"],
    [{ value: "5", status: "withdrawn", explanation: "why" }, "VALUE_NOT_BLANK", "value"],
    [{ value: null, status: "withdrawn" }, "WITHDRAWAL_UNEXPLAINED", "explanation"],
    [{ value: null, status: "withdrawn", note: "  " }, "WITHDRAWAL_UNEXPLAINED", "explanation"],
  ])("refuses %j: %s", (row, code, field) => {
    expect(issuesOf(row)).toEqual([[code, field, null]]);
    expect(validate(row).observations).toEqual([]);
  });

  it("says of a blank that it is not zero, and how to say what is meant", () => {
    const [issue] = validate({ value: null }).issues;
    expect(issue?.message.en).toMatch(/a blank is not zero.*missing.*withheld.*withdrawn/);
    expect(issue?.message.zh).toMatch(/空白不等于 0.*missing.*withheld.*withdrawn/);
  });
});

describe("a submission that was read from a file", () => {
  const origin: NonNullable<SubmissionBody["origin"]> = {
    format: "xlsx",
    decimalMark: ",",
    fields: { 表一: { region: "A", indicator: "2", period: "B1" } },
    findings: [
      {
        rule: "1",
        code: "ROWS_HIDDEN",
        severity: "warning",
        row: null,
        place: "表一!A9",
        field: null,
        coordinate: null,
        message: { zh: "隐藏行", en: "hidden rows" },
        suggestion: null,
      },
      {
        rule: "1",
        code: "FORGED",
        severity: "error",
        row: 1,
        field: null,
        coordinate: null,
        message: { zh: "x", en: "x" },
        suggestion: null,
      },
    ],
    findingCounts: { ROWS_HIDDEN: 7, __proto__: 1 },
  };
  const judge = (...rows: Partial<SubmittedObservation>[]) =>
    validateSubmission({ ...bodyOf(rows.map((row) => ({ ...ROW, ...row }))), origin }, { reference, nowMs });

  it("tells where each fault stands, by its own field", () => {
    const { issues } = judge({ place: "表一!C7", region: "铁西区", indicator: "gpd", value: "x" });
    expect(issues.filter(({ severity }) => severity === "error").map(({ code, place }) => [code, place])).toEqual([
      ["REGION_AMBIGUOUS", "表一!A7"],
      ["INDICATOR_UNKNOWN", "表一!C2"],
      ["VALUE_NOT_DECIMAL", "表一!C7"],
    ]);
  });

  it("tells what reading it found, with complete counts, and believes no error of it", () => {
    const { outcome, issues, issueCounts } = judge({ value: "1.234,5" });
    expect(outcome).toBe("validated");
    expect(issues.map(({ code, place }) => [code, place])).toEqual([["ROWS_HIDDEN", "表一!A9"]]);
    expect(issueCounts).toEqual({ ROWS_HIDDEN: 7 });
  });

  it("is read with its own decimal mark", () => {
    expect(judge({ value: "1.234,5" }).observations[0]).toMatchObject({ value: "12345000", submittedValue: "1.234,5" });
    expect(judge({ value: "1234.5" }).issueCounts).toMatchObject({ VALUE_NOT_DECIMAL: 1 });
    expect(judge({ value: 1234.5 }).observations[0]).toMatchObject({ value: "12345000" });
  });

  it("names the cells of two rows that are one figure", () => {
    const { issues } = judge({ value: "1", place: "表一!C7" }, { value: "2", place: "表一!C8" });
    expect(
      issues.filter(({ row }) => row !== null).map(({ place, message }) => [place, message.en.match(/\((.*)\)/)?.[1]]),
    ).toEqual([
      ["表一!C7", "表一!C8"],
      ["表一!C8", "表一!C7"],
    ]);
  });

  it("has no places where it came as JSON", () => {
    expect(validate({ region: "x" }).issues[0]).not.toHaveProperty("place");
  });
});
