import { loadReference, type Plan, type ReferenceData } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import { targetRows } from "./target-rows.ts";

const reference = loadReference();

/** The rows of one target as objects, by region. */
function rowsOf(target: string, from: ReferenceData = reference) {
  const { columns, rows } = targetRows(from);
  const objects = rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])));
  return new Map(objects.filter((row) => row.target === target).map((row) => [row.region, row]));
}

describe("targetRows", () => {
  it("gives one row for each region, the first of them the headline", () => {
    const rows = rowsOf("S1-gdp");
    expect([...rows.keys()]).toEqual(["210400-XY", "210421", "210422", "210423"]);
    expect([...rows.values()].map(({ headline }) => headline)).toEqual([true, false, false, false]);
    expect(rows.get("210421")?.lead_agencies).toContain("抚顺县政府");
  });

  it("fills the columns of a form, and leaves the others empty", () => {
    expect(rowsOf("S9-cooperatives").get("210400")).toMatchObject({
      form: "cumulative_count",
      judged: "at_deadline",
      required: "60",
      base_end: "2017-12-31",
      path: [],
      compared_indicator: "",
      scope: "",
      ranked_by: "",
      denominator_region: "",
      counted_regions: [],
      components: [],
      deadline: "2020-12-31",
      is_dated: true,
      unit_factor: "1",
    });
    expect(rowsOf("S7-scenic-areas").get("210400")).toMatchObject({
      path: [
        { year: 2018, required: "5.4" },
        { year: 2019, required: "8" },
        { year: 2020, required: "13" },
      ],
      required: null,
      unit_factor: "100000000",
    });
    expect(rowsOf("S10-score").get("210421")).toMatchObject({ indicator: "", required: null, unit: "分" });
  });

  it("puts what is not dated at the end of time, and says so", () => {
    expect(rowsOf("S13-village-clinics").get("210400")).toMatchObject({ deadline: "2299-12-31", is_dated: false });
  });

  it("gives a region its own marks", () => {
    const mark = { year: 2019, required: "7", region: "210421" };
    const plans = new Map([...reference.plans].map(([id, plan]): [string, Plan] => [id, withMark(plan, mark)]));
    const rows = rowsOf("S3-debt", { ...reference, plans });
    expect(rows.get("210421")?.path).toEqual([{ year: 2019, required: "7" }]);
    expect(rows.get("210422")?.path).toEqual([]);
  });
});

function withMark(plan: Plan, mark: { year: number; required: string; region: string }): Plan {
  const targets = plan.targets.map((target) => (target.form === "level_path" ? { ...target, path: [mark] } : target));
  return { ...plan, targets };
}
