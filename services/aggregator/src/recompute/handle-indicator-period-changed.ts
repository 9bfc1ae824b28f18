import type { IndicatorPeriodChangedV1, ReferenceData } from "@yardstick/contracts";
import type { BatchResult, DecodedRecord, StageContext } from "@yardstick/pipeline";
import { touchedTargets } from "../touched-targets.ts";
import { coalesceChanges, keysByIndicator, yearOf } from "./coalesce-changes.ts";
import { keyWithMissingFacts } from "./missing-facts.ts";
import { packKeys } from "./pack-keys.ts";
import { resultEvents } from "./result-events.ts";
import { recomputeStatements } from "./statements.ts";
import { targetStatements } from "./target-statements.ts";

/**
 * Computes what a batch touches from all current facts: nothing is added to what was computed before, so that any
 * order and any repetition end in the same rows. DESIGN §6.3.
 */
export async function handleIndicatorPeriodChanged(
  records: readonly DecodedRecord<IndicatorPeriodChangedV1>[],
  { warehouse }: Pick<StageContext, "warehouse">,
  { reference, topicPrefix }: { reference: ReferenceData; topicPrefix: string },
): Promise<BatchResult> {
  const keys = coalesceChanges(records.map(({ value }) => value));
  const waiting = await keyWithMissingFacts(warehouse, keys, reference);
  if (waiting !== null) {
    const { scope, indicator, cause } = waiting;
    return {
      kind: "not_yet",
      reason: `figures of ${cause.submissionId} for ${scope}/${indicator} are not visible yet`,
    };
  }
  const changed = keysByIndicator(keys);
  const arrivedIn = Math.max(0, ...keys.map(({ cause }) => yearOf(cause)));
  return {
    kind: "done",
    inserts: [
      ...packKeys(changed).flatMap(recomputeStatements),
      ...targetStatements(touchedTargets(changed, reference, arrivedIn)),
    ],
    publishes: resultEvents(keys, { reference, topicPrefix }),
  };
}
