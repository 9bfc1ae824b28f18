import { type Column, renderTable, type Style } from "@yardstick/cli";
import type { Comparison, ReferenceData } from "@yardstick/contracts";
import { decimal, signed, VERDICT_WORDS } from "./words.ts";

export const SCOPE = "210000-XY";
/** The three counties and their total. */
export const FOCUS = ["210421", "210422", "210423", "210400-XY"] as const;

/** GDP 2021: the one period with every county of the province on both sides. */
export function printGdp(comparisons: readonly Comparison[], style: Style): string[] {
  const rows = FOCUS.flatMap(
    (region) => comparisons.find((row) => isOf(row, "gdp", region) && row.period === "2021") ?? [],
  );
  const [first] = rows;
  if (first === undefined) return [style.red("no comparison of GDP 2021")];
  const { reporting, expected } = first.coverage;
  const basis = `全省县域平均 (${first.benchmarkMethod} over ${reporting} of ${expected} counties): ${style.bold(`${decimal(first.benchmark)} %`)}`;
  const source = first.growthSource === "computed" ? "growth computed from levels" : "growth as reported";
  return [`${basis}; ${source}`, "", renderTable(rows, COLUMNS, style)];
}

/** The other indicators of 两个高于, each in its newest period with a figure of one of the three counties. */
export function printOthers(comparisons: readonly Comparison[], reference: ReferenceData, style: Style): string[] {
  const indicators = s1Indicators(reference).filter((indicator) => indicator !== "gdp");
  const newest = indicators.map((indicator) => newestWithGrowth(comparisons, indicator));
  const rows = newest.flat();
  const nameOf = (id: string) => reference.indicators.get(id)?.nameZh ?? id;
  const silent = indicators.filter((_, index) => newest[index]?.length === 0);
  const columns: Column<Comparison>[] = [
    { header: "indicator", value: ({ indicator }) => nameOf(indicator) },
    { header: "period", value: ({ period }) => period },
    ...COLUMNS,
  ];
  return [
    ...(rows.length > 0 ? [renderTable(rows, columns, style)] : []),
    ...(silent.length > 0
      ? [style.dim(`无增速数据 no growth known for the three counties: ${silent.map(nameOf).join("、")}`)]
      : []),
  ];
}

function s1Indicators({ plans }: ReferenceData): string[] {
  const targets = [...plans.values()].flatMap((plan) => plan.targets);
  return [
    ...new Set(targets.flatMap(({ line, indicator }) => (line === "S1" && indicator !== null ? [indicator] : []))),
  ];
}

function newestWithGrowth(comparisons: readonly Comparison[], indicator: string): Comparison[] {
  const known = comparisons.filter(
    (row) => row.growth !== null && FOCUS.some((region) => isOf(row, indicator, region)),
  );
  const newest = known
    .map(({ period }) => period)
    .sort()
    .at(-1);
  return known.filter(({ period }) => period === newest);
}

function isOf(row: Comparison, indicator: string, region: string): boolean {
  return row.scope === SCOPE && row.indicator === indicator && row.region === region;
}

const COLUMNS: readonly Column<Comparison>[] = [
  { header: "region", value: ({ region, regionName }) => `${region.padEnd(9)} ${regionName}` },
  { header: "growth %", align: "right", value: ({ growth }) => decimal(growth) },
  { header: "average %", align: "right", value: ({ benchmark }) => decimal(benchmark) },
  {
    header: "gap 个百分点",
    align: "right",
    value: ({ gap }) => signed(gap),
    paint: (row, style) => paintVerdict(row, style),
  },
  { header: "rank", align: "right", value: rankOf },
  {
    header: "verdict",
    value: verdictOf,
    paint: (row, style) => paintVerdict(row, style),
  },
];

/** An interval where counties are missing; none for the total, and none that rests on a few counties alone. */
function rankOf({ rank, rankWorst, of, benchmark }: Comparison): string {
  if (rank === null || of === null || benchmark === null) return "-";
  return rankWorst === null || rankWorst === rank ? `${rank}/${of}` : `${rank}-${rankWorst}/${of}`;
}

/** Why there is no benchmark: too few counties have a rate. */
function verdictOf({ verdict, coverage }: Comparison): string {
  const few = verdict === "no_benchmark" ? ` (${coverage.reporting}/${coverage.expected})` : "";
  return `${VERDICT_WORDS[verdict]}${few}`;
}

function paintVerdict({ verdict }: Comparison, style: Style) {
  if (verdict === "above") return style.green;
  return verdict === "below" ? style.red : style.dim;
}
