import { describe, expect, it, vi } from "vitest";
import { createSilentLogger } from "./logger.ts";
import { createSchedule } from "./schedule.ts";

function build(run: (signal: AbortSignal) => Promise<void>, cron = "0 8 1 1 *") {
  return createSchedule({ name: "bulletin", cron, timezone: "Asia/Shanghai", logger: createSilentLogger(), run });
}

describe("createSchedule", () => {
  it("refuses what is not a cron expression", () => {
    expect(() => build(async () => undefined, "61 * * * *")).toThrow(
      expect.objectContaining({ code: "SCHEDULE_INVALID" }),
    );
  });

  it("runs at its times", async () => {
    let runs = 0;
    const schedule = build(async () => {
      runs += 1;
    }, "* * * * * *");
    await schedule.start();
    await vi.waitFor(() => expect(runs).toBeGreaterThan(0), { timeout: 3_000 });
    await schedule.stop();
  });

  it("does not overlap, and waits for the run in hand when it stops", async () => {
    let runs = 0;
    let finish: () => void = () => undefined;
    const schedule = build((signal) => {
      runs += 1;
      return new Promise((resolve) => {
        finish = () => resolve(expect(signal.aborted).toBe(true));
      });
    });
    await schedule.start();
    const first = schedule.runNow();
    await schedule.runNow();
    expect(runs).toBe(1);
    const order: string[] = [];
    const stopped = schedule.stop().then(() => order.push("stopped"));
    void first.then(() => order.push("run over"));
    await Promise.resolve();
    finish();
    await stopped;
    expect(order).toEqual(["run over", "stopped"]);
  });

  it("runs again after a transient error, and fails on any other", async () => {
    const transient = Object.assign(new Error("away"), { code: "LOG_UNAVAILABLE", disposition: "retry" });
    let runs = 0;
    const schedule = build(() => {
      runs += 1;
      return Promise.reject(runs === 1 ? transient : new Error("unknown"));
    });
    await schedule.runNow();
    await schedule.runNow();
    await expect(schedule.failed).rejects.toThrow("unknown");
    expect(runs).toBe(2);
  });
});
