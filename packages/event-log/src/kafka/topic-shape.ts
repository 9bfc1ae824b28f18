import type { TopicSpec } from "../event-log.ts";
import type { TopicShape } from "../topic-differences.ts";

/**
 * A topic as we want it on Kafka. `LogAppendTime`: a statistical period is never a record's time, or retention would
 * delete old figures at once. `gzip`: the broker repacks what foreign producers send, so that a consumer never meets a
 * codec that it lacks.
 */
export function topicShape(spec: TopicSpec): TopicShape {
  const settings: Record<string, string> = {
    "cleanup.policy": "delete",
    "compression.type": "gzip",
    "max.message.bytes": String(spec.maxMessageBytes),
    "message.timestamp.type": "LogAppendTime",
    "retention.ms": String(spec.retentionMs),
  };
  if (spec.replicationFactor !== null) settings["replication.factor"] = String(spec.replicationFactor);
  return { name: spec.name, partitions: spec.partitions, settings };
}
