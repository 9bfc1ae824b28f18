import fc from "fast-check";
import type { Catalogue, PeerGroup, Vintage } from "../../oracle/facts.ts";
import type { Component, Target } from "../../oracle/target.ts";
import { figure, type Span, span } from "./random-figures.ts";
import { ALWAYS } from "./rules-fixture.ts";

/** A plan of one region, or of an aggregate of regions, with every level that was ever sent about it. */
export interface LevelPlan {
  readonly groups: readonly PeerGroup[];
  readonly targets: readonly Target[];
  readonly vintages: readonly Vintage[];
}

/** The plan's years; figures lie before, within and after them. */
export const [VALID_FROM, DEADLINE] = ["2018-01-01", "2020-12-31"];

const DAYS = ["2017-06-30", "2017-12-31", "2018-03-31", "2018-12-31", "2019-06-30", "2019-12-31"];
const ASKED = ["2018-03-31", "2018-12-31", "2019-06-30", "2019-12-31", "2020-06-30", "2020-12-31", "2021-06-30"];
export const ASKED_DAYS: readonly string[] = ASKED;

/** What 8 % a year makes of 100, marks that are just met and just missed, and what nothing can be divided by. */
const LEVELS = ["0", "1", "9.9", "10", "50", "80", "99.9999999999", "100", "108", "116.64", "125.9712", "125.9711"];
const level = fc.constantFrom(...LEVELS);
const mark = fc.constantFrom("0", "1", "8", "10", "16.64", "17", "80", "100", "108", "125.9712");

/** Forms that read levels, in shapes that the catalogue admits. */
const form = fc.constantFrom<Target["form"][]>(
  ...(["level_path", "share_path", "average_growth", "count", "coverage", "at_least_one_per_region"] as const),
  ...(["count_per_year", "cumulative_count", "yes_or_no"] as const),
);

export interface LevelPlanOf {
  /** First digits of the codes of its regions. */
  readonly code: string;
  readonly indicator: string;
  readonly unitFactor: string;
  /** Whether its figures are flows or stocks. */
  readonly kind: "ytd" | "point";
}

export function levelPlan({ code, indicator, unitFactor, kind }: LevelPlanOf): fc.Arbitrary<LevelPlan> {
  const members = ["1", "2", "3"].map((n) => ({ region: `${code}${n}`, ...ALWAYS }));
  const last = { region: `${code}3`, from: ALWAYS.from, to: "2019-12-31" };
  const aggregate: PeerGroup = { scope: `${code}-XY`, members: [...members.slice(0, 2), last], aggregates: [] };
  const regions = [...members.map(({ region }) => region), aggregate.scope];
  const scale = (value: string) => scaledBy(value, unitFactor);
  const sent = (region: string, at: Span) =>
    figure(region, at, {
      ...{ measure: "level", usual: "current", isPlain: true, value: level.map(scale) },
      outOfTen: region === aggregate.scope ? 2 : 9,
    });
  const spans = [...DAYS, ...ASKED.slice(4)].map((day) =>
    kind === "point" ? span(day, day, kind) : span(`${day.slice(0, 4)}-01-01`, day, kind),
  );
  const target = fc.record({
    form,
    region: fc.constantFrom(...regions),
    direction: fc.constantFrom("higher" as const, "lower" as const),
    judged: fc.constantFrom("yearly" as const, "at_deadline" as const),
    required: mark,
    marks: fc.tuple(mark, mark, mark),
    isDated: fc.nat(5).map((n) => n > 0),
    baseEnd: fc.constantFrom("2017-12-31", "2018-12-31"),
  });
  return fc.record({
    groups: fc.constant([aggregate]),
    targets: fc
      .array(target, { minLength: 6, maxLength: 6 })
      .chain((drawn) =>
        withScores(drawn.map((one, at) => shaped(one, { id: `${code}-${at}`, indicator, unitFactor }))),
      ),
    vintages: fc.tuple(...regions.flatMap((region) => spans.map((at) => sent(region, at)))).map((all) => all.flat()),
  });
}

type Drawn = Pick<Target, "form" | "region" | "direction" | "judged" | "isDated"> & {
  readonly required: string;
  readonly marks: readonly [string, string, string];
  readonly baseEnd: string;
};

const EITHER_WAY = new Set<Target["form"]>([
  ...(["level_path", "share_path", "count", "coverage"] as const),
  ...(["count_per_year", "cumulative_count", "average_growth"] as const),
]);
const YEARLY = new Set<Target["form"]>(["level_path", "count_per_year"]);
const PATHS = new Set<Target["form"]>(["level_path", "share_path"]);
const BASED = new Set<Target["form"]>(["average_growth", "cumulative_count"]);

/** As the catalogue shapes a target of its form. */
function shaped(drawn: Drawn, more: Pick<Target, "id" | "indicator" | "unitFactor">): Target {
  const { form: of, marks, required, baseEnd, direction, judged, ...rest } = drawn;
  const isYesOrNo = of === "yes_or_no";
  return {
    ...NEUTRAL,
    ...rest,
    ...more,
    form: of,
    direction: EITHER_WAY.has(of) ? direction : "higher",
    judged: isYesOrNo ? judged : YEARLY.has(of) ? "yearly" : "at_deadline",
    required: PATHS.has(of) || isYesOrNo ? null : of === "at_least_one_per_region" ? "1" : required,
    // One year of the plan has no mark.
    path: PATHS.has(of) ? { 2018: marks[0], 2020: marks[2] } : {},
    baseEnd: BASED.has(of) ? baseEnd : null,
    denominatorRegion: of === "share_path" ? `${more.id.slice(0, more.id.indexOf("-"))}-XY` : "",
    deadline: drawn.isDated ? DEADLINE : "2299-12-31",
  };
}

export const NEUTRAL: Omit<Target, "id" | "form" | "region" | "indicator"> = {
  comparedIndicator: "",
  scope: "",
  judged: "yearly",
  rankedBy: "",
  direction: "higher",
  required: null,
  path: {},
  baseEnd: null,
  denominatorRegion: "",
  countedRegions: [],
  components: [],
  unitFactor: "1",
  validFrom: VALID_FROM,
  deadline: DEADLINE,
  isDated: true,
};

/** A score over two of the targets of one region, whose weights and caps are at times not known. */
function withScores(targets: readonly Target[]): fc.Arbitrary<Target[]> {
  const points = fc.constantFrom("40", "60", "12.5", null);
  const cap = fc.constantFrom("100", "120", "150", "100");
  return fc
    .record({
      weights: fc.array(points, { minLength: 2, maxLength: 2 }),
      cap,
      required: fc.constantFrom("60", "80", null),
    })
    .map(({ weights, cap: ofAll, required }) => {
      const region = targets[0]?.region ?? "";
      const parts = targets.filter((one) => one.region === region && one.form !== "average_growth").slice(0, 2);
      const components = parts.map(
        ({ id }, at): Component => ({ target: id, weight: weights[at] ?? null, cap: ofAll }),
      );
      if (components.length === 0) return [...targets];
      const score = { ...NEUTRAL, id: `${targets[0]?.id}-score`, form: "assessment_score" as const, indicator: "" };
      return [...targets, { ...score, region, required, components }];
    });
}

/** Ten more zeros for 10^10. */
function scaledBy(value: string, factor: string): string {
  const [whole = "", part = ""] = value.split(".");
  const zeros = factor.length - 1;
  const digits = `${whole}${part.padEnd(zeros, "0").slice(0, zeros)}`;
  const rest = part.slice(zeros);
  return `${digits.replace(/^0+(?=\d)/, "")}${rest === "" ? "" : `.${rest}`}`;
}

/** Levels that add up, compared by nothing. */
export const COUNTED: Catalogue = {
  growthRule: "nominal",
  computedGrowthAllowed: true,
  levelPriceBasis: "current",
  comparedPriceBases: ["current"],
  defaultCaliber: "natural",
  hasJanuary: true,
  tolerancePoints: "2",
  betterIs: "higher",
  aggregation: "sum",
};
