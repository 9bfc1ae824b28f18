import type { Component, ReadinessCheck } from "@yardstick/runtime";
import { type RunningStage, type RunStageOptions, runStage } from "./run-stage.ts";

export interface StageComponent extends Component {
  /** For the admin server: whether no partition is parked, and how far behind the stage is (reported, not judged). */
  readonly checks: readonly ReadinessCheck[];
  /** Records that the stage has not committed yet. */
  lag(): Promise<number>;
}

/** A stage as a part of a process. */
export function stageComponent<T>(options: RunStageOptions<T>): StageComponent {
  const { stage, eventLog } = options;
  let running: RunningStage | null = null;
  const lag = async () => {
    const lags = await eventLog.lag(stage.group, stage.topics);
    return lags.reduce((sum, partition) => sum + partition.lag, 0);
  };
  return {
    name: stage.name,
    checks: [stageCheck(stage.name, () => running), lagCheck(stage.name, lag)],
    lag,
    start: async () => {
      running = await runStage(options);
    },
    stop: async () => running?.close(),
    get failed() {
      return running?.failed;
    },
  };
}

function stageCheck(name: string, running: () => RunningStage | null): ReadinessCheck {
  return {
    name: `stage ${name}`,
    check: async () => {
      const stage = running();
      if (stage === null) return { ok: false, detail: "not started" };
      const places = stage
        .parked()
        .map(({ topic, partition, offset, code }) => `${topic}/${partition} at ${offset} (${code})`);
      return places.length === 0 ? { ok: true, detail: "runs" } : { ok: false, detail: `parked: ${places.join(", ")}` };
    },
  };
}

function lagCheck(name: string, lag: () => Promise<number>): ReadinessCheck {
  return {
    name: `lag ${name}`,
    judged: false,
    check: async () => ({ ok: true, detail: `${await lag()} records behind` }),
  };
}
