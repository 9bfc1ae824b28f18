import { agenciesForRegion, checkPlan, loadReference, type Target } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";

const reference = loadReference();
const plan = reference.plans.get("fushun-2018-2020");
const assessment = reference.plans.get("fushun-county-assessment");
if (plan === undefined || assessment === undefined) throw new Error("a plan is missing");

const named = (id: string): Target => {
  const target = [...plan.targets, ...assessment.targets].find((one) => one.id === id);
  if (target === undefined) throw new Error(`there is no target ${id}`);
  return target;
};
const ofLine = (line: string) => plan.targets.filter((target) => target.line === line);
const figuresOf = (target: Target) =>
  "path" in target ? target.path.map(({ required }) => required) : "required" in target ? [target.required] : [];
const COUNTIES = ["210421", "210422", "210423"];
const DISTRICTS = ["210402", "210403", "210404", "210411"];

describe("the plan of Fushun", () => {
  it("has every line, S10 as a plan of its own", () => {
    expect([...new Set(plan.targets.map(({ line }) => line))]).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13].map((number) => `S${number}`),
    );
    expect([...new Set(assessment.targets.map(({ line }) => line))]).toEqual(["S10"]);
  });

  it("has no fault, and warns only of what its text leaves open", () => {
    const problems = [plan, assessment].flatMap((one) => checkPlan(one, reference).problems);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect([...new Set(problems.map(({ code }) => code))].sort()).toEqual(["NO_MARKS", "UNDATED", "WEIGHTS_UNKNOWN"]);
  });

  // As the text prints them: 二(一)1, 二(二)1, 二(三)1, 二(四)1, 二(五)2, 二(六)1; 亿元 in 2018, 2019, 2020.
  it.each([
    ["S7-industrial-parks", ["871", "1016", "1175"]],
    ["S7-agri-processing", ["12", "17", "22"]],
    ["S7-service-clusters", ["460", "512", "568"]],
    ["S7-featured-towns", ["39.5", "88", "172"]],
    ["S7-featured-brands", ["111", "122", "132"]],
    ["S7-scenic-areas", ["5.4", "8", "13"]],
    ["S6-county-share", ["17"]],
    ["S6-district-share", ["76"]],
    ["S8-revenue", ["8"]],
    ["S9-featured-towns", ["20"]],
    ["S9-featured-small-towns", ["10"]],
    ["S9-cooperatives", ["60"]],
    ["S9-family-farms", ["70"]],
    ["S9-standard-markets", ["50"]],
    ["S9-demonstration-communities", ["100"]],
    ["S9-commercial-facilities", ["2000"]],
    ["S9-commercial-area-per-thousand", ["1000"]],
    ["S9-poverty", ["0"]],
    ["S13-working-groups", ["8"]],
  ])("%s requires %j, and its text says so", (id, figures) => {
    const target = named(id);
    expect(figuresOf(target)).toEqual(figures);
    const said = target.textZh.replace("八个", "8个").replace("全部实现脱贫", "剩0人");
    for (const figure of figures) expect(said).toContain(figure);
  });

  it("binds the regions that the text names", () => {
    for (const { id, regions } of ofLine("S1")) expect(regions, id).toEqual(["210400-XY", ...COUNTIES]);
    for (const { id, regions } of ofLine("S7")) expect(regions, id).toEqual(["210400"]);
    const perRegion = ofLine("S9").filter(({ form }) => form === "at_least_one_per_region");
    expect(perRegion).toHaveLength(7);
    for (const { id, regions } of perRegion) expect(regions, id).toEqual([...COUNTIES, ...DISTRICTS]);
    expect(named("S12-cluster").regions).toEqual([...COUNTIES, "210403"]);
    expect(named("S6-district-share").regions).toEqual(["210400-CQ"]);
    expect(reference.scopes.get("210400-CQ")?.members).toEqual(DISTRICTS);
  });

  it("ranks the five indicators of S1 by growth and by level", () => {
    const indicators = ofLine("S1").map(({ indicator }) => indicator);
    for (const form of ["rank_within", "middle_third"] as const) {
      for (const by of ["growth", "level"] as const) {
        const ranked = ofLine("S5").filter((target) => target.form === form && target.rankedBy === by);
        expect(ranked.map(({ indicator }) => indicator)).toEqual(indicators);
      }
    }
  });

  it("leaves undated what the text does not date", () => {
    const undated = plan.targets.filter(({ deadline }) => deadline === null);
    expect(new Set(undated.map(({ line }) => line))).toEqual(new Set(["S13"]));
    expect(undated).toHaveLength(ofLine("S13").length);
  });

  // As 牵头单位 and 配合单位 of the clause have them.
  it.each([
    ["S7-service-clusters", "市发改委,市商务局,各县区政府,开发区管委会", "市卫计委"],
    ["S7-scenic-areas", "市旅游委,各县区政府,开发区管委会", "市文广局,市商务局,市财政局,市发改委"],
    ["S3-debt", "市财政局,市国资委,各县区政府,开发区管委会", "市编委办,市人社局"],
    ["S9-cooperatives", "市农委,市财政局,各县区政府,开发区管委会", ""],
    ["S9-township-industry", "市农委,各县区政府,开发区管委会", "市林业局,市水务局,市供销社,市旅游委"],
    ["S9-standard-markets", "各区政府,开发区管委会,街道办事处,市商务局", ""],
    ["S11-weekly", "各区政府,开发区管委会,街道办事处", ""],
    ["S13-working-groups", "市发改委,各县区政府,开发区管委会", "县域经济工作领导小组各成员单位"],
  ])("%s is led by %s", (id, lead, cooperating) => {
    const namesOf = (ids: readonly string[]) => agenciesForRegion(reference, ids, "210400").map(({ nameZh }) => nameZh);
    expect(namesOf(named(id).leadAgencies).join(",")).toBe(lead);
    expect(namesOf(named(id).cooperatingAgencies).join(",")).toBe(cooperating);
  });

  it("scores eight components for each county, without weights that no text gives", () => {
    const score = named("S10-score");
    if (score.form !== "assessment_score") throw new Error("S10-score is no score");
    expect(score.regions).toEqual(COUNTIES);
    expect(score.components).toHaveLength(8);
    expect(new Set(score.components.map(({ weight, cap }) => `${weight} ${cap}`))).toEqual(new Set(["null null"]));
  });
});
