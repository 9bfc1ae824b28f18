import { type EventLog, kafkaSettings, openEventLog } from "@yardstick/event-log";
import { Kafka, logLevel } from "kafkajs";
import { describeWithKafka, kafkaBrokers } from "../../kafka/describe-with-kafka.ts";
import { eventLogContract, type LogUnderTest } from "./event-log-contract.ts";
import { kafkaAloneContract } from "./kafka-alone-contract.ts";
import { quietLogger } from "./quiet-logger.ts";

/** The shortest that brokers accept by default, so that tests of it stay short. */
const SESSION_TIMEOUT_MS = 6_000;

async function createKafka(): Promise<LogUnderTest> {
  const opened = new Set<EventLog>();
  const settings = kafkaSettings(kafkaBrokers(), { clientId: "contract", sessionTimeoutMs: SESSION_TIMEOUT_MS });
  return {
    open: async () => {
      const deps = { logger: quietLogger(), clock: { nowMs: () => Date.now() } };
      const log = await openEventLog({ kafka: settings, directory: null }, deps);
      opened.add(log);
      return log;
    },
    deleteBelow: async (topic, partition, offset) => {
      const admin = new Kafka({ brokers: kafkaBrokers(), logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
      // kafkajs deletes only from topics whose metadata it has loaded.
      await admin.fetchTopicOffsets(topic);
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(offset) }] });
      await admin.disconnect();
    },
    dispose: async () => {
      await Promise.all([...opened].map((log) => log.close()));
    },
  };
}

describeWithKafka("with a broker", () => {
  eventLogContract("kafka", createKafka);
  kafkaAloneContract(createKafka, SESSION_TIMEOUT_MS);
});
