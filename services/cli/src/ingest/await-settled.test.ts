import type { Receipt, SubmissionState } from "@yardstick/contracts";
import { createManualClock } from "@yardstick/runtime";
import { expect, test } from "vitest";
import { awaitSettled } from "./await-settled.ts";

const receiptIn = (submissionId: string, state: SubmissionState): Receipt => ({
  submissionId,
  source: "210400-bureau",
  state,
  contentSha256: null,
  counts: { accepted: 0, superseded: 0, unchanged: 0, rejected: 0 },
  issueCounts: {},
  issues: [],
});

/** Answers one state after the other, and the last for ever. */
function clientAnswering(states: Readonly<Record<string, readonly SubmissionState[]>>) {
  const asked: string[] = [];
  return {
    asked,
    receipt: async (id: string) => {
      const known = states[id];
      if (known === undefined) return null;
      const count = asked.filter((other) => other === id).length;
      asked.push(id);
      return receiptIn(id, known[Math.min(count, known.length - 1)] ?? "received");
    },
  };
}

test("asks until each is stored or rejected, and no longer for one that is", async () => {
  const clock = createManualClock();
  const client = clientAnswering({ a: ["stored"], b: ["received", "validated", "rejected"] });
  const seen: number[] = [];
  const receipts = await awaitSettled({
    client,
    submissionIds: ["a", "b"],
    clock,
    sleep: clock.sleep,
    deadlineMs: 60_000,
    onProgress: (settled) => seen.push(settled),
  });
  expect(receipts.map(({ state }) => state)).toEqual(["stored", "rejected"]);
  expect(client.asked).toEqual(["a", "b", "b", "b"]);
  expect(seen).toEqual([1, 1, 2]);
});

test("answers what it has when the deadline passes", async () => {
  const clock = createManualClock();
  const client = clientAnswering({ a: ["received"] });
  const options = { client, submissionIds: ["a"], clock, sleep: clock.sleep, deadlineMs: 5_000 };
  const receipts = await awaitSettled(options);
  expect(receipts.map(({ state }) => state)).toEqual(["received"]);
  expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBe(5_000);
});

test("an id that was never issued is an error, not a wait", async () => {
  const clock = createManualClock();
  const options = {
    client: clientAnswering({}),
    submissionIds: ["sub_x"],
    clock,
    sleep: clock.sleep,
    deadlineMs: 5_000,
  };
  await expect(awaitSettled(options)).rejects.toThrow("sub_x");
});
