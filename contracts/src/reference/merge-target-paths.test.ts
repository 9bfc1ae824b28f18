import { describe, expect, it } from "vitest";
import { loadReference } from "./load-reference.ts";
import { mergeTargetPaths } from "./merge-target-paths.ts";
import { pathOfRegion, type Target } from "./target.ts";

const { plans, units } = loadReference();
const located = [...plans.values()].map((value, index) => ({ file: "plans/", row: index + 1, value }));
const PLAN = "fushun-2018-2020";
const debt = {
  plan: PLAN,
  target: "S3-debt",
  region: "210421",
  year: "2019",
  required: "1.23456",
  unit: "亿元",
  source: "test",
};
const merge = (...rows: readonly (typeof debt)[]) =>
  mergeTargetPaths(
    located,
    rows.map((value, index) => ({ file: "target-paths.csv", row: index + 1, value })),
    units,
  );

function pathOf(merged: ReturnType<typeof merge>, id: string, region: string) {
  const target = merged.plans.flatMap(({ value }) => value.targets).find((one: Target) => one.id === id);
  if (target === undefined || !("path" in target)) throw new Error(`${id} has no path`);
  return pathOfRegion(target.path, region).map(({ year, required }) => [year, required]);
}

describe("mergeTargetPaths", () => {
  it("gives a region its marks, in the target's unit, by year", () => {
    const merged = merge(debt, { ...debt, year: "2018", required: "20000", unit: "元" }, { ...debt, region: "210422" });
    expect(merged.problems).toEqual([]);
    expect(pathOf(merged, "S3-debt", "210421")).toEqual([
      [2018, "2"],
      [2019, "12345.6"],
    ]);
    expect(pathOf(merged, "S3-debt", "210422")).toEqual([[2019, "12345.6"]]);
    expect(pathOf(merged, "S3-debt", "210423")).toEqual([]);
  });

  it("lets a region's own mark go before the plan's", () => {
    const merged = merge({ ...debt, target: "S7-industrial-parks", region: "210400", required: "900" });
    expect(pathOf(merged, "S7-industrial-parks", "210400")).toEqual([
      [2018, "871"],
      [2019, "900"],
      [2020, "1175"],
    ]);
  });

  it.each([
    [{ plan: "fushun" }, "plan", "there is no plan fushun"],
    [{ target: "S3" }, "target", `plan ${PLAN} has no target S3`],
    [{ target: "S1-gdp" }, "target", "a growth_above_benchmark has no path"],
    [{ region: "210403" }, "region", "S3-debt does not bind region 210403"],
    [{ year: "2021" }, "year", "2021 is outside 2018-01 to 2020-12"],
    [{ unit: "個" }, "unit", "there is no unit 個"],
    [{ unit: "个" }, "unit", "unit 个 is of kind count, S3-debt is in 万元"],
    [{ required: "9".repeat(28), unit: "亿元" }, "required", `${"9".repeat(28)} 亿元 is too long a figure in 万元`],
  ])("refuses %j", (change, field, message) => {
    expect(merge(debt, { ...debt, ...change }).problems).toEqual([
      { file: "target-paths.csv", row: 2, field, message },
    ]);
  });
});
