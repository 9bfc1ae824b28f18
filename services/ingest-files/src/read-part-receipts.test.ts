import { expect, test } from "vitest";
import { readPartReceipts } from "./read-part-receipts.ts";

const part = { submissionId: "sub_1", source: "210400-bureau", rows: 2, firstRow: 1 };
/** Answers queries by the table they read; the SQL itself is tried on the real engine in test/contract. */
const warehouseWith = (deadLetter: object) => ({
  query: async <Row>(sql: string) => (sql.includes("FROM dead_letters") ? [deadLetter as Row] : []),
});
const letter = (code: string) => ({ source: part.source, stage: "validator", code, reason: "why" });

test("a part that no stage could read is rejected whole, and says so", async () => {
  const found = await readPartReceipts(warehouseWith(letter("ENVELOPE_INVALID"))).receipt(part);
  expect(found).toMatchObject({
    receipt: {
      state: "rejected",
      counts: { accepted: 0, rejected: 2 },
      issueCounts: { ENVELOPE_INVALID: 1 },
      issues: [{ rule: "validator", code: "ENVELOPE_INVALID", row: null }],
    },
    outcomes: ["rejected", "rejected"],
  });
});

test("a part that waits for an operator has no receipt yet", async () => {
  expect(await readPartReceipts(warehouseWith(letter("PARKED"))).receipt(part)).toBeNull();
});
