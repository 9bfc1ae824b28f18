import { describe, expect, it } from "vitest";
import type { Select } from "../query/conditions.ts";
import { createFindEvidence, type Evidence } from "./evidence.ts";

const EVIDENCE: readonly Evidence[] = [
  { table: "growth", where: { sql: "1", params: {} }, periodEnds: "groupUniqArray(period_end)" },
];

function openEngine() {
  let nowMs = 1_000;
  const state = { part: "all_1_1_0", asked: 0 };
  const ask = async (_select: Select): Promise<never[]> => {
    state.asked += 1;
    return [{ table: "growth", parts: [state.part], newest: null, ends: ["2020-12-31", "2021-12-31"] }] as never[];
  };
  const find = createFindEvidence(ask, { nowMs: () => nowMs });
  const passMs = (ms: number) => {
    nowMs += ms;
  };
  return { state, find: (stamp: string | null) => find(EVIDENCE, stamp), passMs };
}

describe("createFindEvidence", () => {
  it("looks again only when there are other parts, or after some seconds", async () => {
    const { state, find, passMs } = openEngine();
    const found = await find("A");
    expect(found).toMatchObject({ fingerprint: "growth all_1_1_0; ", periodEnds: ["2021-12-31", "2020-12-31"] });
    expect(await find("A")).toEqual(found);
    expect(state.asked).toBe(1);
    state.part = "all_1_2_1";
    expect((await find("B")).fingerprint).toContain("all_1_2_1");
    passMs(5_001);
    await find("B");
    expect(state.asked).toBe(3);
  });

  it("looks each time where nobody knows which parts there are", async () => {
    const { state, find } = openEngine();
    await find(null);
    state.part = "all_1_2_1";
    expect((await find(null)).fingerprint).toContain("all_1_2_1");
  });
});
