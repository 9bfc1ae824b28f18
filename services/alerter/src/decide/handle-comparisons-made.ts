import type { Cause, ReferenceData } from "@yardstick/contracts";
import type { BatchDone, DecodedRecord, Publication, StageContext } from "@yardstick/pipeline";
import type { AlertChange } from "./alert-change.ts";
import { alertChangesInsert } from "./alert-change-row.ts";
import { alertChangedEvent } from "./alert-changed-event.ts";
import { benchmarkDisagreement } from "./benchmark-disagreement/benchmark-disagreement.ts";
import { countyAverage } from "./county-average/county-average.ts";
import { keyDecider } from "./decide-key.ts";
import type { ComparisonsMade } from "./decode-comparisons-made.ts";
import { type CauseInHand, groupByKey, newestCause } from "./group-by-key.ts";

export interface DecideOptions {
  readonly topicPrefix: string;
  readonly reference: ReferenceData;
}

/** What new comparisons are looked at for. */
const DECIDERS = [keyDecider(countyAverage), keyDecider(benchmarkDisagreement)];

/**
 * Decides once for each scope and indicator of the batch, at its newest cause: the tables hold the newest figures
 * anyway, so the states in between were never to be seen.
 *
 * A change that a cause in hand has left in the table is from an earlier handling that did not get to its commit, or
 * from a replay: it is published again as it stands, and what is decided comes after it.
 */
export async function handleComparisonsMade(
  records: readonly DecodedRecord<ComparisonsMade>[],
  { warehouse }: Pick<StageContext, "warehouse">,
  { topicPrefix, reference }: DecideOptions,
): Promise<BatchDone> {
  const changes: AlertChange[] = [];
  const publishes: Publication[] = [];
  const announce = ({ cause, traceparent }: CauseInHand, change: AlertChange) => {
    const regionName = reference.regions.get(change.region)?.nameZh ?? change.region;
    publishes.push(alertChangedEvent({ change, regionName, cause, traceparent }, topicPrefix));
  };
  for (const key of groupByKey(records.map(({ value }) => value))) {
    for (const decide of DECIDERS) {
      const { stored, decided } = await decide({ key, warehouse, reference });
      for (const change of stored) {
        const own = key.causes.find(({ cause }) => isCauseOf(change, cause));
        if (own !== undefined) announce(own, change);
      }
      for (const change of decided) {
        changes.push(change);
        announce(newestCause(key), change);
      }
    }
  }
  return { kind: "done", inserts: [alertChangesInsert(changes)], publishes };
}

function isCauseOf({ submissionId, source, knownAt }: AlertChange, cause: Cause): boolean {
  return submissionId === cause.submissionId && source === cause.source && knownAt === cause.received.at;
}
