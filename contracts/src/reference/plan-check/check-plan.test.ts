import { describe, expect, it } from "vitest";
import { loadReference } from "../load-reference.ts";
import { checkPlan } from "./check-plan.ts";

const catalogue = loadReference({ catalogueOnly: true });

const common = {
  line: "L1",
  section: "一",
  textZh: "到2022年",
  textEn: "by 2022",
  regions: ["210421"],
  commitment: "达到",
  validFrom: "2020-01",
  deadline: "2022-12",
  direction: "higher",
  leadAgencies: ["fushun-finance"],
  cooperatingAgencies: [],
};
const path = {
  ...common,
  id: "parks",
  form: "level_path",
  indicator: "industrial_park_output",
  unit: "亿元",
  alertname: "TargetBehind",
  path: [
    { year: 2020, required: "100" },
    { year: 2021, required: "110.5" },
  ],
};
const yes = { ...common, id: "pensions", form: "yes_or_no", indicator: "pension_paid_on_time", unit: "是否" };
const pensions = { ...yes, judged: "yearly", alertname: "TargetBehind" };
const count = { ...common, form: "count", indicator: "standard_markets", unit: "个", alertname: "TargetMissed" };
const rank = { ...common, form: "rank_within", indicator: "gdp", unit: "名", alertname: "RankBelowTarget" };
const top = { ...rank, id: "top", scope: "210000-XY", rankedBy: "growth", required: "30" };
const score = {
  ...common,
  id: "score",
  form: "assessment_score",
  unit: "分",
  required: "90",
  components: [
    { target: "parks", weight: "60", cap: "120" },
    { target: "pensions", weight: "40", cap: "100" },
  ],
  alertname: "TargetBehind",
};
const planOf = (...targets: readonly unknown[]) => ({
  id: "p",
  nameZh: "计划",
  nameEn: "A plan",
  validFrom: "2020-01",
  validTo: "2022-12",
  source: "test",
  targets,
});
const found = (...targets: readonly unknown[]) =>
  checkPlan(planOf(...targets), catalogue).problems.map(
    ({ target, field, severity, code }) => `${severity} ${code} ${target ?? "-"} ${field ?? "-"}`,
  );

describe("checkPlan", () => {
  it("finds nothing in a plan that is in order", () => {
    expect(found(path, pensions, { ...count, id: "markets", required: "50" }, top, score)).toEqual([]);
  });

  it("reports faults of shape, of names and of other targets at once, and names the form", () => {
    const faulty = planOf(
      { ...path, requird: "5", indicator: "industrial_parks_output", unit: undefined },
      { ...pensions, judged: undefined, regions: ["抚顺县"], leadAgencies: ["市财政局"], commitment: 5 },
      { ...top, form: "rank_in" },
      { ...count, required: 50, deadline: "2022" },
      { ...top, id: "parks", rankedBy: "size", scope: "210000" },
      { ...score, components: [{ target: "parks", weight: "60%" }] },
    );
    const { plan, problems } = checkPlan(faulty, catalogue);
    expect(plan).toBeNull();
    expect(problems.map(({ target, code, message }) => `${target} ${code}: ${message.en}`)).toEqual([
      "parks MISSING_FIELD: level_path needs the field unit",
      "parks UNKNOWN_FIELD: level_path has no field requird",
      'parks BAD_VALUE: "size" is none of growth, level',
      "parks UNKNOWN_NAME: there is no indicator industrial_parks_output",
      "parks UNKNOWN_NAME: there is no scope 210000",
      "parks DUPLICATE: target parks is there twice",
      "pensions BAD_VALUE: 5 does not fit: Invalid input: expected string, received number",
      "pensions MISSING_FIELD: yes_or_no needs the field judged",
      "pensions UNKNOWN_NAME: there is no region 抚顺县",
      "pensions UNKNOWN_NAME: there is no agency 市财政局",
      "top UNKNOWN_FORM: there is no form rank_in",
      "#4 MISSING_FIELD: count needs the field id",
      '#4 BAD_VALUE: "2022" is no month such as 2018-01',
      "#4 BAD_VALUE: 50 is no figure in quotation marks",
      'score BAD_VALUE: "60%" is no figure such as 5.4',
      "score MISSING_FIELD: assessment_score needs the field components.0.cap",
    ]);
    const agency = problems.find(({ got }) => got === "市财政局");
    expect(agency?.candidates, "a name leads to its id").toEqual(["fushun-finance"]);
  });

  it("goes on with the other targets where one has no form", () => {
    expect(found({ ...path, id: "lost", form: "levels" }, { ...path, unit: "个" }, pensions, score)).toEqual([
      "error UNKNOWN_FORM lost form",
      "error WRONG_UNIT parks unit",
    ]);
  });

  it("shows what is no text, even an object that does not turn into one", () => {
    const odd = { toString: 1 };
    expect(found({ ...path, unit: odd }, { ...pensions, form: odd })).toEqual([
      "error BAD_VALUE parks unit",
      "error UNKNOWN_FORM pensions form",
    ]);
  });

  it("keeps to the years that the engine's dates have", () => {
    const counted = { ...count, id: "c", form: "cumulative_count", required: "5", base: "1850" };
    expect(found({ ...path, validFrom: "0001-01" }, { ...pensions, deadline: "9999-12" }, counted)).toEqual([
      "error BAD_VALUE parks validFrom",
      "error BAD_VALUE pensions deadline",
      "error BAD_VALUE c base",
    ]);
  });

  it("wants a completion from what a score counts", () => {
    const components = [
      { target: "parks", weight: "60", cap: "120" },
      { target: "top", weight: "40", cap: "100" },
    ];
    expect(found(path, top, { ...score, components })).toEqual(["error BAD_COMPONENT score components"]);
  });

  it.each(["100.1", "-100", "9999999999999999999999999999"])("refuses an average growth of %s a year", (required) => {
    const average = { ...common, id: "a", form: "average_growth", indicator: "gdp", base: "2019", unit: "%" };
    expect(found({ ...average, required, alertname: "TargetMissed" })).toEqual(["error OUT_OF_RANGE a required"]);
    expect(found({ ...average, required: "8", alertname: "TargetMissed" })).toEqual([]);
  });

  it.each([
    ["a rank among others than the scope's members", { ...top, regions: ["210400-XY"] }, "NOT_IN_SCOPE top regions"],
    ["a rank that is none", { ...top, required: "0.5" }, "OUT_OF_RANGE top required"],
    ["a unit of another kind", { ...path, unit: "个" }, "WRONG_UNIT parks unit"],
    [
      "a rate in ‰",
      {
        ...path,
        form: "average_growth",
        path: undefined,
        required: "8",
        base: "2019",
        unit: "‰",
        alertname: "TargetMissed",
      },
      "WRONG_UNIT parks unit",
    ],
    [
      "a base after the start",
      { ...count, id: "c", form: "cumulative_count", required: "5", base: "2020" },
      "BAD_DATES c base",
    ],
    [
      "a yearly count of a stock",
      { ...count, id: "c", form: "count_per_year", required: "5", alertname: "TargetBehind" },
      "WRONG_INDICATOR c indicator",
    ],
    [
      "a yes or no of a sum of money",
      { ...pensions, indicator: "gdp", unit: "万元" },
      "WRONG_INDICATOR pensions indicator",
    ],
    [
      "a share of itself",
      {
        ...path,
        form: "share_path",
        unit: "%",
        denominatorRegion: "210421",
        path: [{ year: 2022, required: "5" }],
        alertname: "TargetMissed",
      },
      "BAD_VALUE parks denominatorRegion",
    ],
    [
      "an income compared with itself",
      {
        ...path,
        form: "growth_above_indicator",
        path: undefined,
        comparedIndicator: "industrial_park_output",
        unit: "%",
        alertname: "IncomeBelowGdp",
      },
      "WRONG_INDICATOR parks comparedIndicator",
    ],
    ["years out of order", { ...path, path: [...path.path].reverse() }, "BAD_PATH parks path"],
    ["a year outside", { ...path, path: [{ year: 2023, required: "1" }] }, "BAD_PATH parks path"],
    [
      "a mark of another region",
      { ...path, path: [{ year: 2020, required: "1", region: "210422" }] },
      "BAD_PATH parks path",
    ],
    [
      "a share without a mark for its deadline",
      { ...path, form: "share_path", unit: "%", denominatorRegion: "210400", alertname: "TargetMissed" },
      "BAD_PATH parks path",
    ],
    [
      "a deadline before the start",
      { ...path, path: [{ year: 2020, required: "1" }], validFrom: "2020-06", deadline: "2020-05" },
      "BAD_DATES parks deadline",
    ],
    [
      "a coverage beyond 100 %",
      { ...count, id: "c", form: "coverage", indicator: "community_ecommerce_coverage", unit: "%", required: "101" },
      "OUT_OF_RANGE c required",
    ],
    ["a region named twice", { ...pensions, regions: ["210421", "210421"] }, "DUPLICATE pensions regions"],
  ])("refuses %s", (_what, target, problem) => {
    expect(found(Object.fromEntries(Object.entries(target).filter(([, value]) => value !== undefined)))).toEqual([
      `error ${problem}`,
    ]);
  });

  it("refuses components that are not there, that bind other regions, and weights that are not 100", () => {
    const wide = {
      ...score,
      regions: ["210421", "210422"],
      components: [...score.components, { target: "pakrs", weight: "1", cap: null }],
    };
    expect(found(path, pensions, wide)).toEqual([
      "error BAD_COMPONENT score components",
      "error BAD_COMPONENT score components",
      "error BAD_COMPONENT score components",
      "error WEIGHTS_NOT_100 score components",
    ]);
  });

  it("warns of what is unusual, and loads it all the same", () => {
    const undated = { ...count, id: "c", required: "5", deadline: null, commitment: "完成", direction: "lower" };
    const early = {
      ...path,
      path: [],
      validFrom: "2019-01",
      leadAgencies: ["fushun-tax", "fushun-local-tax"],
      alertname: "TargetMissed",
    };
    const open = { ...score, components: score.components.map((component) => ({ ...component, weight: null })) };
    const { plan, problems } = checkPlan(
      planOf(undated, early, pensions, { ...open, components: open.components.slice(1) }),
      catalogue,
    );
    expect(plan?.targets).toHaveLength(4);
    expect(problems.map(({ severity, code, target }) => `${severity} ${code} ${target}`)).toEqual([
      "warning UNDATED c",
      "warning UNUSUAL_COMMITMENT c",
      "warning UNUSUAL_DIRECTION c",
      "warning OUTSIDE_PLAN_YEARS parks",
      "warning AGENCY_NOT_VALID parks",
      "warning NO_MARKS parks",
      "warning UNUSUAL_ALERTNAME parks",
      "warning WEIGHTS_UNKNOWN score",
    ]);
  });

  it.each([[null], [[]], ["text"]])("says that %j is no plan", (raw) => {
    expect(checkPlan(raw, catalogue).problems).toMatchObject([{ code: "NOT_A_PLAN", target: null }]);
  });
});
