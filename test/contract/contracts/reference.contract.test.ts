import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  agenciesForRegion,
  loadReference,
  REFERENCE_DIRECTORY,
  ReferenceDataError,
  regionIsValidIn,
  resolveIndicator,
  resolveStatus,
  resolveUnit,
  scopeMembersOn,
} from "@yardstick/contracts";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterEach, describe, expect, it } from "vitest";

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function overlay(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "yardstick-reference-"));
  directories.push(directory);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  return directory;
}

describe("shipped reference data", () => {
  const reference = loadReference();

  it.each([
    ["2014-12-31", 44],
    ["2015-12-31", 43],
    ["2016-03-31", 43],
    ["2016-04-30", 42],
    ["2016-05-31", 42],
    ["2016-06-30", 41],
    ["2021-12-31", 41],
  ])("Liaoning's county economy on %s has %i members", (day, count) => {
    expect(scopeMembersOn(reference, "210000-XY", day)).toHaveLength(count);
  });

  it("Fushun's county economy is its three counties", () => {
    expect(scopeMembersOn(reference, "210400-XY", "2018-12-31")).toEqual(["210421", "210422", "210423"]);
  });

  it("keeps an abolished county valid for the periods in which it existed", () => {
    const liaozhong = reference.regions.get("210122");
    if (liaozhong === undefined) throw new Error("辽中县 is missing");
    expect(regionIsValidIn(liaozhong, "2016-01-01", "2016-12-31")).toBe(true);
    expect(regionIsValidIn(liaozhong, "2016-04-01", "2016-06-30")).toBe(false);
  });

  it.each([
    ["services_value_added", "tertiary_value_added"],
    ["服务业增加值", "tertiary_value_added"],
    ["规上 工业增加值", "industrial_value_added"],
    ["一般公共财政预算收入", "general_public_budget_revenue"],
    ["农村常住居民人均可支配收入", "rural_disposable_income"],
    ["ＧＤＰ", "gdp"],
    ["gpd", null],
  ])("%s means %s", (text, id) => {
    expect(resolveIndicator(reference, text)).toBe(id);
  });

  it("reads units and statuses by any of their names", () => {
    expect(resolveUnit(reference, "万 元")?.factor).toBe("10000");
    expect(resolveUnit(reference, "％")?.code).toBe("%");
    expect(resolveUnit(reference, "坪")).toBeNull();
    expect(resolveStatus(reference, "快报")).toBe("flash");
    expect(resolveStatus(reference, "P")).toBe("provisional");
    expect(resolveStatus(reference, "revised")).toBe("verified");
  });

  it("knows every indicator and region of the shipped figures", () => {
    const figures = readFileSync(join(REFERENCE_DIRECTORY, "figures/liaoning-figures.csv"), "utf8").trim().split("\n");
    const codes = figures.slice(1).map((line) => line.split(","));
    expect(codes.filter(([region]) => !reference.regions.has(region ?? ""))).toEqual([]);
    expect(codes.filter(([, , indicator]) => !reference.indicators.has(indicator ?? ""))).toEqual([]);
    expect(codes.length).toBe(1438);
  });

  it("names the county's own government where the plan says 各县区政府", () => {
    const targets = reference.plans.get("fushun-2018-2020")?.targets ?? [];
    const names = agenciesForRegion(reference, targets[1]?.leadAgencies ?? [], "210421").map(({ nameZh }) => nameZh);
    expect(names).toEqual(["市工信委", "市发改委", "市财政局", "市营商环境监督管理局", "抚顺县政府", "开发区管委会"]);
  });

  it.each(["indicators", "units", "statuses", "scopes", "agencies", "sources-of-record", "plans"])(
    "%s is valid by its generated JSON Schema",
    (name) => {
      const generated = new URL(
        `../../../contracts/generated/json-schema/reference/${name}.schema.json`,
        import.meta.url,
      );
      const ajv = new Ajv2020({ allErrors: true, strict: false });
      addFormats.default(ajv);
      const validate = ajv.compile(JSON.parse(readFileSync(generated, "utf8")));
      const file = name === "plans" ? "plans/fushun-2018-2020.json" : `${name}.json`;
      validate(JSON.parse(readFileSync(join(REFERENCE_DIRECTORY, file), "utf8")));
      expect(validate.errors ?? []).toEqual([]);
    },
  );
});

describe("a user's own reference directory", () => {
  it("replaces a row by its code and adds a new one", () => {
    const heading = "code,nameZh,nameEn,level,parent,countyEconomy,validFrom,validTo,note,source";
    const overlayDir = overlay({
      "regions.csv": `${heading}\n210421,抚顺县,Fushun,county,210400,true,,2018-12,,own\n210491,高新区,High-tech Zone,zone,210400,false,,,,own\n`,
    });
    const reference = loadReference({ overlayDir });
    expect(reference.regions.get("210491")?.level).toBe("zone");
    expect(reference.regions.size).toBe(loadReference().regions.size + 1);
    expect(scopeMembersOn(reference, "210400-XY", "2019-01-31")).toEqual(["210422", "210423"]);
    expect(reference.version).not.toBe(loadReference().version);
  });

  it("is refused when it is not there", () => {
    expect(() => loadReference({ overlayDir: "/nowhere/at/all" })).toThrow(ReferenceDataError);
  });
});
