import {
  DEAD_LETTER_TOPIC,
  EVENTS,
  type IndicatorPeriodChangedV1,
  indicatorPeriodChangedV1,
  type ReferenceData,
} from "@yardstick/contracts";
import type { LogRecord } from "@yardstick/event-log";
import {
  type Decoded,
  decodeEvent,
  type RunStageOptions,
  type Stage,
  type StageComponent,
  stageComponent,
} from "@yardstick/pipeline";
import { type DeadLetter, decodeDeadLetter, handleDeadLetters } from "./dead-letters/handle-dead-letter.ts";
import { handleIndicatorPeriodChanged } from "./recompute/handle-indicator-period-changed.ts";
import { publishReferenceChange } from "./reference/publish-reference-change.ts";
import { handleSubmissionOutcome } from "./store/handle-submission-outcome.ts";
import { decodeOutcomeEvent, type OutcomeEvent } from "./store/outcome-event.ts";
import { readStoredClaims } from "./store/read-stored-claims.ts";

export interface AggregatorDeps extends Omit<RunStageOptions<never>, "stage" | "deadLetterTopic"> {
  readonly topicPrefix: string;
  readonly reference: ReferenceData;
}

/** The stages that write figures, what is computed from them, and dead letters. */
export function createAggregatorService(deps: AggregatorDeps): readonly StageComponent[] {
  const { topicPrefix, reference, ...shared } = deps;
  const options = { ...shared, deadLetterTopic: `${topicPrefix}${DEAD_LETTER_TOPIC}` };
  return [
    stageComponent({ ...options, stage: storeStage({ topicPrefix, reference }) }),
    startedAfter(
      () => publishReferenceChange(deps),
      stageComponent({
        ...options,
        // One computation at a time: it fills a core by itself, and while it works the keys behind it gather, so that
        // the next batch computes each of them once.
        limits: { ...options.limits, concurrency: 1 },
        stage: recomputeStage({ topicPrefix, reference }),
      }),
    ),
    stageComponent({ ...options, stage: deadLetterStage(topicPrefix) }),
  ];
}

/** The component, whose start begins with something else. */
function startedAfter(first: () => Promise<void>, component: StageComponent): StageComponent {
  return {
    name: component.name,
    checks: component.checks,
    lag: () => component.lag(),
    start: async () => {
      await first();
      await component.start();
    },
    stop: () => component.stop(),
    get failed() {
      return component.failed;
    },
  };
}

interface StageSettings {
  readonly topicPrefix: string;
  readonly reference: ReferenceData;
}

function storeStage(settings: StageSettings): Stage<OutcomeEvent> {
  const { submissionValidated, submissionRejected } = EVENTS;
  return {
    name: "aggregator-store",
    group: `${settings.topicPrefix}aggregator-store`,
    topics: [submissionValidated, submissionRejected].map(({ topic }) => `${settings.topicPrefix}${topic}`),
    decode: decodeOutcomeEvent,
    handle: (records, { warehouse }) =>
      handleSubmissionOutcome(records, { ...settings, stored: readStoredClaims(warehouse) }),
  };
}

function recomputeStage(settings: StageSettings): Stage<IndicatorPeriodChangedV1> {
  return {
    name: "aggregator-recompute",
    group: `${settings.topicPrefix}aggregator-recompute`,
    topics: [`${settings.topicPrefix}${EVENTS.indicatorPeriodChanged.topic}`],
    decode: decodeIndicatorPeriodChanged,
    handle: (records, context) => handleIndicatorPeriodChanged(records, context, settings),
  };
}

function decodeIndicatorPeriodChanged(record: LogRecord): Decoded<IndicatorPeriodChangedV1> {
  const decoded = decodeEvent(record, { [EVENTS.indicatorPeriodChanged.type]: indicatorPeriodChangedV1 });
  if (decoded.kind !== "decoded") return decoded;
  return { kind: "decoded", value: decoded.value.data, submissionId: decoded.value.data.cause.submissionId };
}

function deadLetterStage(topicPrefix: string): Stage<DeadLetter> {
  return {
    name: "aggregator-dead-letters",
    group: `${topicPrefix}aggregator-dead-letters`,
    topics: [`${topicPrefix}${DEAD_LETTER_TOPIC}`],
    decode: decodeDeadLetter,
    handle: (records) => handleDeadLetters(records),
  };
}
