import { describe, expect, it } from "vitest";
import { createMemory } from "./create-memory.ts";

function openMemory() {
  let nowMs = 1_000;
  let computed = 0;
  const memory = createMemory<{ n: number }>({ nowMs: () => nowMs }, { bytes: 30, bytesOf: () => 9 });
  const compute = async () => {
    computed += 1;
    return { n: computed };
  };
  const passMs = (ms: number) => {
    nowMs += ms;
  };
  return { ask: async (key: string) => (await memory(key, compute)).n, memory, passMs };
}

describe("createMemory", () => {
  it("computes once for all who ask the same within a minute, even at once", async () => {
    const { ask, passMs } = openMemory();
    expect(await Promise.all([ask("a"), ask("a"), ask("b")])).toEqual([1, 1, 2]);
    passMs(60_000);
    expect(await ask("a")).toBe(1);
    passMs(1);
    expect(await ask("a")).toBe(3);
  });

  it("computes anew after a failure", async () => {
    const { ask, memory } = openMemory();
    await expect(memory("a", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
    expect(await ask("a")).toBe(1);
  });

  it("hands a value over that was pushed out before it was computed", async () => {
    const { ask, memory } = openMemory();
    let arrive: (value: { n: number }) => void = () => undefined;
    const late = new Promise<{ n: number }>((resolve) => {
      arrive = resolve;
    });
    const waiting = memory("late", () => late);
    for (const key of ["a", "b", "c", "d"]) await ask(key);
    arrive({ n: 9 });
    expect(await waiting).toEqual({ n: 9 });
  });

  it("forgets what was asked for longest ago when there is no room", async () => {
    const { ask } = openMemory();
    for (const key of ["a", "b", "c", "a", "d"]) await ask(key);
    expect(await ask("a")).toBe(1);
    expect(await ask("b")).toBe(5);
  });
});
