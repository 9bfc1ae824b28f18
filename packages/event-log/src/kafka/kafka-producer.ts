import kafkajs, { CompressionTypes, type Kafka, type Producer } from "kafkajs";
import type { PublishAck } from "../event-log.ts";
import { RETRY } from "./kafka-connection.ts";
import type { PlacedRecord } from "./split-into-sends.ts";

const MAX_RETRY_TIME_MS = 2_000;

/** One idempotent producer id: used until its first failure, then abandoned. */
export class KafkaProducer {
  readonly #producer: Producer;
  #connected: Promise<void> | null = null;
  #isAbandoned = false;

  constructor(kafka: Kafka, deadlineMs: number) {
    this.#producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      // Retries end a little after the deadline, so that an abandoned send does not go on for ever.
      retry: { ...RETRY, maxRetryTime: MAX_RETRY_TIME_MS, retries: Math.ceil(deadlineMs / MAX_RETRY_TIME_MS) + 5 },
      createPartitioner: () => (args) => this.#partitionOf(args.message.partition),
    });
  }

  /** The acknowledgements in the order of the records. Waits for all in-sync replicas. */
  async send(topic: string, records: readonly PlacedRecord[]): Promise<PublishAck[]> {
    this.#connected ??= this.#producer.connect();
    await this.#connected;
    const answers = await this.#producer.send({
      topic,
      acks: -1,
      compression: CompressionTypes.GZIP,
      messages: records.map(({ key, value, headers, partition }) => ({
        key,
        value: Buffer.from(value.buffer, value.byteOffset, value.byteLength),
        headers: { ...headers },
        partition,
      })),
    });
    const next = new Map(answers.map(({ partition, baseOffset }) => [partition, BigInt(baseOffset ?? "0")]));
    return records.map(({ partition }) => {
      const offset = next.get(partition) ?? 0n;
      next.set(partition, offset + 1n);
      return { partition, offset: String(offset) };
    });
  }

  /** Stops retrying and disconnects; never throws, since nobody needs this producer any more. */
  async abandon(): Promise<void> {
    this.#isAbandoned = true;
    await this.#connected?.then(() => this.#producer.disconnect()).catch(() => {});
  }

  /**
   * The partition is chosen before, alike for all logs. kafkajs asks again at every retry, which is the one place
   * where a send that nobody awaits any more can be ended.
   */
  #partitionOf(partition: number | undefined): number {
    if (this.#isAbandoned || partition === undefined) {
      throw new kafkajs.KafkaJSNonRetriableError("The producer was abandoned after a failure");
    }
    return partition;
  }
}
