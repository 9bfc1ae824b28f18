import type { LogRecord } from "@yardstick/event-log";
import { describe, expect, it, vi } from "vitest";
import type { BatchDone, BatchResult } from "./stage/batch-result.ts";
import { createStageHarness, textRecord, transientError } from "./testing/stage-harness.ts";

const DEADLINE = { timeout: 5_000 };
const NOTHING: BatchResult = { kind: "done" };

async function readAll(harness: Awaited<ReturnType<typeof createStageHarness>>, topic: string): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  const subscription = await harness.memory.subscribe({
    group: `reader-${topic}`,
    topics: [topic],
    maxBatchRecords: 100,
    maxBatchBytes: 1_048_576,
    concurrency: 1,
    batchDeadlineMs: 5_000,
    handle: async (batch) => {
      records.push(...batch.records);
      return { nextOffset: String(Number(batch.records.at(-1)?.offset ?? 0) + 1) };
    },
  });
  const unread = async () =>
    (await harness.memory.lag(`reader-${topic}`, [topic])).reduce((sum, { lag }) => sum + lag, 0);
  await vi.waitFor(async () => expect(await unread()).toBe(0), DEADLINE);
  await subscription.close();
  return records;
}

describe("runStage", () => {
  it("decodes, handles, inserts, publishes, buries, writes receipts and commits, in this order", async () => {
    const harness = await createStageHarness();
    await harness.send("in", "a", "bad", "other", "b");
    const rows = [["1"], ["2"]];
    const stage = await harness.start((records) => ({
      kind: "done",
      receipts: [{ table: "submissions", columns: ["id"], rows: records.map(({ value }) => [value]) }],
      inserts: [
        { table: "first", columns: ["x"], rows },
        { table: "empty", columns: ["x"], rows: [] },
        { sql: "INSERT INTO second SELECT 1" },
      ],
      publishes: [
        { topic: "out", ...textRecord("p") },
        { topic: "out", ...textRecord("q") },
      ],
      thenPublish: async () => {
        harness.journal.push("read back");
        return [{ topic: "out", ...textRecord("r") }];
      },
    }));
    await vi.waitFor(async () => expect(await harness.lag()).toBe(0), DEADLINE);
    await stage.close();
    expect(harness.journal).toEqual([
      "step decoded",
      "step handled",
      "insert first x2",
      "step inserted first",
      "command INSERT INTO second SELECT 1",
      "step inserted",
      "publish out x2",
      "step published out",
      "read back",
      "publish out x1",
      "step published out",
      "publish dead x1",
      "step dead-lettered dead",
      "insert submissions x2",
      "step receipts-written submissions",
      "step committed",
    ]);
    await expect(stage.failed).resolves.toBeUndefined();
  });

  it("looks again after a round, carries out what that answers in the same order, and commits after the last", async () => {
    const harness = await createStageHarness();
    await harness.send("in", "a");
    const round = (name: string): BatchDone => ({
      kind: "done",
      inserts: [{ table: name, columns: ["x"], rows: [[1]] }],
      publishes: [{ topic: "out", ...textRecord(name) }],
      receipts: [{ table: `${name} receipts`, columns: ["x"], rows: [[1]] }],
    });
    let outages = 1;
    const stage = await harness.start(() => ({
      ...round("first"),
      afterwards: async () => {
        harness.journal.push("look again");
        if (outages-- > 0) throw transientError();
        return { ...round("second"), afterwards: async () => null };
      },
    }));
    await vi.waitFor(async () => expect(await harness.lag()).toBe(0), DEADLINE);
    await stage.close();
    expect(harness.journal.filter((line) => !line.startsWith("step") || line === "step committed")).toEqual([
      "insert first x1",
      "publish out x1",
      "insert first receipts x1",
      "look again",
      "look again",
      "insert second x1",
      "publish out x1",
      "insert second receipts x1",
      "step committed",
    ]);
  });

  it("commits nothing until every acknowledgement is there", async () => {
    const harness = await createStageHarness();
    await harness.send("in", "a");
    let acknowledge: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      acknowledge = resolve;
    });
    const stage = await harness.start(async () => {
      await held;
      return { kind: "done", receipts: [{ table: "submissions", columns: ["id"], rows: "[1]" }] };
    });
    await vi.waitFor(() => expect(harness.journal).toContain("step decoded"), DEADLINE);
    expect(await harness.lag()).toBe(1);
    acknowledge();
    await vi.waitFor(async () => expect(await harness.lag()).toBe(0), DEADLINE);
    expect(harness.journal).toContain("insert submissions x3");
    await stage.close();
  });

  it("finishes and commits the batch in hand when it is closed", async () => {
    const harness = await createStageHarness();
    await harness.send("in", "a");
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const stage = await harness.start(async () => {
      await held;
      return { kind: "done", inserts: [{ table: "t", columns: ["x"], rows: [[1]] }] };
    });
    await vi.waitFor(() => expect(harness.journal).toContain("step decoded"), DEADLINE);
    const closed = stage.close();
    go();
    await closed;
    expect([await harness.lag(), harness.journal.at(-1)]).toEqual([0, "step committed"]);
  });

  it("retries the step that failed with doubling waits, and repeats no other", async () => {
    const harness = await createStageHarness();
    await harness.send("in", "a");
    let failures = 3;
    harness.faults.onInsert = () => {
      failures -= 1;
      if (failures >= 0) throw transientError();
    };
    let handled = 0;
    const stage = await harness.start(() => {
      handled += 1;
      return { kind: "done", inserts: [{ table: "t", columns: ["x"], rows: [[1]] }] };
    });
    await vi.waitFor(async () => expect(await harness.lag()).toBe(0), DEADLINE);
    await stage.close();
    expect([handled, harness.clock.slept]).toEqual([1, [100, 200, 400]]);
    expect(await harness.metrics.render()).toContain('test_stage_retries_total{code="WAREHOUSE_UNAVAILABLE"} 3');
  });

  it("asks a handler again that does not see its facts yet", async () => {
    const harness = await createStageHarness();
    await harness.send("in", "a");
    let asked = 0;
    const stage = await harness.start(() => {
      asked += 1;
      return asked < 3 ? { kind: "not_yet", reason: "version 7 is not visible" } : NOTHING;
    });
    await vi.waitFor(async () => expect(await harness.lag()).toBe(0), DEADLINE);
    await stage.close();
    expect([asked, harness.clock.slept]).toEqual([3, [100, 200]]);
  });

  it("fails with the transient error when the retries are used up, keeps the offset and counts no crash", async () => {
    const harness = await createStageHarness();
    await harness.send("in", "a");
    harness.faults.onInsert = () => {
      throw transientError();
    };
    const result: BatchResult = { kind: "done", inserts: [{ table: "t", columns: ["x"], rows: [[1]] }] };
    for (const _restart of [1, 2, 3, 4]) {
      const stage = await harness.start(() => result);
      await expect(stage.failed).rejects.toMatchObject({ code: "WAREHOUSE_UNAVAILABLE" });
      await stage.close();
      expect([await harness.lag(), stage.parked()]).toEqual([1, []]);
    }
    harness.faults.onInsert = () => undefined;
    const healed = await harness.start(() => result);
    await vi.waitFor(async () => expect(await harness.lag()).toBe(0), DEADLINE);
    await healed.close();
  });

  it("finds the record that crashes it, parks its partition at the third time, and lets the others go on", async () => {
    const harness = await createStageHarness();
    const sent = Array.from({ length: 40 }, (_, index) => `r${index}`);
    await harness.send("in-four", ...sent, "poison", "after");
    const acks = await harness.memory.lag("group", ["in-four"]);
    const handled: string[] = [];
    const handle = (records: readonly { readonly value: string }[]): BatchResult => {
      if (records.some(({ value }) => value === "poison")) throw new TypeError("cannot read x of undefined");
      handled.push(...records.map(({ value }) => value));
      return NOTHING;
    };
    const restart = () => harness.start(handle, { topics: ["in-four"] });

    let crashes = 0;
    let stage = await restart();
    for (;;) {
      const ended = await Promise.race([
        stage.failed.then(
          () => false,
          () => true,
        ),
        vi.waitFor(() => expect(stage.parked()).toHaveLength(1), DEADLINE).then(() => false),
      ]);
      if (!ended) break;
      crashes += 1;
      await stage.close();
      stage = await restart();
    }
    // Once as a batch, unless it stood alone in it; twice alone; the third time alone parks.
    expect(crashes).toBe(3);
    expect(stage.parked()).toMatchObject([{ topic: "in-four", code: "UNKNOWN", reason: "cannot read x of undefined" }]);
    const parked = stage.parked()[0];
    await vi.waitFor(async () => {
      const behind = (await harness.memory.lag("group", ["in-four"])).filter(({ lag }) => lag > 0);
      expect(behind.map(({ partition }) => partition)).toEqual([parked?.partition]);
      expect(behind[0]?.committedOffset).toBe(parked?.offset);
    }, DEADLINE);
    expect(acks.reduce((sum, { lag }) => sum + lag, 0)).toBe(42);
    expect(new Set(handled).size).toBeGreaterThanOrEqual(40);

    const [letter] = await readAll(harness, "dead");
    expect(letter?.headers).toMatchObject({
      dl_code: "PARKED",
      dl_offset: parked?.offset,
      dl_topic: "in-four",
      ce_id: "poison",
    });
    expect(new TextDecoder().decode(letter?.value ?? undefined)).toBe("poison");
    await stage.close();

    const mended = await harness.start(() => NOTHING, { topics: ["in-four"] });
    await vi.waitFor(async () => expect(await harness.lag("in-four")).toBe(0), DEADLINE);
    expect(mended.parked()).toEqual([]);
    await mended.close();
  });

  it("does not blame a record for a stage that cannot work at all", async () => {
    const harness = await createStageHarness();
    await harness.send("in", "bad1", "bad2", "bad3", "bad4");
    for (const _restart of [1, 2, 3, 4]) {
      const stage = await harness.start(() => NOTHING);
      await expect(stage.failed).rejects.toMatchObject({ code: "DEAD_LETTER_LIMIT" });
      await stage.close();
      expect([await harness.lag(), stage.parked()]).toEqual([4, []]);
    }
    expect(harness.journal.filter((act) => act.startsWith("publish"))).toEqual([]);
  });

  it("keeps the bytes and headers of a dead letter, and says why it is one", async () => {
    const harness = await createStageHarness();
    await harness.send("in", "bad1", "odd");
    const stage = await harness.start((records) => ({
      kind: "done",
      deadLetters: records.map(({ record }) => ({ record, code: "KEY_MISMATCH", reason: "the key is not the source" })),
    }));
    await vi.waitFor(async () => expect(await harness.lag()).toBe(0), DEADLINE);
    await stage.close();
    const letters = await readAll(harness, "dead");
    expect(letters.map(({ value }) => new TextDecoder().decode(value ?? undefined))).toEqual(["bad1", "odd"]);
    expect(letters.map(({ headers }) => headers)).toMatchObject([
      {
        ce_id: "bad1",
        dl_code: "VALUE_NOT_JSON",
        dl_stage: "test-stage",
        dl_topic: "in",
        dl_partition: "0",
        dl_offset: "0",
      },
      { ce_id: "odd", dl_code: "KEY_MISMATCH", dl_reason: "the key is not the source", dl_offset: "1" },
    ]);
    expect(await harness.metrics.render()).toContain('test_stage_dead_letters_total{code="KEY_MISMATCH"} 1');
  });

  it("buries a record that fills its topic's limit without its bytes, which stay where they are", async () => {
    const harness = await createStageHarness();
    const large = `bad${"x".repeat(4_000)}`;
    await harness.memory.publish("in", [{ key: "k", value: new TextEncoder().encode(large), headers: {} }]);
    const stage = await harness.start(() => NOTHING);
    await vi.waitFor(async () => expect(await harness.lag()).toBe(0), DEADLINE);
    await stage.close();
    const [letter] = await readAll(harness, "dead");
    expect(letter?.headers).toMatchObject({ dl_code: "VALUE_NOT_JSON", dl_omitted_bytes: "4003", dl_offset: "0" });
  });

  it("goes record by record after a batch was too slow as a whole", async () => {
    const harness = await createStageHarness();
    await harness.send("in", "a", "b");
    const sizes: number[] = [];
    const stage = await harness.start(
      async (records, { signal }) => {
        sizes.push(records.length);
        if (records.length > 1) await new Promise((resolve) => signal.addEventListener("abort", resolve));
        return { kind: "done", inserts: [{ table: "t", columns: ["x"], rows: [[1]] }] };
      },
      {},
      { batchDeadlineMs: 50 },
    );
    await vi.waitFor(async () => expect(await harness.lag()).toBe(0), DEADLINE);
    await stage.close();
    expect(sizes).toEqual([2, 1, 1]);
    expect(harness.journal.filter((act) => act.startsWith("insert"))).toHaveLength(2);
  });

  it("counts, samples its lag and logs a line per batch with the submissions in it", async () => {
    const harness = await createStageHarness();
    await harness.send("in", "a", "b");
    const stage = await harness.start(() => NOTHING);
    await vi.waitFor(async () => expect(await harness.lag()).toBe(0), DEADLINE);
    await stage.close();
    const text = await harness.metrics.render();
    expect(text).toContain("test_stage_records_total 2");
    expect(text).toContain("test_stage_batches_total 1");
    expect(text).toContain("test_stage_batch_seconds_count 1");
    expect(text).toContain('test_stage_lag_records{topic="in"} 0');
    expect(text).toContain(`test_stage_last_commit_timestamp_seconds ${harness.clock.nowMs() / 1_000}`);
    const line = harness.lines.map((json) => JSON.parse(json)).find(({ msg }) => msg === "batch done");
    expect(line).toMatchObject({
      stage: "test-stage",
      topic: "in",
      partition: 0,
      records: 2,
      submissionIds: ["s-a", "s-b"],
    });
  });
});
