import { describe, expect, it } from "vitest";
import { createRemember } from "./remember.ts";

function openMemory() {
  let nowMs = 1_000;
  let computed = 0;
  const remember = createRemember<number>({ nowMs: () => nowMs });
  const compute = async () => {
    computed += 1;
    return computed;
  };
  const passMs = (ms: number) => {
    nowMs += ms;
  };
  return { ask: (key: string) => remember(key, compute), remember, passMs };
}

describe("createRemember", () => {
  it("computes once for all who ask the same within ten seconds, even at once", async () => {
    const { ask, passMs } = openMemory();
    expect(await Promise.all([ask("a"), ask("a"), ask("b")])).toEqual([1, 1, 2]);
    passMs(9_999);
    expect(await ask("a")).toBe(1);
    passMs(1);
    expect(await ask("a")).toBe(3);
  });

  it("computes anew after a failure", async () => {
    const { ask, remember } = openMemory();
    await expect(remember("a", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
    expect(await ask("a")).toBe(1);
  });

  it("forgets what was computed first when there are more than four", async () => {
    const { ask } = openMemory();
    for (const key of ["a", "b", "c", "d", "e"]) await ask(key);
    expect(await ask("e")).toBe(5);
    expect(await ask("a")).toBe(6);
  });
});
