import { ConfigResourceTypes, Kafka, logLevel } from "kafkajs";

/** So short that a kill costs little, and long enough that a busy machine's heartbeats are in time. */
const WANTED_MS = 2_500;

/** The session timeout to ask for: what these brokers allow, but no shorter than wanted. */
export async function shortSessionTimeoutMs(brokers: string): Promise<number> {
  const kafka = new Kafka({ brokers: brokers.split(","), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const { controller } = await admin.describeCluster();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: ConfigResourceTypes.BROKER, name: String(controller ?? 1) }],
    });
    const entries = resources.flatMap(({ configEntries }) => configEntries);
    const found = entries.find(({ configName }) => configName === "group.min.session.timeout.ms");
    return Math.max(WANTED_MS, Number(found?.configValue ?? 6_000));
  } finally {
    await admin.disconnect();
  }
}
