import { type Cause, scopeMembersOn } from "@yardstick/contracts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../src/eventually.ts";
import { openRulesFixture, type RulesFixture } from "../rules/rules-fixture.ts";
import {
  type AnnouncedAlert,
  collectAlerts,
  nextCause,
  type RunningAlerter,
  reference,
  startAlerter,
} from "./alerter-bench.ts";
import { counties, type Sent, storeFigures } from "./data-quality-bench.ts";

const WAIT_MS = 20_000;
const SCOPE = "210400-XY";
const MEMBERS = scopeMembersOn(reference, SCOPE, "2021-12-31");
const TABLES = [
  ...["observations", "observation_vintages", "growth", "comparisons", "benchmarks"],
  ...["alert_changes", "alerts"],
];

let fixture: RulesFixture;
let alerter: RunningAlerter;
let announced: AnnouncedAlert[];

beforeAll(async () => {
  fixture = await openRulesFixture();
});

afterAll(() => fixture.close());

beforeEach(async () => {
  for (const table of TABLES) await fixture.warehouse.command(`TRUNCATE TABLE ${table}`);
  alerter = await startAlerter(fixture.warehouse);
  announced = await collectAlerts(alerter.eventLog);
});

afterEach(async () => {
  await alerter.stop();
  await alerter.eventLog.close();
});

const published = (rate: string | null, period: Sent["period"] & string = "2021", scope = SCOPE): Sent => ({
  region: scope,
  period,
  rate,
});

/** Sends figures, has them computed, and waits until every stage has done its part. */
async function submit(rows: readonly Sent[], scope = SCOPE): Promise<Cause> {
  const cause = nextCause();
  await storeFigures(fixture.warehouse, cause, rows);
  await announce(cause, scope);
  return cause;
}

async function announce(cause: Cause, scope = SCOPE): Promise<void> {
  await alerter.announce("gdp", cause, scope);
  await eventually(async () => expect(await alerter.lag()).toBe(0), WAIT_MS);
}

/** Every transition of findings, in order: `firing NEW_BREACH 2021`. */
async function history(): Promise<string[]> {
  const rows = await fixture.warehouse.query<{ step: string }>(
    `SELECT concat(state, ' ', reason, ' ', period) AS step
     FROM alert_changes FINAL WHERE alertname = 'DataQuality' ORDER BY position`,
  );
  return rows.map(({ step }) => step);
}

describe("a disagreement of the published and the pooled average", () => {
  it("becomes a warning to the bureau of the scope, in numbers and words", async () => {
    const cause = await submit([...counties(MEMBERS, "3.5"), published("3.8")]);
    await eventually(() => expect(announced).toHaveLength(1), WAIT_MS);
    const [event] = announced;
    expect(event?.data).toMatchObject({
      previousState: "none",
      rule: "data-quality/benchmark",
      scope: SCOPE,
      benchmarkMethod: "published",
      rank: null,
      of: null,
      outsidePlan: false,
      cause,
      alert: {
        alertname: "DataQuality",
        state: "firing",
        severity: "warning",
        indicator: "gdp",
        region: SCOPE,
        regionName: "抚顺县域合计",
        accumulation: "ytd",
        period: "2021",
        value: 3.8,
        agency: "市统计局",
        submissionId: cause.submissionId,
        startsAt: cause.received.at,
        resolvedAt: null,
        reason: "NEW_BREACH",
        message: {
          zh: "抚顺县域2021年地区生产总值：公布增速3.8%，3个县区中3个的汇总增速3.50%，两者相差0.30个百分点（超过0.2个百分点）。请市统计局核对公布数和各县区报送数。",
        },
      },
    });
    expect(event?.data.alert.threshold).toBeCloseTo(3.5, 9);
    expect(event?.data.alert.gap).toBeCloseTo(0.3, 9);
  });

  it.each(["3.7", "3.3"])("is none at 0.2 points: %s against 3.5", async (rate) => {
    await submit([...counties(MEMBERS, "3.5"), published(rate)]);
    const stored = await fixture.warehouse.query<{ far: number }>(
      "SELECT toFloat64(abs(abs(disagreement) - toDecimal64('0.2', 1))) AS far FROM benchmarks FINAL WHERE scope = {scope:String} AND period = '2021'",
      { scope: SCOPE },
    );
    expect(stored).toHaveLength(1);
    expect(stored[0]?.far).toBeLessThan(1e-15);
    expect(await history()).toEqual([]);
    await submit([published(rate === "3.7" ? "3.71" : "3.29")]);
    expect(await history()).toEqual(["firing NEW_BREACH 2021"]);
  });

  it("is resolved when a county corrects its figure, and reopened when the published one turns", async () => {
    await submit([...counties(MEMBERS, "3.5"), published("3.8")]);
    const correction = await submit(counties(MEMBERS, "3.7"));
    expect(await history()).toEqual(["firing NEW_BREACH 2021", "resolved AGREES 2021"]);
    await submit([published("3.2")]);
    expect((await history()).at(-1)).toBe("firing REVISED 2021");
    await eventually(() => expect(announced).toHaveLength(3), WAIT_MS);
    expect(announced[1]?.data.alert).toMatchObject({ value: 3.8, resolvedAt: correction.received.at });
    expect(new Set(announced.map(({ data }) => data.alert.alertId)).size).toBe(1);
  });

  it("stays when the pool falls below its coverage, and ends with the withdrawal of the published figure", async () => {
    await submit([...counties(MEMBERS, "3.5"), published("3.8")]);
    await submit([{ region: MEMBERS[0] ?? "", rate: null }]);
    // A rate that is never compared is not the published one.
    await submit([{ ...published(null), priceBasis: "current" }]);
    expect(await history()).toEqual(["firing NEW_BREACH 2021"]);
    const withdrawal = await submit([published(null)]);
    expect(await history()).toEqual(["firing NEW_BREACH 2021", "resolved WITHDRAWN 2021"]);
    await eventually(() => expect(announced).toHaveLength(2), WAIT_MS);
    expect(announced[1]?.data.alert).toMatchObject({ value: 3.8, resolvedAt: withdrawal.received.at });
  });

  it("follows the newest period with both figures, and no older one", async () => {
    await submit([...counties(MEMBERS, "3.5"), published("3.8")]);
    await submit([...counties(MEMBERS, "5", "2020"), published("6", "2020")]);
    await submit([...counties(MEMBERS, "5", "2020"), published("5", "2020")]);
    await submit([published("4", "2022")]);
    expect(await history()).toEqual(["firing NEW_BREACH 2021"]);
    await submit(counties(MEMBERS, "5", "2022"));
    await submit([published("5", "2022")]);
    expect(await history()).toEqual(["firing NEW_BREACH 2021", "firing STILL_DIFFERENT 2022", "resolved AGREES 2022"]);
  });

  it("is judged on the quarter where its last month ends on the same day", async () => {
    await submit([
      ...[...counties(MEMBERS, "3.5", "2021-06"), published("9", "2021-06")],
      ...[...counties(MEMBERS, "3.5", "2021-Q2"), published("4", "2021-Q2")],
    ]);
    expect(await history()).toEqual(["firing NEW_BREACH 2021-Q2"]);
    await submit([published(null, "2021-06")]);
    expect(await history()).toEqual(["firing NEW_BREACH 2021-Q2"]);
  });

  it("publishes the same bytes again when its causes are delivered again", async () => {
    const causes = [
      await submit([...counties(MEMBERS, "3.5"), published("3.8")]),
      await submit([published("4")]),
      await submit([published("3.6")]),
    ];
    await eventually(() => expect(announced).toHaveLength(3), WAIT_MS);
    for (const cause of causes) await announce(cause);
    await eventually(() => expect(announced).toHaveLength(6), WAIT_MS);
    expect(announced.slice(3)).toEqual(announced.slice(0, 3));
    expect(await history()).toEqual(["firing NEW_BREACH 2021", "firing REVISED 2021", "resolved AGREES 2021"]);
  });
});

describe("beside the officials' alerts", () => {
  it("goes to the provincial bureau, names who is missing, and leaves the published average as the benchmark", async () => {
    const province = "210000-XY";
    const due = scopeMembersOn(reference, province, "2021-12-31");
    const [absent = "", ...present] = due.filter((region) => !MEMBERS.includes(region));
    await submit([...counties([...present, ...MEMBERS], "3.5"), published("4", "2021", province)], province);
    await eventually(() => expect(announced).toHaveLength(5), WAIT_MS);
    const finding = announced.filter(({ data }) => data.alert.alertname === "DataQuality");
    expect(finding.map(({ data }) => data.alert)).toMatchObject([{ region: province, agency: "辽宁省统计局" }]);
    const name = reference.regions.get(absent)?.nameZh;
    expect(finding[0]?.data.alert.message.zh).toContain(`${due.length}个县区中${due.length - 1}个的汇总增速3.50%`);
    expect(finding[0]?.data.alert.message.zh).toContain(
      `请辽宁省统计局核对公布数和各县区报送数。未进入汇总：${name}。`,
    );
    const officials = announced.filter(({ data }) => data.alert.alertname === "BelowCountyAverage");
    // Alerts of several partitions come in any order.
    expect(officials.map(({ data }) => [data.alert.region, data.alert.threshold, data.alert.agency]).sort()).toEqual(
      ["210400-XY", ...MEMBERS].map((region) => [region, 4, "市发改委"]),
    );
  });
});
