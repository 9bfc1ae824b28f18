/** The places between two steps of a drop, in their order. `part-published` comes once for each part. */
export const DROP_STEPS = [
  "noted",
  "taken",
  "spooled",
  "part-published",
  "published",
  "receipt-written",
  "receipt-moved",
  "file-moved",
] as const;
export type DropStep = (typeof DROP_STEPS)[number];

/** Called between each pair of steps, so that a fault test can end the process exactly there. */
export type DropStepHook = (step: DropStep) => Promise<void> | void;
