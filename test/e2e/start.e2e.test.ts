import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Comparison } from "@yardstick/contracts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "../src/eventually.ts";
import { list, post, receiptOf, sql } from "./ask.ts";
import { ANY_PORTS, runProgram, runShell, runYardstick, type YardstickProcess } from "./run-yardstick.ts";

const SOON_MS = 60_000;
const KILLED = "SIGKILL";

let directory = "";
let running: YardstickProcess | null = null;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "yardstick-start-"));
});
afterEach(async () => {
  running?.signal(KILLED);
  await running?.ended;
  running = null;
  rmSync(directory, { recursive: true, force: true });
});

async function start(): Promise<YardstickProcess> {
  running = await runYardstick(["--data-dir", directory]);
  return running;
}

/** Each submission holds one year of one indicator of three counties: nine rows with what is compared. */
const SUBMISSIONS = Array.from({ length: 24 }, (_, index) => {
  const period = String(2001 + (index % 12));
  const indicator = index < 12 ? "gdp" : "fixed_asset_investment";
  const growth = (region: string, value: number) => ({
    indicator,
    region,
    period,
    measure: "growth_yoy",
    value: String(value),
    unit: "%",
  });
  const observations = [
    growth("210000-XY", 5),
    growth("210421", index / 10),
    growth("210422", 7),
    growth("210423", 5.3),
  ];
  return { key: `year-${index}`, body: { source: "210400-bureau", observations } };
});
const ROWS = SUBMISSIONS.reduce((sum, { body }) => sum + body.observations.length, 0);

const send = (ingest: string, { key, body }: (typeof SUBMISSIONS)[number]) =>
  post(ingest, body, { "idempotency-key": key });

test("killed at any moment it goes on where it was: every row is there once, and compared once", async () => {
  // While it starts for the first time: nothing must be left half made.
  const first = await start();
  await eventually(() => expect(first.output()).toContain("opening ClickHouse"), SOON_MS);
  first.signal(KILLED);
  expect(await first.ended).toBe(KILLED);

  // Right behind an acknowledgement, in the middle of many, and when the last one was answered.
  for (const upTo of [1, 9, SUBMISSIONS.length]) {
    const next = await start();
    const { ingest } = await next.ready;
    for (const submission of SUBMISSIONS.slice(0, upTo)) await send(ingest, submission);
    next.signal(KILLED);
    expect(await next.ended).toBe(KILLED);
  }

  const last = await start();
  const { ingest, portal, sql: door } = await last.ready;
  const accepted = await Promise.all(SUBMISSIONS.map((submission) => send(ingest, submission)));
  for (const { submissionId } of accepted) {
    await eventually(async () => {
      const { state, counts } = await receiptOf(ingest, submissionId);
      expect({ state, ...counts }).toMatchObject({
        state: "stored",
        accepted: 4,
        superseded: 0,
        unchanged: 0,
        rejected: 0,
      });
    }, SOON_MS);
  }
  const count = `SELECT toUInt32(count()), toUInt32(uniqExact(submission_id)) FROM`;
  // What was sent again under its id is kept as evidence, and is no vintage.
  const vintages = `observation_vintages FINAL WHERE outcome IN ('accepted', 'superseded')`;
  expect(await sql(door ?? "", `${count} ${vintages}`)).toEqual([[ROWS, SUBMISSIONS.length]]);
  expect(await sql(door ?? "", `${count} observations FINAL`)).toEqual([[ROWS, SUBMISSIONS.length]]);
  await eventually(async () => {
    const rows = await list<Comparison>(portal, "/v1/comparisons?scope=210000-XY&region=210421&limit=1000");
    const judged = rows.filter(({ verdict }) => verdict === "below" || verdict === "above");
    expect(judged).toHaveLength(SUBMISSIONS.length);
  }, SOON_MS);

  last.signal("SIGTERM");
  expect(await last.ended, last.output()).toBe(0);
}, 300_000);

test("SIGTERM drains and exits 0, also while work is in hand", async () => {
  const yardstick = await start();
  const { ingest, admin } = await yardstick.ready;
  expect((await fetch(`${admin}/ready`)).status).toBe(200);
  await Promise.all(SUBMISSIONS.slice(0, 6).map((submission) => send(ingest, submission)));
  yardstick.signal("SIGTERM");
  expect(await yardstick.ended, yardstick.output()).toBe(0);
});

test("the shell line of `pnpm start` passes SIGTERM on, as pnpm sends it", async () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const yardstick = runShell(`${manifest.scripts.start} ${ANY_PORTS.join(" ")} --data-dir ${directory}`);
  running = yardstick;
  await yardstick.ready;
  yardstick.signal("SIGTERM");
  expect(await yardstick.ended, yardstick.output()).toBe(0);
  expect(yardstick.output()).toContain("yardstick stopped");
});

test("SIGTERM ends it with 0 while it still waits for a Kafka that is not there", async () => {
  // Port 9 discards; on loopback nothing has it.
  const yardstick = await runYardstick(["--data-dir", directory], { YARDSTICK_KAFKA_BROKERS: "127.0.0.1:9" });
  running = yardstick;
  await eventually(() => expect(yardstick.output()).toContain("waiting for the event log"), SOON_MS);
  yardstick.signal("SIGTERM");
  expect(await yardstick.ended, yardstick.output()).toBe(0);
});

test("a second process on the directory says who has it, and so does migrate", async () => {
  const yardstick = await start();
  await yardstick.ready;
  const second = await runYardstick(["--data-dir", directory]);
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain("in use by another process");

  const migrate = runProgram("services/cli/src/main.ts", ["migrate", "--data-dir", directory]);
  expect(await migrate.ended).toBe(5);
  expect(migrate.output()).toContain("there is\nnothing to do");
});

test("--check-config says whether the settings are valid, and starts nothing", async () => {
  const valid = await runYardstick(["--data-dir", directory, "--check-config"]);
  expect(await valid.ended).toBe(0);
  expect(valid.output()).toBe("configuration is valid");

  const wrong = await runYardstick(["--portal-prot", "1", "--check-config"], { YARDSTICK_BATCH_RECORDS: "0" });
  expect(await wrong.ended).toBe(2);
  expect(wrong.output()).toContain("did you mean --portal-port?");
  expect(wrong.output()).toContain("YARDSTICK_BATCH_RECORDS");
});
