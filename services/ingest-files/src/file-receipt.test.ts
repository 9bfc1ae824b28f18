import type { Issue, Receipt } from "@yardstick/contracts";
import { expect, test } from "vitest";
import { fileReceipt } from "./file-receipt.ts";
import { refuse } from "./refusals.ts";

const note = {
  id: "20261124T013400.123Z-3fa9c1d2",
  source: "210400-bureau",
  feed: null,
  name: "gdp.csv",
  takenAt: "2026-11-24T01:34:00.123Z",
  refusal: null,
};
const plan = {
  format: "csv",
  fileSha256: "ab",
  bytes: 10,
  parts: [
    { submissionId: "sub_1", source: note.source, rows: 2, firstRow: 1 },
    { submissionId: "sub_2", source: note.source, rows: 3, firstRow: 3 },
  ],
  refusal: null,
};
const issueOf = (row: number | null) => ({ code: "X", row }) as unknown as Issue;
const receipt = (state: Receipt["state"], counts: Partial<Receipt["counts"]>, row: number | null = null): Receipt => ({
  source: note.source,
  state,
  contentSha256: null,
  counts: { accepted: 0, superseded: 0, unchanged: 0, rejected: 0, ...counts },
  issueCounts: { X: 1 },
  issues: [issueOf(row)],
});

test("a file that was cut has one receipt, with rows as they stand in the file", () => {
  const told = fileReceipt(note, plan, [receipt("stored", { accepted: 2 }, 1), receipt("stored", { unchanged: 3 }, 2)]);
  expect(told).toMatchObject({
    state: "stored",
    counts: { accepted: 2, superseded: 0, unchanged: 3, rejected: 0 },
    issueCounts: { X: 2 },
    issues: [{ row: 1 }, { row: 4 }],
    submissions: [{ submissionId: "sub_1" }, { submissionId: "sub_2" }],
  });
});

test("parts that were refused beside others that are stored leave it partly stored", () => {
  const [stored, rejected] = [receipt("stored", { accepted: 2 }), receipt("rejected", { rejected: 3 })];
  expect(fileReceipt(note, plan, [stored, rejected]).state).toBe("partly_stored");
  expect(fileReceipt(note, plan, [rejected, rejected]).state).toBe("rejected");
});

test("a refused file has no submissions, and says why", () => {
  expect(fileReceipt({ ...note, refusal: refuse("FOLDER_MISSING") }, null, [])).toMatchObject({
    state: "rejected",
    issueCounts: { FOLDER_MISSING: 1 },
    issues: [{ code: "FOLDER_MISSING" }],
    submissions: [],
  });
});
