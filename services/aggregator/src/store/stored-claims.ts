import type { Claim, ClaimBoard } from "./claim.ts";
import type { Coordinate } from "./coordinate.ts";

/** Identity of a figure in the table that holds the current ones. */
export interface CurrentRow {
  readonly source: string;
  readonly submissionId: string;
  readonly isTaken: boolean;
  readonly version: bigint;
}

/** A receipt that is written. */
export interface StoredReceipt {
  readonly source: string;
  readonly submissionId: string;
  readonly position: bigint;
  readonly mode: "atomic" | "partial";
  readonly state: string;
  readonly contentSha256: string;
  readonly rows: number;
  readonly issueCounts: Readonly<Record<string, number>>;
  readonly format: string;
  readonly fileName: string;
  readonly feed: string;
  readonly places: readonly string[];
  /** By row; shorter than the rows where it was stored before outcomes were. */
  readonly outcomes: readonly string[];
  readonly authId: string;
  /** As the warehouse writes an instant. */
  readonly knownAt: string;
}

/** A submission as the table of claims holds it. */
export interface StoredSubmission {
  readonly source: string;
  readonly submissionId: string;
  readonly position: bigint;
  readonly mode: "atomic" | "partial";
  readonly claims: readonly Claim[];
}

/** An issue that is written, as its columns. */
export interface StoredIssue {
  readonly source: string;
  readonly submissionId: string;
  readonly position: bigint;
  readonly ordinal: number;
  readonly rule: string;
  /** `ISSUE_COLUMNS` from `rule` to `suggestion`. */
  readonly columns: readonly unknown[];
}

export interface ClaimsAt {
  readonly board: ClaimBoard;
  /** Stands for all claims of other submissions that were read: equal marks, equal claims. */
  readonly mark: string;
}

/** What the store stage reads. Everything is as it stands at the moment of the question, across all sources. */
export interface StoredClaims {
  /** All claims at these coordinates, and a mark over those of submissions whose position is not among `inHand`. */
  claimsAt(coordinates: readonly Coordinate[], inHand: readonly bigint[]): Promise<ClaimsAt>;
  /** The same mark alone, which is cheap. */
  markAt(coordinates: readonly Coordinate[], inHand: readonly bigint[]): Promise<string>;
  /** Every submission under these ids that has claims, with all of them. */
  submissions(ids: readonly string[]): Promise<StoredSubmission[]>;
  receipts(ids: readonly string[]): Promise<StoredReceipt[]>;
  /** Whose they are alone, which is cheap. */
  receiptKeys(ids: readonly string[]): Promise<Pick<StoredReceipt, "source" | "submissionId" | "position">[]>;
  issues(ids: readonly string[]): Promise<StoredIssue[]>;
  /** The rows of `observations` at these coordinates, by `coordinateKey`. */
  currentAt(coordinates: readonly Coordinate[]): Promise<ReadonlyMap<string, CurrentRow>>;
}
