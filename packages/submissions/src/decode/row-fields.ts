import { submittedObservation } from "@yardstick/contracts";

/** Fields that a row may bring along: all of the contract but its place, which is where the decoder found it. */
export const ROW_FIELDS: ReadonlySet<string> = new Set(
  Object.keys(submittedObservation.shape).filter((field) => field !== "place"),
);
