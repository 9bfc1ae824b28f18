/** The places between two steps of a batch, in their order. `inserted` and `published` come once per call. */
export const STEP_NAMES = [
  "decoded",
  "handled",
  "inserted",
  "published",
  "dead-lettered",
  "receipts-written",
  "committed",
] as const;
export type StepName = (typeof STEP_NAMES)[number];

export interface Step {
  readonly name: StepName;
  readonly stage: string;
  readonly topic: string;
  readonly partition: number;
  /** Offset of the first record of the batch. */
  readonly firstOffset: string;
  /** Table of an insert or receipt, topic of a publication; else empty. */
  readonly target: string;
}

/**
 * Called between each pair of steps, so that a fault test can end the process exactly there. `committed` is told when
 * the commit is known to be durable: before the partition's next batch, or when the stage closes.
 */
export type StepHook = (step: Step) => Promise<void> | void;

/** Production: nothing happens between the steps. */
export const noStep: StepHook = () => undefined;
