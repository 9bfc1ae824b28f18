import { type Cause, type ComparisonsMadeV1, packPosition } from "@yardstick/contracts";
import type { ComparisonsMade } from "./decode-comparisons-made.ts";

export interface KeyInHand {
  readonly scope: string;
  readonly indicator: string;
  /** Causes of the batch's records of this key, in the order of the log; at least one. */
  readonly causes: readonly CauseInHand[];
}

export interface CauseInHand {
  readonly cause: Cause;
  readonly traceparent: string | null;
}

/** One entry for each scope and indicator of a batch, in the order in which they first come. */
export function groupByKey(records: readonly ComparisonsMade[]): KeyInHand[] {
  const groups = new Map<string, Pick<ComparisonsMadeV1, "scope" | "indicator"> & { causes: CauseInHand[] }>();
  for (const { data, traceparent } of records) {
    const { scope, indicator, cause } = data;
    const key = JSON.stringify([scope, indicator]);
    const group = groups.get(key) ?? { scope, indicator, causes: [] };
    group.causes.push({ cause, traceparent });
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The cause that was received last; sources may be computed in another order than that. */
export function newestCause({ causes }: KeyInHand): CauseInHand {
  return causes.reduce((newest, each) =>
    packPosition(each.cause.received) >= packPosition(newest.cause.received) ? each : newest,
  );
}
