import { createManualClock, createMetrics, createSilentLogger } from "@yardstick/runtime";
import { expect, it, vi } from "vitest";
import { stageComponent } from "./stage-component.ts";
import { createStageHarness, TEST_LIMITS, TEST_STAGE } from "./testing/stage-harness.ts";

it("a component is fine once it runs, names what it has parked, and reports its lag without judging it", async () => {
  const harness = await createStageHarness();
  await harness.send("in", "poison");
  const create = () =>
    stageComponent({
      stage: {
        ...TEST_STAGE,
        handle: () => {
          throw new Error("poison");
        },
      },
      eventLog: harness.memory,
      warehouse: {
        insert: async () => undefined,
        command: async () => undefined,
        query: async () => [],
        ping: async () => undefined,
        close: async () => undefined,
      },
      deadLetterTopic: "dead",
      limits: TEST_LIMITS,
      clock: createManualClock(),
      logger: createSilentLogger(),
      metrics: createMetrics(),
    });
  expect(await create().checks[0]?.check()).toEqual({ ok: false, detail: "not started" });
  for (const _crash of [1, 2]) {
    const crashing = create();
    await crashing.start();
    expect(await crashing.checks[0]?.check()).toEqual({ ok: true, detail: "runs" });
    await expect(crashing.failed).rejects.toThrow("poison");
    await crashing.stop();
  }
  const parking = create();
  await parking.start();
  const [state, lag] = parking.checks;
  await vi.waitFor(async () =>
    expect(await state?.check()).toEqual({ ok: false, detail: "parked: in/0 at 0 (UNKNOWN)" }),
  );
  expect([lag?.judged, await lag?.check()]).toEqual([false, { ok: true, detail: "1 records behind" }]);
  await parking.stop();
});
