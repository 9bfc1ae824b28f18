import type { SubmissionBody } from "@yardstick/contracts";
import { type OpenPipeline, openPipeline } from "./open-pipeline.ts";

type Row = SubmissionBody["observations"][number];

const SOURCE = "210400-bureau";
const COUNTIES = ["210421", "210422", "210423"] as const;

/** A year of a few regions, small enough to be counted by hand; money in 万元 unless a row says otherwise. */
export async function openScenario(): Promise<OpenPipeline> {
  const pipeline = await openPipeline();
  for (const [at, { knownAt, rows }] of SUBMISSIONS.entries()) {
    const body: SubmissionBody = { source: SOURCE, mode: "atomic", observations: [...rows] };
    await pipeline.send(`scenario-${at + 1}`, body, `${knownAt}T08:00:00.000Z`);
  }
  await pipeline.settle();
  return pipeline;
}

/** One period of the three counties, in their order. */
const ofCounties = (period: string, values: readonly string[], more: Partial<Row> = {}): Row[] =>
  COUNTIES.map((region, at) => revenue(region, period, values[at] ?? "", more));

const revenue = (region: string, period: string, value: string, more: Partial<Row> = {}): Row => ({
  indicator: "general_public_budget_revenue",
  region,
  period,
  value,
  ...(more.measure === "growth_yoy" ? {} : { unit: "万元" }),
  ...more,
});

const rate = { measure: "growth_yoy" } as const;
const REVENUE: Row[] = [
  ...ofCounties("2020-09", ["600", "300", "100"]),
  ...ofCounties("2020", ["1000", "500", "500"]),
  ...ofCounties("2021-09", ["630", "330", "120"]),
  ...ofCounties("2021-06", ["4", "9", "6"], rate),
  revenue("210400", "2021-09", "7", rate),
  revenue("210000", "2021-09", "6", rate),
  revenue("210000-XY", "2021-09", "8", rate),
  revenue("210400-XY", "2021-09", "8.3", rate),
  ...ofCounties("2021", ["1100", "550", "550"]),
  revenue("210400-XY", "2021", "10.2", rate),
];

const GDP: Row[] = [
  { indicator: "gdp", region: "210421", period: "2021-09", value: "9", ...rate },
  { indicator: "gdp", region: "210422", period: "2021-09", value: "200000", unit: "万元" },
  { indicator: "gdp", region: "210422", period: "2021-09", value: "5", ...rate },
  { indicator: "gdp", region: "210000-XY", period: "2021-09", value: "6", ...rate },
];

const output = (period: string, value: string, more: Partial<Row> = {}): Row => ({
  indicator: "industrial_park_output",
  region: "210400",
  period,
  value,
  unit: "亿元",
  ...more,
});
const PARKS: Row[] = [
  output("2018-06", "400"),
  output("2018", "900"),
  output("2019-06", "500"),
  output("2021-06", "500"),
  output("2018-06", "20", { indicator: "featured_town_output" }),
];

const brands = (period: string, value: string, more: Partial<Row> = {}): Row =>
  output(period, value, { indicator: "featured_brand_output", unit: "元", ...more });
const BRANDS: Row[] = [
  ...[brands("2019-01", "0"), brands("2019-02", "12"), brands("2019-03", "40")],
  ...[brands("2020-01", "10"), brands("2020-02", "30"), brands("2020-03", "60"), brands("2020-04", "70")],
  ...[brands("2020-06", "100"), brands("2020-07", "120")],
  brands("2020-07", "18", { accumulation: "period" }),
];
const BRANDS_REVISED: Row[] = [brands("2020-03", "75", { status: "verified", explanation: "annual check" })];

const INVESTMENT: Row[] = ["30", "50"].map((value, at) => ({
  ...{ indicator: "fixed_asset_investment", region: "210421", period: `2021-0${at + 2}`, value, unit: "万元" },
}));

const YEARS: Row[] = [
  ["2016", "100"],
  ["2018", "121"],
  ["2019", "0"],
].map(([period = "", value = ""]) => output(period, value, { indicator: "service_cluster_revenue" }));

const spending = (value: string | null, status: string): Row => ({
  ...{ indicator: "general_public_budget_expenditure", region: "210421", period: "2020", unit: "万元" },
  ...{ value, status, explanation: "checked with the county" },
});
const markets = (value: string | null, status: string): Row => ({
  ...{ indicator: "standard_markets", region: "210421", period: "2020-12", unit: "个", value, status },
  explanation: "counted twice",
});
const poverty = (region: string, value: string | null, status: string): Row => ({
  ...{ indicator: "poverty_population", region, period: "2020-12", unit: "人", value, status },
});

interface Sent {
  readonly knownAt: string;
  readonly rows: readonly Row[];
}

const SUBMISSIONS: readonly Sent[] = [
  { knownAt: "2022-01-10", rows: [...REVENUE, ...GDP, ...PARKS, ...BRANDS, ...INVESTMENT, ...YEARS] },
  { knownAt: "2022-01-11", rows: [spending("100", "preliminary")] },
  { knownAt: "2022-01-12", rows: [spending("110", "preliminary")] },
  { knownAt: "2022-01-13", rows: [spending("110", "preliminary")] },
  { knownAt: "2022-01-14", rows: [spending("110", "verified")] },
  { knownAt: "2022-01-15", rows: [spending(null, "withdrawn")] },
  { knownAt: "2022-01-16", rows: [spending("120", "verified")] },
  { knownAt: "2022-01-17", rows: [poverty("210421", "0", "verified"), poverty("210422", null, "withheld")] },
  { knownAt: "2022-01-18", rows: [markets("5", "verified")] },
  { knownAt: "2022-01-19", rows: [markets(null, "withdrawn")] },
  { knownAt: "2022-01-20", rows: BRANDS_REVISED },
];
