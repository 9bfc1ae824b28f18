import type { IssueCode } from "../issue-codes.ts";
import type { DecodedItem } from "./decode-rows.ts";
import { type DecodedSubmission, type DecodeFault, decodeFault, type FaultDetail } from "./decoded-submission.ts";

type FaultOutcome = Exclude<DecodedSubmission["outcome"], "decoded">;

/** A fault behind which the reading goes on, for the sake of the other faults. */
export const fault = (code: IssueCode, detail: FaultDetail): DecodedItem => ({
  kind: "fault",
  outcome: "misshapen",
  fault: decodeFault(code, detail),
  isFatal: false,
});

/** A fault that ends the reading. */
export const fatalFault = (outcome: FaultOutcome, fault: DecodeFault): DecodedItem => ({
  kind: "fault",
  outcome,
  fault,
  isFatal: true,
});

/** What the reader of a file has to tell without refusing anything. */
export const told = (code: IssueCode, detail: Omit<FaultDetail, "path">): DecodedItem => ({
  kind: "finding",
  issue: decodeFault(code, detail).issue,
});
