import { createSilentLogger } from "@yardstick/runtime";
import { describe, expect, it, vi } from "vitest";
import type { StageComponent } from "../stage-component.ts";
import { patientComponent } from "./patient-component.ts";
import { WebhookError } from "./webhook-error.ts";

const away = new WebhookError("WEBHOOK_UNREACHABLE", "no answer");
const bug = new Error("a bug");

/** Stages that fail as told, one after the other; the last runs until it is stopped. */
function harness(failures: readonly Error[]) {
  const events: string[] = [];
  const slept: number[] = [];
  let made = 0;
  const create = (): StageComponent => {
    made += 1;
    const nth = made;
    let end: () => void = () => undefined;
    const running = new Promise<void>((resolve) => {
      end = resolve;
    });
    let failed: Promise<void> | undefined;
    return {
      name: "deliver",
      checks: [{ name: "stage deliver", check: async () => ({ ok: true, detail: `stage ${nth}` }) }],
      lag: async () => nth,
      start: async () => {
        events.push(`start ${nth}`);
        const failure = failures[nth - 1];
        failed = failure === undefined ? running : Promise.reject(failure);
        failed.catch(() => undefined);
      },
      stop: async () => {
        events.push(`stop ${nth}`);
        end();
      },
      get failed() {
        return failed;
      },
    };
  };
  const component = patientComponent({
    create,
    pauseMs: 7,
    sleep: async (ms) => void slept.push(ms),
    logger: createSilentLogger(),
  });
  return { component, events, slept };
}

describe("patientComponent", () => {
  it("begins again after what may pass, with a pause, and stays one component to the outside", async () => {
    const { component, events, slept } = harness([away, away]);
    await component.start();
    await vi.waitFor(() => expect(events).toEqual(["start 1", "stop 1", "start 2", "stop 2", "start 3"]));
    expect(slept).toEqual([7, 7]);
    expect(await component.lag()).toBe(3);
    expect(await component.checks[0]?.check()).toEqual({ ok: true, detail: "stage 3" });
    await component.stop();
    await expect(component.failed).resolves.toBeUndefined();
    expect(events.at(-1)).toBe("stop 3");
  });

  it("fails with what will not pass", async () => {
    const { component, events } = harness([away, bug]);
    await component.start();
    await expect(component.failed).rejects.toBe(bug);
    expect(events).toEqual(["start 1", "stop 1", "start 2"]);
  });
});
