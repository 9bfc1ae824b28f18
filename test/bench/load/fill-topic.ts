import { randomUUID } from "node:crypto";
import { EVENTS, TOPIC_DEFAULTS } from "@yardstick/contracts";
import type { EventLog } from "@yardstick/event-log";
import { encodeEvent } from "@yardstick/pipeline";
import type { GeneratedSubmission } from "../generate/submission-generator.ts";

const RECORDS_PER_SEND = 50;

/** Appends each submission as one record, as a bureau's own producer would; the topic is made if it is missing. */
export async function fillTopic(
  log: EventLog,
  topic: string,
  submissions: readonly GeneratedSubmission[],
): Promise<void> {
  await log.ensureTopics([{ name: topic, ...TOPIC_DEFAULTS, replicationFactor: null }]);
  for (let at = 0; at < submissions.length; at += RECORDS_PER_SEND) {
    const records = submissions.slice(at, at + RECORDS_PER_SEND).map(({ source, bytes }) => {
      const { type } = EVENTS.submissionReceived;
      return {
        key: source,
        ...encodeEvent({ id: randomUUID(), type, source, time: "2026-01-01T00:00:00Z", data: bytes }),
      };
    });
    await log.publish(topic, records);
  }
}
