import { EventLogError } from "../event-log-error.ts";
import type { KafkaAdmin } from "./kafka-admin.ts";

/**
 * Throws `OFFSET_LOST` where the group's committed offset lies below the start of the log. kafkajs would go on at the
 * earliest record and commit -2 over the lost offset, so a negative offset says the same of an earlier run.
 */
export async function refuseLostOffsets(admin: KafkaAdmin, group: string, topics: readonly string[]): Promise<void> {
  await Promise.all(
    topics.map(async (topic) => {
      const [committed, bounds] = await Promise.all([admin.committedOffsets(group, topic), admin.bounds(topic)]);
      for (const { partition, startOffset } of bounds) {
        const offset = committed.get(partition)?.offset;
        if (offset !== undefined && offset < startOffset)
          throw offsetLost({ group, topic, partition, offset, startOffset });
      }
    }),
  );
}

export function offsetLost(lost: {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly startOffset: bigint;
}): EventLogError {
  const { group, topic, partition, offset, startOffset } = lost;
  const was = offset < 0n ? "its offset was lost in an earlier run" : `offset ${offset} is gone`;
  return new EventLogError(
    "OFFSET_LOST",
    `${group} at ${topic}/${partition}: ${was}, the log starts at ${startOffset}`,
  );
}
