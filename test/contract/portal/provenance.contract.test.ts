import { type Provenance, provenance, scopeMembersOn } from "@yardstick/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AFTER, BEFORE, FIRST, firstFigures, REVISED, refused, revision, SCOPE } from "./history-figures.ts";
import { openPortalFixture, type PortalFixture } from "./portal-fixture.ts";

const PLAN = "fushun-2018-2020";
let portal: PortalFixture;

beforeAll(async () => {
  portal = await openPortalFixture();
  await portal.store(firstFigures(portal.reference));
  await recompute();
  await portal.store(revision);
  await portal.store(refused);
  await recompute();
  await portal.warehouse.insert("alert_changes", ALERT_COLUMNS, [
    alertChange("a-1", "firing", { submission: "s-1", knownAt: FIRST, position: "1" }),
    alertChange("a-1", "resolved", { submission: "s-revision", knownAt: REVISED, position: "2" }),
  ]);
});

afterAll(() => portal.close());

async function recompute(): Promise<void> {
  await portal.recompute("gdp", ["2020-12-31", "2021-12-31"]);
  await portal.recompute("industrial_park_output", ["2018-12-31", "2019-12-31"]);
}

const ALERT_COLUMNS = [
  ...["alert_id", "alertname", "rule", "scope", "indicator", "region", "accumulation", "agency", "state"],
  ...["previous_state", "severity", "period", "period_end", "value", "threshold", "gap", "reason", "message_zh"],
  ...["message_en", "starts_at", "resolved_at", "submission_id", "source", "known_at", "position"],
];

function alertChange(id: string, state: string, cause: { submission: string; knownAt: string; position: string }) {
  return [
    ...[id, "BelowCountyAverage", `${PLAN}/S1`, SCOPE, "gdp", "210422", "ytd", "市发改委", state, "none", "warning"],
    ...["2021", "2021-12-31", "10", "10", "0", "NEW_BREACH", "低于", "below", FIRST],
    ...[state === "resolved" ? cause.knownAt : null, cause.submission, "bureau", cause.knownAt, cause.position],
  ];
}

async function provenanceOf(query: Record<string, string>): Promise<Provenance> {
  const { status, body } = await portal.get("/v1/provenance", query);
  expect([status, body.detail]).toEqual([200, undefined]);
  expect(provenance.parse(body)).toEqual(body);
  return body;
}

/** Figures and results of every page. */
async function everyPageOf(query: Record<string, string>) {
  const [figures, results]: [Provenance["figures"], Provenance["results"]] = [[], []];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await provenanceOf(cursor === "" ? query : { ...query, cursor });
    expect(page.figures.length).toBeLessThanOrEqual(Number(query.limit ?? 100));
    figures.push(...page.figures);
    results.push(...page.results);
    cursor = page.nextCursor;
  }
  return { figures, results };
}

const inShort = ({ role, region, period, measure }: Provenance["figures"][number]) =>
  [role, region, period, measure].join(" ");
const comparison = { scope: SCOPE, indicator: "gdp", region: "210422", period: "2021" };

describe("what a comparison rests on", () => {
  it("is its own figures first, then those of its peers, each with its vintages and their submissions", async () => {
    const page = await provenanceOf({ ...comparison, limit: "1000" });
    expect(page.subject).toMatchObject({ kind: "comparison", comparison: { ...comparison, growthSource: "computed" } });
    expect(page.figures.slice(0, 3).map(inShort)).toEqual([
      ...["level 210422 2021 level", "base 210422 2020 level", "reported_rate 210422 2021 growth_yoy"],
    ]);
    const counties = scopeMembersOn(portal.reference, SCOPE, "2021-12-31");
    expect(page.figures).toHaveLength(3 + 2 * (counties.length - 1));
    const [, base] = page.figures;
    expect(base?.vintages).toMatchObject([
      { value: "7", outcome: "refused", submissionId: "s-refused", current: false },
      { value: "1000000", submissionId: "s-revision", row: 1, knownAt: "2022-03-05T08:00:00.000Z", current: true },
      { outcome: "accepted", submissionId: "s-1", knownAt: "2022-03-01T08:00:00.000Z", current: false },
    ]);
    expect(page.submissions.map(({ submissionId, state }) => `${submissionId} ${state}`)).toEqual([
      ...["s-1 stored", "s-rate stored", "s-refused stored", "s-revision stored"],
    ]);
    expect(page.nextCursor).toBeNull();
  });

  it("leads on to the targets and alerts that are judged by it", async () => {
    const { results } = await provenanceOf(comparison);
    expect(results.map(({ kind, target, region }) => `${kind} ${target} ${region}`)).toEqual([
      "alert S1-gdp 210422",
      ...["target_result S1-gdp 210422", "target_result S5-gdp-level 210422"],
      ...["target_result S5-gdp-middle 210400-XY", "target_result S5-gdp-middle-level 210400-XY"],
      "target_result S5-gdp-rank 210422",
    ]);
  });

  it("comes page by page, each figure once", async () => {
    const whole = await everyPageOf({ ...comparison, limit: "1000" });
    for (const limit of ["1", "40"]) {
      if (limit === "1") {
        const first = await provenanceOf({ ...comparison, limit });
        expect(first.figures).toEqual(whole.figures.slice(0, 1));
        expect(first.results).toEqual(whole.results.slice(0, 1));
        const cursor = first.nextCursor ?? "";
        const second = await provenanceOf({ ...comparison, limit, cursor });
        expect(second.figures).toEqual(whole.figures.slice(1, 2));
      } else expect(await everyPageOf({ ...comparison, limit })).toEqual(whole);
    }
  });

  it("is as it was known", async () => {
    const then = await provenanceOf({ ...comparison, asOf: BEFORE });
    expect(then.figures[1]?.vintages).toMatchObject([{ submissionId: "s-1", current: true }]);
    expect(then.submissions.map(({ submissionId }) => submissionId)).toEqual(["s-1", "s-rate"]);
    expect((await provenanceOf({ ...comparison, asOf: AFTER })).figures).toEqual(
      (await provenanceOf(comparison)).figures,
    );
  });

  it("has the members of an aggregate as members, and not as peers too", async () => {
    const { figures } = await everyPageOf({ ...comparison, region: "210400-XY" });
    const members = figures.filter(({ role }) => role?.startsWith("member_"));
    expect(members.map(inShort)).toEqual([
      ...["member_level 210421 2021 level", "member_level 210422 2021 level", "member_level 210423 2021 level"],
      ...["member_base 210421 2020 level", "member_base 210422 2020 level", "member_base 210423 2020 level"],
      "member_rate 210422 2021 growth_yoy",
    ]);
    const peers = figures.filter(({ role }) => role?.startsWith("peer_"));
    expect(peers.some(({ region }) => ["210421", "210422", "210423"].includes(region))).toBe(false);
  });
});

describe("what a target's result and an alert rest on", () => {
  it("is for a path the level alone", async () => {
    const target = { plan: PLAN, target: "S7-industrial-parks", region: "210400", period: "2019" };
    const page = await provenanceOf(target);
    expect(page.subject).toMatchObject({ kind: "target_result", targetResult: { result: "met", actual: 1016 } });
    expect(page.figures.map(inShort)).toEqual(["level 210400 2019 level"]);
    expect(page.figures[0]?.vintages.map(({ submissionId }) => submissionId)).toEqual(["s-revision", "s-parks"]);
    const then = await provenanceOf({ ...target, asOf: BEFORE });
    expect(then.subject).toMatchObject({ targetResult: { result: "missed", actual: 950 } });
    expect(then.figures[0]?.vintages.map(({ submissionId }) => submissionId)).toEqual(["s-parks"]);
  });

  it("is for growth above a benchmark what its comparison rests on, and the alert rests on the same", async () => {
    const target = { plan: PLAN, target: "S1-gdp", region: "210422", period: "2021", limit: "1000" };
    const page = await provenanceOf(target);
    const of = await provenanceOf({ ...comparison, limit: "1000" });
    expect(page.figures).toEqual(of.figures);
    expect(page.results).toMatchObject([{ kind: "alert", alertId: "a-1", plan: PLAN, target: "S1-gdp" }]);
    const alert = await provenanceOf({ alertId: "a-1", limit: "1000" });
    expect(alert.subject).toMatchObject({ kind: "alert", alert: { state: "resolved", submissionId: "s-revision" } });
    expect(alert.figures).toEqual(of.figures);
    expect((await provenanceOf({ alertId: "a-1", asOf: BEFORE })).subject).toMatchObject({
      alert: { state: "firing" },
    });
    const { status } = await portal.get("/v1/provenance", { alertId: "a-1", asOf: "2022-02-01T00:00:00Z" });
    expect(status).toBe(404);
  });
});

describe("what rests on a figure", () => {
  it("is its own period and, of a level, the same a year later", async () => {
    const { figures, results } = await everyPageOf({ indicator: "gdp", region: "210422", period: "2020" });
    expect(figures.map(({ vintages }) => vintages.length)).toEqual([3]);
    const own = results.filter(
      ({ kind, region, scope }) => kind === "comparison" && region === "210422" && scope === SCOPE,
    );
    expect(own.map(({ period, roles }) => `${period} ${roles}`)).toEqual(["2020 level", "2021 base"]);
    expect(results.filter(({ kind }) => kind === "alert")).toMatchObject([{ alertId: "a-1", period: "2021" }]);
    const peers = results.filter(
      ({ kind, scope, period }) => kind === "comparison" && scope === SCOPE && period === "2021",
    );
    expect(peers).toHaveLength(42);
    const whole = await everyPageOf({ indicator: "gdp", region: "210422", period: "2020", limit: "1000" });
    expect({ figures, results }).toEqual(whole);
  });

  it("is for a rate its own period alone", async () => {
    const { subject, results } = await provenanceOf({
      ...{ indicator: "gdp", region: "210422", period: "2021", measure: "growth_yoy", limit: "1000" },
    });
    expect(subject).toMatchObject({ kind: "observation", measure: "growth_yoy", caliber: null });
    expect(new Set(results.map(({ period }) => period))).toEqual(new Set(["2021"]));
    expect(new Set(results.flatMap(({ roles }) => roles))).toEqual(
      new Set(["reported_rate", "member_rate", "peer_rate"]),
    );
  });

  it("is for a submission what rests on those of its figures that are current", async () => {
    const page = await provenanceOf({ submissionId: "s-revision", limit: "1000" });
    expect(page.subject).toEqual({ kind: "submission", submissionId: "s-revision", source: "bureau" });
    expect(page.figures.map(inShort)).toEqual([" 210422 2020 level", " 210400 2019 level"]);
    expect(page.results.some(({ target, kind }) => kind === "target_result" && target === "S7-industrial-parks")).toBe(
      true,
    );
    expect(page.results.filter(({ kind }) => kind === "alert")).toHaveLength(1);
    // What it replaced carried the same results before.
    expect((await provenanceOf({ submissionId: "s-parks" })).results).toEqual([]);
    const then = await provenanceOf({ submissionId: "s-parks", asOf: BEFORE });
    expect(then.results.map(({ target }) => target)).toEqual(["S7-industrial-parks"]);
    expect((await provenanceOf({ submissionId: "s-refused" })).results).toEqual([]);
    const { figures } = await provenanceOf({ submissionId: "s-refused" });
    expect(figures.flatMap(({ vintages }) => vintages.map(({ outcome }) => outcome))).toContain("refused");
  });

  it("pages through figures and results at once", async () => {
    const whole = await everyPageOf({ submissionId: "s-revision", limit: "1000" });
    expect(await everyPageOf({ submissionId: "s-revision", limit: "60" })).toEqual(whole);
  });
});

describe("the view", () => {
  const VIEW =
    "provenance_at(indicator = {indicator:String}, periods = {periods:Array(Date32)}, as_of = {as_of:DateTime64(3)})";
  const ask = (sql: string, asOf = "2299-12-31 00:00:00.000") =>
    portal.warehouse.query<Record<string, string>>(sql, {
      indicator: "gdp",
      periods: ["2020-12-31", "2021-12-31"],
      as_of: asOf,
    });

  it("says what the API says of a result", async () => {
    for (const asOf of [undefined, BEFORE]) {
      const { figures } = await provenanceOf({ ...comparison, limit: "1000", ...(asOf && { asOf }) });
      const rows = await ask(
        `SELECT role, figure_region, figure_period, measure, submission_id, submission_row FROM ${VIEW}
WHERE subject = 'comparison' AND scope = '${SCOPE}' AND region = '210422' AND period = '2021'`,
        asOf === undefined ? undefined : "2022-03-04 00:00:00.000",
      );
      const current = figures.map((figure) => {
        const vintage = figure.vintages.find(({ current: is }) => is);
        return `${inShort(figure)} ${vintage?.submissionId} ${vintage?.row}`;
      });
      expect(rows.map((row) => Object.values(row).join(" ")).sort()).toEqual(current.sort());
    }
  });

  it("says what the API says of a submission", async () => {
    const { results } = await provenanceOf({ submissionId: "s-revision", limit: "1000" });
    const rows = await ask(
      `SELECT DISTINCT subject, scope, plan, target, alert_id, region, period FROM ${VIEW} WHERE submission_id = 's-revision'`,
    );
    const gdp = results.filter(({ indicator }) => indicator === "gdp");
    const keys = gdp.map(({ kind, scope, plan, target, alertId, region, period }) =>
      [kind, scope ?? "", plan ?? "", target ?? "", alertId ?? "", region, period].join(" "),
    );
    expect(rows.map((row) => Object.values(row).join(" ")).sort()).toEqual(keys.sort());
  });

  it("has every comparison that is stored, and no other", async () => {
    const rows = await ask(`SELECT DISTINCT scope, region, period FROM ${VIEW} WHERE subject = 'comparison'`);
    const stored = await portal.warehouse.query<Record<string, string>>(
      "SELECT scope, region, period FROM comparisons FINAL WHERE indicator = 'gdp'",
    );
    const keysOf = (each: readonly Record<string, string>[]) => each.map((row) => Object.values(row).join(" ")).sort();
    expect(keysOf(rows)).toEqual(keysOf(stored));
  });
});
