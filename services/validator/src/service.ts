import { DEAD_LETTER_TOPIC, EVENTS, type ReferenceData, TOPIC_DEFAULTS } from "@yardstick/contracts";
import type { EventLog } from "@yardstick/event-log";
import {
  type PipelineLimits,
  type Stage,
  type StageComponent,
  type StepHook,
  stageComponent,
} from "@yardstick/pipeline";
import type { Clock, Logger, Metrics } from "@yardstick/runtime";
import { decodeLimits } from "@yardstick/submissions";
import type { Warehouse } from "@yardstick/warehouse";
import type { ValidatorConfig } from "./config.ts";
import { decodeReceivedRecord, type ReceivedRecord } from "./decode-received-record.ts";
import { handleSubmissionReceived } from "./handle-submission-received.ts";

export interface ValidatorDeps {
  readonly config: ValidatorConfig;
  readonly limits: PipelineLimits;
  readonly topicPrefix: string;
  /** `max.message.bytes` of the topics. Default: that of the contracts. */
  readonly maxMessageBytes?: number;
  readonly eventLog: EventLog;
  readonly warehouse: Warehouse;
  readonly reference: ReferenceData;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly step?: StepHook;
}

/** Room for key, headers and the framing of a record. */
const RECORD_OVERHEAD_BYTES = 64 * 1024;

/** The stage that judges submissions: submission-received to submission-validated or submission-rejected. */
export function createValidatorService(deps: ValidatorDeps): readonly [StageComponent] {
  const { topicPrefix, eventLog, warehouse, limits, clock, logger, metrics, step } = deps;
  const stage = createValidatorStage(deps);
  const deadLetterTopic = `${topicPrefix}${DEAD_LETTER_TOPIC}`;
  const options = { stage, eventLog, warehouse, deadLetterTopic, limits, clock, logger, metrics };
  return [stageComponent(step === undefined ? options : { ...options, step })];
}

export function createValidatorStage({
  config,
  topicPrefix,
  reference,
  maxMessageBytes = TOPIC_DEFAULTS.maxMessageBytes,
}: Pick<ValidatorDeps, "config" | "topicPrefix" | "reference" | "maxMessageBytes">): Stage<ReceivedRecord> {
  const options = {
    topicPrefix,
    reference,
    limits: decodeLimits(config),
    maxIssues: config.YARDSTICK_VALIDATOR_MAX_ISSUES,
    maxEventBytes: maxMessageBytes - RECORD_OVERHEAD_BYTES,
  };
  return {
    name: "validator",
    group: "validator",
    topics: [`${topicPrefix}${EVENTS.submissionReceived.topic}`],
    decode: decodeReceivedRecord,
    handle: (records) => ({
      kind: "done",
      publishes: records.map((record) => handleSubmissionReceived(record, options)),
    }),
  };
}
