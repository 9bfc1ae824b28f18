import type { Warehouse } from "../warehouse.ts";

/** All that receipts need of the store. */
export type ReceiptReader = Pick<Warehouse, "query">;

/** Ids are unique per source: who does not name one is answered for the source that had the id first. */
export interface SubmissionName {
  readonly submissionId: string;
  readonly source?: string | undefined;
}

/** Which of the submissions of an id is meant. */
export interface StoredSubmission {
  readonly source: string;
  readonly version: string;
}
