import { type ComparisonsMadeV1, EVENTS, type ReferenceData, type TargetsEvaluatedV1 } from "@yardstick/contracts";
import { deriveEventId, encodeEvent, type Publication } from "@yardstick/pipeline";
import { touchedTargets } from "../touched-targets.ts";
import { type ChangedKey, mergeScopes, yearOf } from "./coalesce-changes.ts";

/** One `comparisons-made` for each key, and for each indicator one `targets-evaluated` for each region that a touched target binds. */
export function resultEvents(
  keys: readonly ChangedKey[],
  { reference, topicPrefix }: { reference: ReferenceData; topicPrefix: string },
): Publication[] {
  return [
    ...keys.map((key) => comparisonsMade(key, topicPrefix)),
    ...mergeScopes(keys).flatMap((key) =>
      evaluatedTargets(key, reference).map((evaluated) => targetsEvaluated(key, evaluated, topicPrefix)),
    ),
  ];
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
  readonly periodEnds: readonly string[];
}

function targetsEvaluated(
  { indicator, cause }: ChangedKey,
  { plan, region, targets, periodEnds }: EvaluatedTargets,
  topicPrefix: string,
): Publication {
  const { type, topic } = EVENTS.targetsEvaluated;
  const data: TargetsEvaluatedV1 = { plan, region, targets: [...targets], periodEnds: [...periodEnds], cause };
  return {
    topic: `${topicPrefix}${topic}`,
    key: `${plan}/${region}`,
    ...encoded(type, cause, data, [plan, region, indicator]),
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

/** Touched targets by plan and region, which is how the event is keyed. */
function evaluatedTargets({ indicator, periodEnds, cause }: ChangedKey, reference: ReferenceData): EvaluatedTargets[] {
  const byRegion = new Map<string, EvaluatedTargets & { targets: string[]; periodEnds: string[] }>();
  for (const touched of touchedTargets([{ indicator, periodEnds }], reference, yearOf(cause))) {
    for (const region of touched.target.regions) {
      const key = `${touched.plan}/${region}`;
      const there = byRegion.get(key) ?? { plan: touched.plan, region, targets: [], periodEnds: [] };
      there.targets.push(touched.target.id);
      there.periodEnds = [...new Set([...there.periodEnds, ...touched.periodEnds])].sort();
      byRegion.set(key, there);
    }
  }
  return [...byRegion.values()];
}
