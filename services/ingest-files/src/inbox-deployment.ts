import { z } from "zod";

/**
 * Which log the files of an inbox go into: all that read one log store the same figures, whichever ClickHouse they
 * have. A Kafka is told by its brokers and the topics' prefix, a log in a file by the id of its data directory.
 */
export const inboxDeployment = z.union([
  z.object({ kafkaBrokers: z.array(z.string()).min(1), topicPrefix: z.string() }),
  z.object({ dataDirectoryId: z.string().min(1) }),
]);
export type InboxDeployment = z.infer<typeof inboxDeployment>;

/** Brokers are a way in and not the whole list, so lists that have one in common are of one Kafka. */
export function isSameDeployment(a: InboxDeployment, b: InboxDeployment): boolean {
  if ("dataDirectoryId" in a || "dataDirectoryId" in b) {
    return "dataDirectoryId" in a && "dataDirectoryId" in b && a.dataDirectoryId === b.dataDirectoryId;
  }
  return a.topicPrefix === b.topicPrefix && a.kafkaBrokers.some((broker) => b.kafkaBrokers.includes(broker));
}

/** For people: what they find in the settings of the process that is meant. */
export function describeDeployment(deployment: InboxDeployment): string {
  if ("dataDirectoryId" in deployment) return `the log of data directory ${deployment.dataDirectoryId}`;
  return `the log ${deployment.topicPrefix}* of Kafka ${deployment.kafkaBrokers.join(",")}`;
}
