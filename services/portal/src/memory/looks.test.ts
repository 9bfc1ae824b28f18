import { createManualClock } from "@yardstick/runtime";
import { WarehouseError } from "@yardstick/warehouse";
import { describe, expect, it } from "vitest";
import { createLooks } from "./looks.ts";

function openLooks() {
  const clock = createManualClock();
  const state = { known: "2022-03-01T08:00:00.000Z", stamp: "A", isRefused: false, isHidden: false };
  const ask = async (): Promise<never[]> => {
    if (state.isRefused)
      throw new WarehouseError("QUERY_FAILED", { message: "not enough privileges", clickhouseCode: 497 });
    return [{ count: state.isHidden ? 0 : 3, stamp: state.stamp }] as never[];
  };
  return { clock, state, looks: createLooks(async () => state.known, ask, clock) };
}

describe("createLooks", () => {
  it("goes on with what was known and there together, for a moment", async () => {
    const { clock, state, looks } = openLooks();
    const first = await looks.recent();
    expect(first).toEqual({ knownThrough: "2022-03-01T08:00:00.000Z", stamp: "A" });
    Object.assign(state, { known: "2022-03-02T08:00:00.000Z", stamp: "B" });
    clock.advance(249);
    expect(await looks.recent()).toEqual(first);
    expect(await looks.now()).toEqual({ knownThrough: "2022-03-02T08:00:00.000Z", stamp: "B" });
    state.stamp = "C";
    clock.advance(250);
    expect((await looks.recent()).stamp).toBe("C");
  });

  it.each(["isRefused", "isHidden"] as const)("has no stamp for who may not read the parts: %s", async (how) => {
    const { state, looks } = openLooks();
    state[how] = true;
    expect((await looks.now()).stamp).toBeNull();
  });

  it("hands any other failure on", async () => {
    const away = new WarehouseError("WAREHOUSE_UNAVAILABLE", { message: "away" });
    const looks = createLooks(
      async () => null,
      () => Promise.reject(away),
      createManualClock(),
    );
    await expect(looks.now()).rejects.toThrow("away");
  });
});
