import { describe, expect, it } from "vitest";
import { once } from "./once.ts";

describe("once", () => {
  it("computes for all who ask, and again after a failure alone", async () => {
    let computed = 0;
    const value = once(async () => {
      computed += 1;
      if (computed === 1) throw new Error("away");
      return computed;
    });
    await expect(value()).rejects.toThrow("away");
    expect(await Promise.all([value(), value()])).toEqual([2, 2]);
    expect(await value()).toBe(2);
  });
});
