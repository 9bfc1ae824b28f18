import { createManualClock } from "@yardstick/runtime";
import { describe, expect, it } from "vitest";
import { EXIT } from "../exit-codes.ts";
import { PLAIN_STYLE } from "../terminal/style.ts";
import { type CommandContext, UsageError } from "../verb.ts";
import { feedVerb } from "./feed-verb.ts";

async function run(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const clock = createManualClock();
  const said = { out: "", err: "" };
  const context: CommandContext = {
    out: (part) => {
      said.out += part;
    },
    err: (part) => {
      said.err += part;
    },
    outStyle: PLAIN_STYLE,
    errStyle: PLAIN_STYLE,
    clock,
    sleep: clock.sleep,
    readFile: async (path) => new TextEncoder().encode(files[path] ?? ""),
  };
  return { code: await feedVerb.run(args, context), ...said };
}

const feed = {
  id: "fushun-monthly",
  nameZh: "抚顺月报",
  nameEn: "Fushun monthly",
  formats: ["csv"],
  fileNames: ["2104-*.csv"],
  table: { shape: "wide", headingRow: 1 },
  fields: {
    region: { from: "column", column: ["A"], codes: { 东洲: "210403" } },
    indicator: { from: "constant", value: "gdp" },
    period: { from: "heading", row: 1 },
  },
};
const text = (more: object = {}) => JSON.stringify({ ...feed, ...more });

describe("feed check", () => {
  it("finds nothing in a feed that is in order", async () => {
    const { code, out } = await run(["check", "f.json"], { "f.json": text() });
    expect(out).toContain("f.json: 抚顺月报 (fushun-monthly) can be used; 0 errors, 0 warnings");
    expect(code).toBe(EXIT.done);
  });

  it("says everything that does not fit, with its place and what was probably meant", async () => {
    const fields = {
      ...feed.fields,
      region: { from: "column", column: ["A"], codes: { 东洲: "210493" } },
      indicator: { from: "constant", value: "gpd" },
      period: { from: "heading", row: 3 },
      unit: { from: "component", id: "UNIT_MEASURE" },
    };
    const { code, out } = await run(["check", "f.json", "--json"], { "f.json": text({ fields, fileNames: [] }) });
    const problems = JSON.parse(out).problems.map(
      ({ path, code, suggestion }: { path: string; code: string; suggestion: { en: string } }) =>
        `${path}: ${code}, ${suggestion.en}`,
    );
    expect(problems).toEqual([
      "fields.period.row: OUT_OF_HEADINGS, correct row or headingRows",
      "fields.unit.from: WRONG_ORIGIN, name an origin that the format has",
      ": ONLY_BY_NAME, add fileNames, or leave it so",
      expect.stringContaining("fields.region.codes.东洲: UNKNOWN_NAME"),
      "fields.indicator.value: UNKNOWN_NAME, did you mean gdp?",
    ]);
    expect(code).toBe(EXIT.rejected);
  });

  it("says what the shape lacks and what nobody knows", async () => {
    const faulty = { ...feed, formts: 1, nameZh: undefined, fields: { ...feed.fields, regoin: feed.fields.region } };
    const { out } = await run(["check", "f.json"], { "f.json": JSON.stringify(faulty) });
    for (const words of ["nameZh is missing", "did you mean formats?", "did you mean region?"])
      expect(out).toContain(words);
  });

  it("names line and column of what is no JSON", async () => {
    await expect(run(["check", "f.json"], { "f.json": "{\n  x" })).rejects.toThrow("line 2");
  });
});

describe("feed try", () => {
  const csv = "区县,2020年,2021年\n东洲,1,2\n抚顺县,,4\n";

  it("shows what a file becomes", async () => {
    const { code, out } = await run(["try", "f.json", "2104-1.csv"], { "f.json": text(), "2104-1.csv": csv });
    expect(out).toContain("2104-1.csv by fushun-monthly: 3 rows");
    const rows = out.split("\n").filter((line) => /^[B-C][23] /.test(line));
    expect(rows.map((line) => line.split(/\s+/).slice(0, 5))).toEqual([
      ["B2", "gdp", "210403", "2020年", "1"],
      ["C2", "gdp", "210403", "2021年", "2"],
      ["C3", "gdp", "抚顺县", "2021年", "4"],
    ]);
    expect(out).toContain("BLANK_CELLS");
    expect(code).toBe(EXIT.done);
  });

  it("says why a file becomes nothing", async () => {
    const { code, out } = await run(["try", "-", "a.csv", "--lang", "zh"], { "a.csv": csv });
    expect(out).toContain("表中没有说明 indicator");
    expect(code).toBe(EXIT.rejected);
  });

  it("knows the feeds in use", async () => {
    await expect(run(["try", "sheet-per-regoin", "a.csv"], {})).rejects.toThrow("did you mean sheet-per-region?");
    expect((await run(["list"])).out).toContain("csv-decimal-comma");
  });
});

it("says how it is used", async () => {
  await expect(run(["chek"])).rejects.toBeInstanceOf(UsageError);
});
