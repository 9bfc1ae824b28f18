import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadReference, REFERENCE_DIRECTORY } from "../load-reference.ts";
import { checkFeed } from "./check-feed.ts";

const catalogue = loadReference({ catalogueOnly: true });
const long = {
  id: "f",
  nameZh: "长表",
  nameEn: "Long",
  formats: ["csv"],
  fileNames: ["*.csv"],
  table: { shape: "long" },
  fields: {
    indicator: { from: "column", column: ["指标"] },
    region: { from: "column", column: ["地区"] },
    period: { from: "column", column: ["时期"] },
    value: { from: "column", column: ["数值"] },
  },
};
/** As it is in a file: what is undefined is not there. */
const found = (raw: unknown) =>
  checkFeed(JSON.parse(JSON.stringify(raw)), catalogue).problems.map(({ path, code }) => `${code} ${path}`);

describe("checkFeed", () => {
  it("passes the shipped feeds", () => {
    const folder = `${REFERENCE_DIRECTORY}feeds/`;
    const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const raw = JSON.parse(readFileSync(folder + file, "utf8"));
      expect(
        found(raw).filter((problem) => problem !== "ONLY_BY_NAME "),
        file,
      ).toEqual([]);
      expect(raw.id, file).toBe(file.replace(".json", ""));
    }
  });

  it.each<[string, unknown, string[]]>([
    ["nothing", long, []],
    ["a list", [], ["NOT_A_FEED "]],
    ["null", null, ["NOT_A_FEED "]],
    ["no table", { ...long, table: undefined }, ["NO_TABLE table"]],
    ["no region", { ...long, fields: { ...long.fields, region: undefined } }, ["NO_ORIGIN fields.region"]],
    ["a wide table with a column of values", { ...long, table: { shape: "wide" } }, ["WRONG_ORIGIN fields.value"]],
    [
      "what is never read",
      { ...long, formats: ["xlsx"], table: { shape: "long", delimiter: ";", figures: ["B:C"] } },
      ["NEVER_READ table.delimiter", "NEVER_READ table.figures"],
    ],
    [
      "words that are not in their list",
      { ...long, fields: { ...long.fields, measure: { from: "column", column: ["度量"], codes: { 增速: "growth" } } } },
      ["UNKNOWN_NAME fields.measure.codes.增速"],
    ],
    ["a bad locator", { ...long, table: { shape: "long", headingRow: 0 } }, ["BAD_VALUE table.headingRow"]],
    ["a misspelt field", { ...long, tabel: {} }, ["UNKNOWN_FIELD tabel"]],
  ])("%s", (_, raw, expected) => {
    expect(found(raw)).toEqual(expected);
  });
});
