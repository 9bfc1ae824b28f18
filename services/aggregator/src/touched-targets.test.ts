import { loadReference } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import { touchedTargets } from "./touched-targets.ts";

const reference = loadReference();

const touched = (indicator: string, ...periodEnds: string[]) =>
  new Map(touchedTargets([{ indicator, periodEnds }], reference, 2026).map((one) => [one.target.id, one.periodEnds]));

describe("touchedTargets", () => {
  it("names the targets of the indicator, and those that compare another one with it", () => {
    const targets = [...touched("gdp", "2020-12-31").keys()];
    expect(targets).toEqual(expect.arrayContaining(["S1-gdp", "S2-urban", "S2-rural", "S6-county-share"]));
    expect(targets.filter((id) => id.startsWith("S7"))).toEqual([]);
    expect([...touched("urban_disposable_income", "2020-12-31").keys()]).toEqual(["S2-urban"]);
  });

  it("judges growth in the figures' own periods", () => {
    expect(touched("gdp", "2020-06-30", "2020-12-31").get("S1-gdp")).toEqual(["2020-06-30", "2020-12-31"]);
  });

  it("shows last year's profile in the months that follow a year", () => {
    const days = touched("industrial_park_output", "2018-12-31").get("S7-industrial-parks");
    expect(days).toHaveLength(13);
    expect(days?.at(-1)).toBe("2019-12-31");
  });

  it("shows a late month in the profile of the same month a year later", () => {
    const days = touched("industrial_park_output", "2020-02-29").get("S7-industrial-parks");
    expect(days).toEqual(["2020-02-29", "2021-02-28"]);
    expect(touched("standard_markets", "2019-06-30").get("S9-standard-markets")).toEqual(["2019-06-30"]);
  });

  it("judges every month since the base again when the base changes, those after the deadline too", () => {
    const days = touched("farmer_cooperatives", "2017-12-31").get("S9-cooperatives");
    expect([days?.[0], days?.at(-1), days?.length]).toEqual(["2017-12-31", "2026-12-31", 1 + 9 * 12]);
  });

  it("scores the assessment again that counts a touched target, after it", () => {
    const ids = [...touched("government_debt", "2019-12-31").keys()];
    const [score] = ids.slice(-1);
    expect(ids.length).toBeGreaterThan(1);
    expect(reference.plans.get("fushun-county-assessment")?.targets.find(({ id }) => id === score)?.form).toBe(
      "assessment_score",
    );
  });
});
