import { type Cause, packPosition } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../src/eventually.ts";
import {
  type AnnouncedAlert,
  type Comparison,
  collectAlerts,
  compare,
  nextCause,
  openTestWarehouse,
  type RunningAlerter,
  startAlerter,
} from "./alerter-bench.ts";

const WAIT_MS = 20_000;

let warehouse: Warehouse;
let closeWarehouse: () => Promise<void>;
let alerter: RunningAlerter;
let announced: AnnouncedAlert[];

beforeAll(async () => {
  ({ warehouse, close: closeWarehouse } = await openTestWarehouse());
});

afterAll(() => closeWarehouse());

beforeEach(async () => {
  for (const table of ["comparisons", "alert_changes", "alerts", "observations"]) {
    await warehouse.command(`TRUNCATE TABLE ${table}`);
  }
  alerter = await startAlerter(warehouse);
  announced = await collectAlerts(alerter.eventLog);
});

afterEach(async () => {
  await alerter.stop();
  await alerter.eventLog.close();
});

/** Stores comparisons of GDP, announces them, and waits until every stage has done its part. */
async function submit(rows: readonly Comparison[], cause: Cause = nextCause()): Promise<Cause> {
  await compare(warehouse, "gdp", { cause, rows });
  await alerter.announce("gdp", cause);
  await settled();
  return cause;
}

async function settled(): Promise<void> {
  await eventually(async () => expect(await alerter.lag()).toBe(0), WAIT_MS);
}

interface StoredAlert {
  readonly state: string;
  readonly reason: string;
  readonly period: string;
  readonly position: string;
  readonly submission_id: string;
}

const history = () =>
  warehouse.query<StoredAlert>(
    "SELECT state, reason, period, toString(position) AS position, submission_id FROM alert_changes FINAL ORDER BY alert_id, position",
  );
const current = () =>
  warehouse.query<StoredAlert>(
    "SELECT state, reason, period, toString(position) AS position, submission_id FROM alerts FINAL",
  );
const steps = (rows: readonly StoredAlert[]) => rows.map(({ state, reason, period }) => `${state} ${reason} ${period}`);

describe("an alert", () => {
  it("fires for a region that a target names, and says so in numbers", async () => {
    const cause = await submit([
      { region: "210421", period: "2021", growth: -3.105, benchmark: 8.214 },
      { region: "210122", period: "2021", growth: -9 },
    ]);
    await eventually(() => expect(announced).toHaveLength(1), WAIT_MS);
    expect(announced[0]?.data).toMatchObject({
      previousState: "none",
      rule: "fushun-2018-2020/S1",
      scope: "210000-XY",
      rank: 40,
      of: 41,
      outsidePlan: true,
      cause,
      alert: {
        alertname: "BelowCountyAverage",
        state: "firing",
        severity: "critical",
        region: "210421",
        regionName: "抚顺县",
        accumulation: "ytd",
        period: "2021",
        value: -3.105,
        threshold: 8.214,
        gap: -11.319,
        agency: "市发改委",
        submissionId: cause.submissionId,
        startsAt: cause.received.at,
        resolvedAt: null,
        reason: "NEW_BREACH",
        message: {
          zh: "抚顺县2021年地区生产总值增速-3.1%，低于辽宁省县域平均8.2%，差11.3个百分点，排第40位（共41）。计划期外。牵头单位：市发改委。",
        },
      },
    });
    expect(await current()).toEqual([
      {
        state: "firing",
        reason: "NEW_BREACH",
        period: "2021",
        position: packPosition(cause.received).toString(),
        submission_id: cause.submissionId,
      },
    ]);
  });

  it("changes, resolves and reopens by data, and every transition is kept", async () => {
    await submit([{ region: "210421", period: "2020", growth: 1 }]);
    await submit([{ region: "210421", period: "2021", growth: 2 }]);
    await submit([{ region: "210421", period: "2021", growth: 3 }]);
    await submit([{ region: "210421", period: "2021", growth: 9 }]);
    await submit([{ region: "210421", period: "2021", growth: 8.2 }]);
    await submit([{ region: "210421", period: "2020", growth: 12 }]);
    expect(steps(await history())).toEqual([
      "firing NEW_BREACH 2020",
      "firing STILL_BELOW 2021",
      "firing REVISED 2021",
      "resolved TARGET_MET 2021",
      "firing REVISED 2021",
    ]);
    expect(steps(await current())).toEqual(["firing REVISED 2021"]);
    await eventually(() => expect(announced).toHaveLength(5), WAIT_MS);
    expect(announced.map(({ data }) => data.previousState)).toEqual(["none", "firing", "firing", "firing", "resolved"]);
    expect(new Set(announced.map(({ data }) => data.alert.alertId)).size).toBe(1);
  });

  it("is judged on the newest verdict that stands, where a newer one was replaced by none", async () => {
    await submit([{ region: "210421", period: "2020", growth: 2 }]);
    await compare(warehouse, "gdp", { cause: nextCause(), rows: [{ region: "210421", period: "2021", growth: 9 }] });
    await submit([{ region: "210421", period: "2021", growth: null, verdict: "no_benchmark" }]);
    await submit([{ region: "210421", period: "2020", growth: 12 }]);
    expect((await history()).map(({ state, period }) => `${state} ${period}`)).toEqual([
      "firing 2020",
      "resolved 2020",
    ]);
  });

  it("says nothing when nothing changed", async () => {
    const rows = [{ region: "210421", period: "2021", growth: 2 }];
    await submit(rows);
    await submit(rows);
    await submit([{ region: "210422", period: "2021", growth: 20 }]);
    expect(steps(await history())).toEqual(["firing NEW_BREACH 2021"]);
    await submit([{ region: "210421", period: "2021", growth: 9 }]);
    await eventually(() => expect(announced.at(-1)?.data.alert.state).toBe("resolved"), WAIT_MS);
    expect(announced).toHaveLength(2);
  });

  it("is resolved by a withdrawal of its figure, and by no silence", async () => {
    await submit([{ region: "210421", period: "2021", growth: 2 }]);
    await submit([{ region: "210421", period: "2021", growth: null, verdict: "no_benchmark" }]);
    await submit([{ region: "210421", period: "2021", growth: null, verdict: "no_data" }]);
    expect(steps(await current())).toEqual(["firing NEW_BREACH 2021"]);
    const cause = nextCause();
    await withdrawFigure("210421");
    await submit([{ region: "210421", period: "2021", growth: null, verdict: "no_data" }], cause);
    expect(steps(await current())).toEqual(["resolved WITHDRAWN 2021"]);
    await eventually(
      () => expect(announced.at(-1)?.data.alert).toMatchObject({ state: "resolved", resolvedAt: cause.received.at }),
      WAIT_MS,
    );
  });

  it("ends as the newest data has it when an older submission is computed late", async () => {
    const late = nextCause();
    await submit([{ region: "210421", period: "2021", growth: 2 }]);
    await compare(warehouse, "gdp", { cause: nextCause(), rows: [{ region: "210421", period: "2021", growth: 10 }] });
    await alerter.announce("gdp", late);
    await settled();
    expect(steps(await current())).toEqual(["resolved TARGET_MET 2021"]);
    const last = announced.at(-1)?.data.alert;
    expect(last?.submissionId).toBe(late.submissionId);
    expect((last?.resolvedAt ?? "") >= (last?.startsAt ?? "x")).toBe(true);
  });

  it("rests on levels as a warning, and says so", async () => {
    await submit([{ region: "210400-XY", period: "2021", growth: 1.143, benchmark: 8.214, basis: "computed" }]);
    await eventually(() => expect(announced).toHaveLength(1), WAIT_MS);
    expect(announced[0]?.data.alert.severity).toBe("warning");
    expect(announced[0]?.data.alert.message.zh).toContain("增速由现价总量推算");
  });
});

describe("a repeated delivery", () => {
  it("publishes the same bytes again and stores nothing new", async () => {
    const first = await submit([{ region: "210421", period: "2021", growth: 2 }]);
    const second = await submit([{ region: "210421", period: "2021", growth: 9 }]);
    const before = await history();
    await eventually(() => expect(announced).toHaveLength(2), WAIT_MS);

    await alerter.announce("gdp", first);
    await alerter.announce("gdp", second);
    await settled();
    await eventually(() => expect(announced).toHaveLength(4), WAIT_MS);
    expect(announced.slice(2)).toEqual(announced.slice(0, 2));
    expect(await history()).toEqual(before);
    expect(steps(await current())).toEqual(["resolved TARGET_MET 2021"]);
  });

  it("after a crash between insert and publish announces what was stored", async () => {
    await alerter.stop();
    let crashes = 0;
    const dying = await startAlerter(warehouse, {
      eventLog: alerter.eventLog,
      step: ({ stage, name, target }) => {
        if (stage !== "alerter-decide" || name !== "inserted" || target !== "alert_changes" || crashes > 0) return;
        crashes += 1;
        throw new Error("the process ends here");
      },
    });
    const cause = nextCause();
    await compare(warehouse, "gdp", { cause, rows: [{ region: "210421", period: "2021", growth: 2 }] });
    await dying.announce("gdp", cause);
    await eventually(() => expect(crashes).toBe(1), WAIT_MS);
    await expect(dying.stages[0]?.failed).rejects.toThrow("the process ends here");
    await dying.stop();
    expect(announced).toEqual([]);

    // By now a later submission stands in the tables, and its record waits behind.
    const later = nextCause();
    await compare(warehouse, "gdp", { cause: later, rows: [{ region: "210421", period: "2021", growth: 3 }] });
    await alerter.announce("gdp", later);
    alerter = await startAlerter(warehouse, { eventLog: alerter.eventLog });
    await settled();
    await eventually(() => expect(announced.length).toBeGreaterThanOrEqual(2), WAIT_MS);
    expect(announced[0]?.data.alert).toMatchObject({
      submissionId: cause.submissionId,
      value: 2,
      reason: "NEW_BREACH",
    });
    expect(announced.at(-1)?.data.alert).toMatchObject({ value: 3, reason: "REVISED", startsAt: cause.received.at });
  });
});

async function withdrawFigure(region: string): Promise<void> {
  const columns = ["indicator", "region", "period", "period_start", "period_end", "accumulation", "measure", "value"];
  await warehouse.insert("observations", columns, [
    ["gdp", region, "2021", "2021-01-01", "2021-12-31", "ytd", "growth_yoy", null],
  ]);
}
