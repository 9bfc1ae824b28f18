import type { ReadinessCheck } from "@yardstick/runtime";

export interface StartCheck extends ReadinessCheck {
  waiting(text: string): void;
  done(): void;
}

/** Whether a process has come to its work, or what it waits for. */
export function startCheck(): StartCheck {
  let state = { ok: false, detail: "starting" };
  return {
    name: "start",
    check: async () => state,
    waiting: (text) => {
      state = { ok: false, detail: text };
    },
    done: () => {
      state = { ok: true, detail: "done" };
    },
  };
}
