import { NOW } from "@yardstick/warehouse";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { averageGrowth, wholeYears } from "../../oracle/average-growth.ts";
import { CurrentFigures } from "../../oracle/current-figures.ts";
import type { Catalogue, Frame, Vintage } from "../../oracle/facts.ts";
import { compare, zero } from "../../oracle/rational.ts";
import { hasPeriod, singlePeriod } from "../../oracle/single-period.ts";
import { settled, written } from "./comparable-rows.ts";
import { differences } from "./differences.ts";
import { figure, INSTANTS, span } from "./random-figures.ts";
import { GDP, NOMINAL } from "./rules-case.ts";
import { openRulesFixture, type RulesFixture, storeCatalogue, storeVintages } from "./rules-fixture.ts";
import { sampled } from "./sample.ts";

const REGIONS = 40;
const SEED = 20_200_229;
const YEARS = ["2019", "2020"];
const LAST_DAYS = ["31", "", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31"];

let fixture: RulesFixture;

beforeAll(async () => {
  fixture = await openRulesFixture();
});

afterAll(() => fixture.close());

/** First and last day of some months of a year; 2020 is a leap year. */
function months(year: string, first: number, last: number): Frame {
  const lastDay = last === 2 ? (year === "2020" ? "29" : "28") : LAST_DAYS[last - 1];
  const two = (month: number) => String(month).padStart(2, "0");
  const periodStart = `${year}-${two(first)}-01`;
  return { periodStart, periodEnd: `${year}-${two(last)}-${lastDay}`, accumulation: "period", caliber: "natural" };
}

const FRAMES: readonly Frame[] = YEARS.flatMap((year) => [
  ...Array.from({ length: 12 }, (_, at) => months(year, at + 1, at + 1)),
  ...[1, 4, 7, 10].map((first) => months(year, first, first + 2)),
  ...[1, 7].map((first) => months(year, first, first + 5)),
  months(year, 1, 2),
]);

/** Years to date month by month, here and there a single period beside them, with revisions in any order. */
function yearsToDate(region: string, usual: Vintage["priceBasis"]): fc.Arbitrary<Vintage[]> {
  const levels = { measure: "level", usual: "current", isPlain: true } as const;
  const rates = { measure: "growth_yoy", usual, isPlain: true } as const;
  return fc
    .tuple(
      ...YEARS.flatMap((year) =>
        LAST_DAYS.map((_, at) => {
          const { periodStart, periodEnd } = months(year, 1, at + 1);
          return figure(region, span(periodStart, periodEnd, "ytd"), { ...levels, outOfTen: 9 });
        }),
      ),
      ...FRAMES.filter(({ periodStart }) => !periodStart.endsWith("-01-01")).flatMap(({ periodStart, periodEnd }) => [
        figure(region, span(periodStart, periodEnd, "period"), { ...levels, outOfTen: 1 }),
        figure(region, span(periodStart, periodEnd, "period"), { ...rates, outOfTen: 3 }),
      ]),
    )
    .map((all) => all.flat());
}

const CATALOGUES: readonly (Catalogue & { readonly id: string })[] = [
  { id: "nominal_flow", ...NOMINAL },
  { id: "nominal_without_january", ...NOMINAL, hasJanuary: false },
  { id: "constant_flow", ...GDP },
  { id: "comparable_without_january", ...GDP, growthRule: "comparable", hasJanuary: false },
];

describe(`periods by themselves, of ${REGIONS} random regions of seed ${SEED}`, () => {
  it.each(CATALOGUES)("of $id are told from years to date as the oracle tells them", async ({ id, ...of }) => {
    const { warehouse } = fixture;
    const regions = Array.from({ length: REGIONS }, (_, n) => `${id}${n}`);
    const usual = of.comparedPriceBases[0] ?? "current";
    const vintages = regions.flatMap((region, n) => sampled(yearsToDate(region, usual), SEED + n));
    await storeCatalogue(warehouse, id, of);
    await storeVintages(warehouse, id, vintages);
    for (const asOfMs of [Number.POSITIVE_INFINITY, ...INSTANTS]) {
      const rows = await warehouse.query<SinglePeriodRow>(
        "SELECT * FROM single_periods_at(indicator = {id:String}, regions = [], period_from = '2019-01-01', period_to = '2020-12-31', as_of = {as_of:DateTime64(3)})",
        { id, as_of: Number.isFinite(asOfMs) ? new Date(asOfMs).toISOString().replace(/[TZ]/g, " ").trim() : NOW },
      );
      const figures = new CurrentFigures(vintages, asOfMs);
      const counted = regions.flatMap((region) =>
        FRAMES.filter((frame) => hasPeriod(frame, of)).flatMap((frame) => {
          const one = singlePeriod({ figures, frame, region, catalogue: of });
          const key = `${region} ${frame.periodStart}..${frame.periodEnd}`;
          return one.value === null && one.growth === null ? [] : [{ key, ...one }];
        }),
      );
      const exact = new Map(counted.map((one) => [one.key, one]));
      const got = rows.map((row) => {
        const key = `${row.region} ${row.period_start}..${row.period_end}`;
        const { value, value_source: source, growth, growth_source: growthSource, flags } = row;
        const wanted = exact.get(key);
        const numbers = {
          value: settled(value, wanted?.value ?? null),
          growth: settled(growth, wanted?.growth ?? null),
        };
        return { key, ...numbers, source, growthSource, flags };
      });
      expect(
        differences(
          got,
          counted.map((one) => ({ ...one, value: written(one.value), growth: written(one.growth) })),
        ),
      ).toEqual([]);
      expect(got.filter(({ flags }) => flags.includes("REVISION_IN_YTD")).length).toBeGreaterThan(REGIONS / 2);
    }
  });
});

interface SinglePeriodRow {
  readonly region: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly value: string | null;
  readonly value_source: string | null;
  readonly growth: string | null;
  readonly growth_source: string | null;
  readonly flags: readonly string[];
}

describe("average growth over whole years", () => {
  it.each([
    ["2016-12-31", "2019-12-31"],
    ["2018-12-31", "2019-12-31"],
  ])("from %s to %s is the root that the oracle takes", async (from, to) => {
    const { warehouse } = fixture;
    const id = `averaged_${from.slice(0, 4)}`;
    const regions = Array.from({ length: REGIONS }, (_, n) => `${id}${n}`);
    const kind = { measure: "level", usual: "current", isPlain: true, outOfTen: 9 } as const;
    const yearly = (region: string, day: string) => figure(region, span(`${day.slice(0, 4)}-01-01`, day, "ytd"), kind);
    const vintages = regions.flatMap((region, n) =>
      [from, to].flatMap((day, at) => sampled(yearly(region, day), SEED + n + 1000 * at)),
    );
    await storeCatalogue(warehouse, id, NOMINAL);
    await storeVintages(warehouse, id, vintages);
    const rows = await warehouse.query<{ region: string; average_growth: string | null }>(
      "SELECT region, average_growth FROM average_growth_at(indicator = {id:String}, base_period_end = {from:Date32}, period_end = {to:Date32}, as_of = {now:DateTime64(3)})",
      { id, from, to, now: NOW },
    );
    const found = new Map(rows.map((row) => [row.region, row.average_growth]));
    const figures = new CurrentFigures(vintages, Number.POSITIVE_INFINITY);
    const levelAt = (region: string, day: string) => {
      const frame = { ...span(`${day.slice(0, 4)}-01-01`, day, "ytd"), caliber: "natural" as const };
      return figures.find(frame, region, "level", "current")?.value ?? null;
    };
    const years = wholeYears(from, to) ?? 0;
    const pairs = regions.map((region) => {
      const [base, level] = [levelAt(region, from), levelAt(region, to)];
      const isTold = base !== null && level !== null && compare(base, zero) > 0 && compare(level, zero) >= 0;
      const exact = isTold ? Number(written(averageGrowth(level, base, years))) : null;
      const got = found.get(region) ?? null;
      // A double carries 15 digits, and the column ten behind the point.
      const isNear = got !== null && exact !== null && Math.abs(Number(got) - exact) <= 2e-10 + 1e-12 * Math.abs(exact);
      return { region, got: isNear ? exact : got, exact };
    });
    expect(pairs.filter(({ got, exact }) => got !== exact)).toEqual([]);
    expect(pairs.filter(({ exact }) => exact !== null).length).toBeGreaterThan(REGIONS / 3);
  });
});
