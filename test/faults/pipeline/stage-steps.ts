import type { StepName } from "@yardstick/pipeline";

/**
 * Every stage with the steps that it comes to; the others it skips, having nothing to insert, say, or no receipt to
 * write. Dead letters come first of all, since the script begins with them.
 */
export const STAGE_STEPS: Readonly<Record<string, readonly StepName[]>> = {
  validator: ["dead-lettered", "decoded", "handled", "published", "committed"],
  "aggregator-store": ["dead-lettered", "decoded", "handled", "inserted", "published", "receipts-written", "committed"],
  "aggregator-recompute": ["dead-lettered", "decoded", "handled", "inserted", "published", "committed"],
  "alerter-decide": ["dead-lettered", "decoded", "handled", "inserted", "published", "committed"],
};
