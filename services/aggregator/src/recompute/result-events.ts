import { type ComparisonsMadeV1, EVENTS, type ReferenceData, type TargetsEvaluatedV1 } from "@yardstick/contracts";
import { deriveEventId, encodeEvent, type Publication } from "@yardstick/pipeline";
import type { ChangedKey } from "./coalesce-changes.ts";

/** One `comparisons-made` for each key, and one `targets-evaluated` for each region that a target of a plan binds. */
export function resultEvents(
  keys: readonly ChangedKey[],
  { reference, topicPrefix }: { reference: ReferenceData; topicPrefix: string },
): Publication[] {
  return keys.flatMap((key) => [
    comparisonsMade(key, topicPrefix),
    ...evaluatedTargets(key, reference).map((evaluated) => targetsEvaluated(key, evaluated, topicPrefix)),
  ]);
}

function comparisonsMade({ scope, indicator, periodEnds, cause }: ChangedKey, topicPrefix: string): Publication {
  const { type, topic } = EVENTS.comparisonsMade;
  const data: ComparisonsMadeV1 = { scope, indicator, periodEnds: [...periodEnds], cause };
  return {
    topic: `${topicPrefix}${topic}`,
    key: `${scope}/${indicator}`,
    ...encoded(type, cause, data, [scope, indicator]),
  };
}

interface EvaluatedTargets {
  readonly plan: string;
  readonly region: string;
  readonly targets: readonly string[];
}

function targetsEvaluated(
  { periodEnds, cause }: ChangedKey,
  { plan, region, targets }: EvaluatedTargets,
  topicPrefix: string,
): Publication {
  const { type, topic } = EVENTS.targetsEvaluated;
  const data: TargetsEvaluatedV1 = { plan, region, targets: [...targets], periodEnds: [...periodEnds], cause };
  return {
    topic: `${topicPrefix}${topic}`,
    key: `${plan}/${region}`,
    ...encoded(type, cause, data, [plan, region, ...targets]),
  };
}

function encoded(type: string, cause: ChangedKey["cause"], data: unknown, subject: readonly string[]) {
  const { submissionId, source, received } = cause;
  return encodeEvent({
    id: deriveEventId(type, source, submissionId, received.offset, ...subject),
    type,
    source,
    time: received.at,
    data,
    correlationId: submissionId,
  });
}

/** The targets that compare this indicator with this scope, by plan and region. */
function evaluatedTargets({ scope, indicator }: ChangedKey, { plans }: ReferenceData): EvaluatedTargets[] {
  return [...plans.values()].flatMap((plan) => {
    const comparing = plan.targets.filter((target) => target.scope === scope && target.indicator === indicator);
    const regions = [...new Set(comparing.flatMap((target) => target.regions))];
    return regions.map((region) => ({
      plan: plan.id,
      region,
      targets: comparing.filter((target) => target.regions.includes(region)).map(({ id }) => id),
    }));
  });
}
