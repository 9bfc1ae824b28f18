import { DEAD_LETTER_TOPIC, TOPIC_DEFAULTS, TOPIC_NAMES } from "@yardstick/contracts";
import type { TopicSpec } from "@yardstick/event-log";
import { DEAD_LETTER_HEADROOM_BYTES } from "../loop/dead-letter-record.ts";

/** Every topic of the pipeline, as `ensureTopics` wants it. A dead letter is its record and some headers more. */
export function topicSpecs(topicPrefix: string, replicationFactor: number | null): TopicSpec[] {
  return TOPIC_NAMES.map((name) => ({
    name: `${topicPrefix}${name}`,
    partitions: TOPIC_DEFAULTS.partitions,
    retentionMs: TOPIC_DEFAULTS.retentionMs,
    maxMessageBytes: TOPIC_DEFAULTS.maxMessageBytes + (name === DEAD_LETTER_TOPIC ? DEAD_LETTER_HEADROOM_BYTES : 0),
    replicationFactor,
  }));
}
