import { expect, it } from "vitest";
import { createManualClock, systemSleep } from "./clock.ts";
import { codeOf, dispositionOf } from "./error-disposition.ts";
import { createLogger, withSubmission } from "./logger.ts";
import { createMetrics, metricName } from "./metrics.ts";

it("a log line names its service, level, time and submission, and hides secrets", () => {
  const lines: string[] = [];
  const logger = createLogger({
    service: "validator",
    level: "info",
    stream: { write: (line) => void lines.push(line) },
  });
  withSubmission(logger, "s-1").info({ req: { headers: { authorization: "Bearer x" } }, password: "y" }, "hello");
  logger.debug("not seen");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    service: "validator",
    submissionId: "s-1",
    req: { headers: { authorization: "(hidden)" } },
    password: "(hidden)",
    msg: "hello",
  });
});

it("a manual clock stands still until it is moved, and its sleep moves it", async () => {
  const clock = createManualClock(1_000);
  clock.advance(5);
  await clock.sleep(10);
  expect([clock.nowMs(), clock.slept]).toEqual([1_015, [10]]);
});

it("a sleep ends when its signal aborts", async () => {
  const timer = new AbortController();
  const slept = systemSleep(60_000, timer.signal);
  timer.abort();
  await slept;
  await systemSleep(60_000, timer.signal);
});

it("an error without a disposition is unknown and crashes", () => {
  expect([dispositionOf(new Error("x")), codeOf(Object.assign(new Error("x"), { code: "EPIPE" }))]).toEqual([
    "crash",
    "UNKNOWN",
  ]);
  const transient = Object.assign(new Error("x"), { code: "LOG_UNAVAILABLE", disposition: "retry" });
  expect([dispositionOf(transient), codeOf(transient)]).toEqual(["retry", "LOG_UNAVAILABLE"]);
});

it("metrics of one name are one metric, and a gauge is sampled when it is read", async () => {
  const metrics = createMetrics();
  const name = metricName("deliver-webhook", "records_total");
  metrics.counter({ name, help: "Records." }).inc(2);
  metrics.counter({ name, help: "Records." }).inc(1);
  metrics.gauge({
    name: "lag_records",
    help: "Lag.",
    labels: ["topic"],
    collect: (gauge) => gauge.set({ topic: "t" }, 7),
  });
  const text = await metrics.render();
  expect(text).toContain("deliver_webhook_records_total 3");
  expect(text).toContain('lag_records{topic="t"} 7');
});
