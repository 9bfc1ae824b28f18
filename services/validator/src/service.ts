import { EVENTS, type ReferenceData, TOPIC_DEFAULTS } from "@yardstick/contracts";
import { type ServiceDeps, type Stage, type StageComponent, stageComponent } from "@yardstick/pipeline";
import { decodeLimits } from "@yardstick/submissions";
import type { ValidatorConfig } from "./config.ts";
import { decodeReceivedRecord, type ReceivedRecord } from "./decode-received-record.ts";
import { handleSubmissionReceived } from "./handle-submission-received.ts";

/** The stage that judges submissions: submission-received to submission-validated or submission-rejected. */
export function createValidatorService(deps: ServiceDeps, config: ValidatorConfig): StageComponent[] {
  return [stageComponent({ ...deps, stage: createValidatorStage({ ...deps, config }) })];
}

export interface ValidatorStageOptions {
  readonly config: ValidatorConfig;
  readonly topicPrefix: string;
  readonly reference: ReferenceData;
  /** `max.message.bytes` of the topics. Default: that of the contracts. */
  readonly maxMessageBytes?: number;
}

/** Room for key, headers and the framing of a record. */
const RECORD_OVERHEAD_BYTES = 64 * 1024;

export function createValidatorStage({
  config,
  topicPrefix,
  reference,
  maxMessageBytes = TOPIC_DEFAULTS.maxMessageBytes,
}: ValidatorStageOptions): Stage<ReceivedRecord> {
  const options = {
    topicPrefix,
    reference,
    limits: decodeLimits(config),
    maxIssues: config.YARDSTICK_VALIDATOR_MAX_ISSUES,
    maxEventBytes: maxMessageBytes - RECORD_OVERHEAD_BYTES,
  };
  return {
    name: "validator",
    group: `${topicPrefix}validator`,
    topics: [`${topicPrefix}${EVENTS.submissionReceived.topic}`],
    decode: decodeReceivedRecord,
    handle: (records) => ({
      kind: "done",
      publishes: records.map((record) => handleSubmissionReceived(record, options)),
    }),
  };
}
