import type { Issue, Receipt, RowOutcome } from "@yardstick/contracts";
import type { DropNote, DropPlan } from "./drop-note.ts";

/** Body of `<name>.receipt.json`: what became of a file, however many submissions it was cut into. */
export interface FileReceipt {
  readonly file: string;
  readonly source: string | null;
  /** The mapping that it was read by: its folder's, or the one that is for such files. */
  readonly feed: string | null;
  readonly format: string | null;
  readonly bytes: number | null;
  readonly fileSha256: string | null;
  /** RFC 3339. */
  readonly takenAt: string;
  /** `partly_stored`: some parts of a file that was cut were refused as a whole, and others are stored. */
  readonly state: "stored" | "partly_stored" | "rejected";
  readonly counts: Receipt["counts"];
  readonly issueCounts: Receipt["issueCounts"];
  /** Rows are those of the file, counted from 1. */
  readonly issues: readonly Issue[];
  readonly submissions: readonly {
    readonly submissionId: string;
    readonly state: Receipt["state"];
    readonly rows: number;
    readonly firstRow: number;
  }[];
}

/** The one receipt of a file; `receipts` are those of its parts, in their order. */
export function fileReceipt(note: DropNote, plan: DropPlan | null, receipts: readonly Receipt[]): FileReceipt {
  const refusal = note.refusal ?? plan?.refusal ?? null;
  const parts = plan?.parts ?? [];
  const issues = receipts.flatMap((receipt, index) => issuesInFile(receipt, parts[index]?.firstRow ?? 1));
  return {
    file: note.name,
    source: note.source,
    feed: note.feed ?? receipts.find(({ origin }) => origin?.feed !== undefined)?.origin?.feed ?? null,
    format: plan?.format ?? null,
    bytes: plan?.bytes ?? null,
    fileSha256: plan?.fileSha256 ?? null,
    takenAt: note.takenAt,
    state: stateOf(receipts),
    counts: sumOf(
      receipts.map(({ counts }) => counts),
      NO_ROWS,
    ),
    issueCounts: sumOf([refusal?.issueCounts ?? {}, ...receipts.map(({ issueCounts }) => issueCounts)], {}),
    issues: [...(refusal?.issues ?? []), ...issues],
    submissions: parts.map(({ submissionId, rows, firstRow }, index) => ({
      submissionId,
      state: receipts[index]?.state ?? "received",
      rows,
      firstRow,
    })),
  };
}

const NO_ROWS: Readonly<Record<RowOutcome, number>> = { accepted: 0, superseded: 0, unchanged: 0, rejected: 0 };

function stateOf(receipts: readonly Receipt[]): FileReceipt["state"] {
  const stored = receipts.filter(({ state }) => state === "stored").length;
  if (stored === 0) return "rejected";
  return stored === receipts.length ? "stored" : "partly_stored";
}

function issuesInFile({ issues }: Receipt, firstRow: number): Issue[] {
  return issues.map((issue) => ({ ...issue, row: issue.row === null ? null : issue.row + firstRow - 1 }));
}

function sumOf<Name extends string>(
  all: readonly Readonly<Record<Name, number>>[],
  start: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const sum: Record<Name, number> = { ...start };
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts) as [Name, number][]) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}
