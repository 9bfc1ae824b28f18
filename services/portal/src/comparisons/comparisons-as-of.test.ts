import { describe, expect, it } from "vitest";
import type { Select } from "../query/conditions.ts";
import { periodFilter } from "../query/period-filter.ts";
import { comparisonsAsOf } from "./comparisons-as-of.ts";

const period = periodFilter("2021-05", "ytd") ?? expect.fail("2021-05 is a period");
const asOf = "2022-01-01 00:00:00.000";

const row = (region: string, month: string, growth: string | null, more = {}) => ({
  ...{ indicator: "gdp", scope: "s", region, caliber: "natural", accumulation: "ytd", basis: "computed" },
  ...{ period_start: "2021-01-01", period_end: month, growth, rank: growth === null ? null : 1, ...more },
});

const APRIL = "2021-04-30";
const MAY = "2021-05-31";
const evaluated = [
  row("a", "2021-03-31", "1"),
  row("b", "2021-03-31", "2", { rank: 4 }),
  row("c", "2021-02-28", "9", { basis: "reported" }),
  row("a", APRIL, "3"),
  row("b", APRIL, null),
  row("a", MAY, "3.5"),
  row("b", MAY, "2.25"),
  row("c", MAY, "1"),
  row("d", MAY, null),
];

/** The engine, as far as these questions go: the rows of the periods that are asked for. */
function openRules() {
  const asked: unknown[] = [];
  const ask = async ({ sql, params }: Select): Promise<never[]> => {
    if (sql.startsWith("SELECT indicator, region, period_start")) return [];
    const periods = params.periods as string[];
    asked.push(periods);
    return evaluated.filter(({ period_end }) => periods.includes(period_end)) as never[];
  };
  const endsBefore = [APRIL, "2021-03-31", "2021-02-28"];
  const above = { of: () => ({ city: null, province: null }), codes: ["210400"] };
  return { asked, known: comparisonsAsOf({ indicator: "gdp", period, asOf, endsBefore }, { ask, above }) };
}

describe("comparisonsAsOf", () => {
  it("runs the rules once where every growth of a page has one before it", async () => {
    const { asked, known } = openRules();
    const { rows, changesOf } = await known;
    expect(rows.map(({ region }) => region)).toEqual(["a", "b", "c", "d"]);
    const page = rows.filter(({ region }) => region === "a" || region === "d");
    expect(await changesOf(page)).toMatchObject([
      { growth_change: "0.5", rank_change: 0 },
      { growth_change: null, rank_change: null },
    ]);
    expect(asked).toEqual([[MAY, APRIL]]);
  });

  it("looks further back once for all pages, and compares no two bases", async () => {
    const { asked, known } = openRules();
    const { rows, changesOf } = await known;
    const pages = await Promise.all([changesOf(rows.slice(0, 2)), changesOf(rows.slice(2))]);
    expect(pages.flat().map(({ growth_change, rank_change }) => [growth_change, rank_change])).toEqual([
      ["0.5", 0],
      ["0.25", 3],
      [null, null],
      [null, null],
    ]);
    expect(asked).toEqual([
      [MAY, APRIL],
      ["2021-03-31", "2021-02-28"],
    ]);
  });
});
