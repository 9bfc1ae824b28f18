import { WarehouseError } from "@yardstick/warehouse";
import { describe, expect, it } from "vitest";
import type { Select } from "../query/conditions.ts";
import { createFindEvidence, type Evidence } from "./evidence.ts";

const EVIDENCE: readonly Evidence[] = [
  { table: "growth", where: { sql: "1", params: {} }, periodEnds: "groupUniqArray(period_end)" },
];

function openEngine() {
  let nowMs = 1_000;
  const state = { stamp: "A", part: "all_1_1_0", isRefused: false, isHidden: false };
  const asked: string[] = [];
  const ask = async ({ sql }: Select): Promise<never[]> => {
    const isStamp = !sql.includes("_part");
    asked.push(isStamp ? "stamp" : "evidence");
    if (isStamp && state.isRefused)
      throw new WarehouseError("QUERY_FAILED", { message: "not enough privileges", clickhouseCode: 497 });
    if (isStamp) return [{ count: state.isHidden ? 0 : 3, stamp: state.stamp }] as never[];
    return [{ table: "growth", parts: [state.part], newest: null, ends: ["2020-12-31", "2021-12-31"] }] as never[];
  };
  const find = createFindEvidence(ask, { nowMs: () => nowMs });
  return {
    ...{ state, find: () => find(EVIDENCE) },
    passMs: (ms: number) => {
      nowMs += ms;
    },
    took: () => asked.splice(0),
  };
}

describe("createFindEvidence", () => {
  it("looks again only when there are other parts, or after some seconds", async () => {
    const { state, find, passMs, took } = openEngine();
    const found = await find();
    expect(found).toMatchObject({ fingerprint: "growth all_1_1_0; ", periodEnds: ["2021-12-31", "2020-12-31"] });
    expect(await find()).toEqual(found);
    expect(took()).toEqual(["stamp", "evidence", "stamp"]);
    Object.assign(state, { stamp: "B", part: "all_1_2_1" });
    expect((await find()).fingerprint).toContain("all_1_2_1");
    passMs(5_001);
    await find();
    expect(took()).toEqual(["stamp", "evidence", "stamp", "evidence"]);
  });

  it.each(["isRefused", "isHidden"] as const)("looks each time for who may not read the parts: %s", async (how) => {
    const { state, find, took } = openEngine();
    state[how] = true;
    await find();
    state.part = "all_1_2_1";
    expect((await find()).fingerprint).toContain("all_1_2_1");
    expect(took()).toEqual(["stamp", "evidence", "stamp", "evidence"]);
  });
});
