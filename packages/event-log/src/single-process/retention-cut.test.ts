import { describe, expect, test } from "vitest";
import { MemoryLogStore } from "../memory/memory-log-store.ts";
import { retentionCut } from "./retention-cut.ts";
import { deleteExpired } from "./start-retention.ts";

const RETENTION_MS = 1_000;

/** One partition with a record at each of these times. */
function storeWith(timesMs: readonly number[]): MemoryLogStore {
  const store = new MemoryLogStore();
  const limits = { retentionMs: RETENTION_MS, maxMessageBytes: 1_000, replicationFactor: null };
  store.createTopic({ name: "t", partitions: 1, ...limits });
  for (const timeMs of timesMs) {
    store.append([{ topic: "t", partition: 0, key: "a", value: new Uint8Array(), headers: {} }], timeMs);
  }
  return store;
}

const cutAt = (store: MemoryLogStore, nowMs: number) => retentionCut(store, { topic: "t", partition: 0, nowMs });

describe("retentionCut", () => {
  test("without groups, only age counts", () => {
    const store = storeWith([0, 500, 1_500, 1_600]);
    expect(cutAt(store, 1_000)).toBe(0);
    expect(cutAt(store, 1_501)).toBe(2);
    expect(cutAt(store, 9_000)).toBe(4);
  });

  test("the slowest declared group holds deletion back", () => {
    const store = storeWith([0, 500, 600, 700]);
    store.declareGroup("fast", ["t"]);
    store.declareGroup("slow", ["t"]);
    store.commit("fast", { topic: "t", partition: 0, offset: 4 }, "");
    expect(cutAt(store, 2_000)).toBe(0);
    store.commit("slow", { topic: "t", partition: 0, offset: 2 }, "");
    expect(cutAt(store, 2_000)).toBe(2);
  });

  test("but not beyond three times the retention", () => {
    const store = storeWith([0, 500, 600, 2_000]);
    store.declareGroup("gone for good", ["t"]);
    expect(cutAt(store, 3 * RETENTION_MS + 501)).toBe(2);
  });
});

describe("deleteExpired", () => {
  test("deletes a bounded number in a step and says whether there is more", () => {
    const store = storeWith(Array.from({ length: 1_500 }, () => 0));
    expect(deleteExpired(store, 5_000)).toBe(false);
    expect(store.bounds("t", 0)).toEqual({ startOffset: 1_000, endOffset: 1_500 });
    expect(deleteExpired(store, 5_000)).toBe(true);
    expect(store.bounds("t", 0)).toEqual({ startOffset: 1_500, endOffset: 1_500 });
  });
});
