import { describe, expect, it } from "vitest";
import { buildReference } from "./build-reference.ts";
import { ReferenceDataError } from "./reference-problem.ts";

const HEADING = "code,nameZh,nameEn,level,parent,countyEconomy,validFrom,validTo,note,source";
const REGIONS = `${HEADING}\n210000,辽宁省,Liaoning,province,,false,,,,test\n210421,抚顺县,Fushun County,county,210000,true,,,,test\n`;
const yuan = { code: "元", kind: "money", factor: "1", aliases: ["yuan"] };
const gdp = {
  id: "gdp",
  nameZh: "地区生产总值",
  nameEn: "Gross regional product",
  aliases: ["生产总值"],
  unitKind: "money",
  baseUnit: "元",
  defaultUnit: "元",
  kind: "flow",
  defaultAccumulation: "ytd",
  aggregation: "sum",
  levelPriceBasis: "current",
  growthPriceBasis: "constant",
  comparedPriceBases: ["constant"],
  defaultCaliber: "natural",
  growthRule: "constant_price",
  computedGrowthAllowed: true,
  tolerancePoints: "8",
  betterIs: "higher",
  hasJanuary: true,
  signOfLevel: "positive",
};
const texts = (files: Readonly<Record<string, unknown>>) =>
  new Map(Object.entries(files).map(([path, file]) => [path, typeof file === "string" ? file : JSON.stringify(file)]));
const base = { "regions.csv": REGIONS, "units.json": [yuan], "indicators.json": [gdp] };

function problemsOf(files: Readonly<Record<string, unknown>>, own: Readonly<Record<string, unknown>> = {}) {
  try {
    buildReference(texts({ ...base, ...files }), texts(own));
    return [];
  } catch (error) {
    if (!(error instanceof ReferenceDataError)) throw error;
    return error.problems;
  }
}

describe("buildReference", () => {
  it("reads the aliases of a region with a semicolon between them, and none where the file has no such column", () => {
    const row = (aliases: string) => `210422,新宾满族自治县,Xinbin,county,210000,true,,,,test,${aliases}\n`;
    const file = `${HEADING},aliases\n210000,辽宁省,Liaoning,province,,false,,,,test,\n${row("新宾县; 新宾自治县;")}`;
    const { regions } = buildReference(texts({ ...base, "regions.csv": file }));
    expect(regions.get("210422")?.aliases).toEqual(["新宾县", "新宾自治县"]);
    expect(regions.get("210000")?.aliases).toEqual([]);
    expect(buildReference(texts(base)).regions.get("210421")?.aliases).toEqual([]);
  });

  it("reads an empty cell of a nullable column as null and the others as text", () => {
    const { regions } = buildReference(texts(base));
    expect(regions.get("210000")).toMatchObject({ parent: null, validFrom: null, note: "", countyEconomy: false });
    expect(regions.get("210421")).toMatchObject({ parent: "210000", countyEconomy: true });
  });

  it("reports the problems of all files at once, with file, row and field", () => {
    const problems = problemsOf({
      "regions.csv": `${REGIONS}2104,抚顺,Fushun,city,210000,perhaps,2018-13,,,test\n`,
      "units.json": [yuan, { ...yuan, code: 5 }],
    });
    expect(problems.map(({ file, row, field }) => [file, row, field])).toEqual([
      ["regions.csv", 3, "code"],
      ["regions.csv", 3, "countyEconomy"],
      ["regions.csv", 3, "validFrom"],
      ["units.json", 2, "code"],
    ]);
  });

  it("refuses a key that is there twice and a name that means two things", () => {
    const problems = problemsOf({
      "regions.csv": `${REGIONS}210421,抚顺县,Fushun County,county,210000,true,,,,test\n`,
      "indicators.json": [gdp, { ...gdp, id: "gnp", nameZh: "国民生产总值", nameEn: "GNP", aliases: [" 生产 总值"] }],
    });
    expect(problems.map(({ message }) => message)).toEqual([
      "210421 is already in row 2",
      " 生产 总值 already means gdp",
    ]);
  });

  it("refuses names that do not exist, units of another kind, and regions above themselves", () => {
    const problems = problemsOf({
      "regions.csv": `${HEADING}\n210000,辽宁省,Liaoning,province,210400,false,,,,test\n210400,抚顺市,Fushun,city,210000,false,,,,test\n210421,抚顺县,Fushun County,county,210500,true,,,,test\n`,
      "indicators.json": [{ ...gdp, unitKind: "persons", defaultUnit: "万元" }],
      "scopes.json": [
        {
          id: "210000-XY",
          nameZh: "县域",
          nameEn: "Counties",
          countiesOf: null,
          members: ["210499"],
          comparedAggregates: ["x"],
        },
      ],
    });
    expect(problems.map(({ file, field, message }) => `${file} ${field}: ${message}`)).toEqual([
      "regions.csv parent: there is no region 210500",
      "indicators.json baseUnit: unit is of kind money",
      "indicators.json defaultUnit: unit 万元 is not in units.json",
      "scopes.json id: there is no region 210000-XY",
      "scopes.json members: there is no region 210499",
      "scopes.json comparedAggregates: there is no scope x",
      "regions.csv parent: 210000 is its own ancestor",
      "regions.csv parent: 210400 is its own ancestor",
    ]);
  });

  it("refuses a plan whose target names nothing", () => {
    const target = {
      id: "S1-gdp",
      line: "S1",
      section: "一",
      textZh: "",
      textEn: "",
      form: "growth_above_benchmark",
      indicator: "gnp",
      scope: "210000-XY",
      regions: ["210499"],
      commitment: "高于",
      validFrom: "2018-01",
      deadline: "2020-12",
      direction: "higher",
      unit: "元",
      leadAgencies: ["nobody"],
      cooperatingAgencies: [],
      alertname: "BelowCountyAverage",
    };
    const plan = {
      id: "p",
      nameZh: "",
      nameEn: "",
      validFrom: "2018-01",
      validTo: "2020-12",
      source: "",
      targets: [target, target],
    };
    expect(new Set(problemsOf({ "plans/p.json": plan }).map(({ field, message }) => `${field}: ${message}`))).toEqual(
      new Set([
        "targets.S1-gdp.id: target S1-gdp is there twice",
        "targets.S1-gdp.unit: unit 元 is of kind money, it has to be percent",
        "targets.S1-gdp.indicator: there is no indicator gnp",
        "targets.S1-gdp.scope: there is no scope 210000-XY",
        "targets.S1-gdp.regions: there is no region 210499",
        "targets.S1-gdp.leadAgencies: there is no agency nobody",
      ]),
    );
  });

  it("says of a target without its shape which form asks for what", () => {
    const target = { id: "S7", form: "level_path", regions: [], required: "5" };
    const plan = { id: "p", nameZh: "", nameEn: "", validFrom: "2018-01", validTo: "2020-12", source: "" };
    const problems = problemsOf({ "plans/p.json": { ...plan, targets: [target] } });
    expect(problems.map(({ field, message }) => `${field}: ${message}`)).toEqual(
      expect.arrayContaining([
        "targets.S7.indicator: level_path needs the field indicator",
        "targets.S7.required: level_path has no field required",
      ]),
    );
  });

  it("refuses a weight of an indicator that is not pooled by one, a bureau that nobody is", () => {
    const weighted = { ...gdp, weightIndicator: "population" };
    const scope = { id: "210000", nameZh: "", nameEn: "", countiesOf: "210000", members: [], comparedAggregates: [] };
    expect(
      problemsOf({ "indicators.json": [weighted], "scopes.json": [{ ...scope, bureau: "nobody" }] }).map(
        ({ field, message }) => `${field}: ${message}`,
      ),
    ).toEqual(["weightIndicator: its aggregation is sum", "bureau: there is no agency nobody"]);
    expect(problemsOf({ "indicators.json": [{ ...weighted, aggregation: "weighted" }] })).toMatchObject([
      { field: "weightIndicator", message: "there is no indicator population" },
    ]);
  });

  it("lays own entries over the shipped ones, and names an own file that is misspelt", () => {
    const own = { "indicators.json": [{ ...gdp, tolerancePoints: "5" }] };
    const marked = { "units.json": `\uFEFF${JSON.stringify([yuan])}` };
    expect(buildReference(texts(base), texts(marked)).units.size, "a byte order mark is passed over").toBe(1);
    expect(buildReference(texts(base), texts(own)).indicators.get("gdp")?.tolerancePoints).toBe("5");
    expect(problemsOf({}, { "region.csv": REGIONS, "units.json": "[" })).toMatchObject([
      { file: "own region.csv", row: null },
      { file: "own units.json", row: null, message: "no JSON: line 1, column 2 should be a value" },
    ]);
  });

  it("gives another version when any file changes, and the same one otherwise", () => {
    const version = buildReference(texts(base)).version;
    expect(buildReference(texts(base)).version).toBe(version);
    expect(buildReference(texts({ ...base, "units.json": [{ ...yuan, aliases: [] }] })).version).not.toBe(version);
  });
});
