import type { Kafka } from "kafkajs";
import type { PublishAck } from "../event-log.ts";
import type { EventLogDeps } from "../event-log-deps.ts";
import { EventLogError } from "../event-log-error.ts";
import { KafkaProducer } from "./kafka-producer.ts";
import { mergeableSends, type PlacedRecord, type Send, splitIntoSends } from "./split-into-sends.ts";
import { toEventLogError } from "./to-event-log-error.ts";

interface Waiting extends Send {
  readonly deadlineMs: number;
  resolve(acks: PublishAck[]): void;
  reject(error: unknown): void;
}

/**
 * Sends one after the other; what is published meanwhile goes out together with the next.
 *
 * One send at a time, and a new producer after every failure, because kafkajs takes the sequence numbers of a failed
 * send back: if that send was written after all, the next records would get its numbers, and the broker would drop
 * them as duplicates while acknowledging them.
 */
export class KafkaPublisher {
  readonly #kafka: Kafka;
  readonly #deadlineMs: number;
  readonly #deps: EventLogDeps;
  #producer: KafkaProducer | null = null;
  #waiting: Waiting[] = [];
  #pumping: Promise<void> | null = null;

  constructor(kafka: Kafka, deadlineMs: number, deps: EventLogDeps) {
    this.#kafka = kafka;
    this.#deadlineMs = deadlineMs;
    this.#deps = deps;
  }

  /** Part after part, so that nothing follows a part that failed. */
  async publish(what: {
    readonly topic: string;
    readonly records: readonly PlacedRecord[];
    readonly maxMessageBytes: number;
  }): Promise<PublishAck[]> {
    const deadlineMs = this.#deps.clock.nowMs() + this.#deadlineMs;
    const acks: PublishAck[] = [];
    for (const send of splitIntoSends(what.topic, what.records, what.maxMessageBytes)) {
      acks.push(...(await this.#enqueue(send, deadlineMs)));
    }
    return acks;
  }

  async close(): Promise<void> {
    await this.#pumping;
    await this.#producer?.abandon();
    this.#producer = null;
  }

  #enqueue(send: Send, deadlineMs: number): Promise<PublishAck[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...send, deadlineMs, resolve, reject });
      this.#pumping ??= this.#pump();
    });
  }

  async #pump(): Promise<void> {
    // Publishes of the same turn of the event loop come in before the first of them goes out.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const sends = this.#waiting.splice(0, mergeableSends(this.#waiting));
      try {
        const acks = await this.#send(sends);
        for (const send of sends) send.resolve(acks.splice(0, send.records.length));
      } catch (error) {
        for (const send of sends) send.reject(error);
      }
    }
    // In the same turn as the last look at what waits, or a publish in between would wait for ever.
    this.#pumping = null;
  }

  async #send(sends: readonly Waiting[]): Promise<PublishAck[]> {
    const topic = sends[0]?.topic ?? "";
    const leftMs = Math.min(...sends.map((send) => send.deadlineMs)) - this.#deps.clock.nowMs();
    const deadline = rejectAfter(leftMs, `Publishing to ${topic} took longer than ${this.#deadlineMs} ms`);
    this.#producer ??= new KafkaProducer(this.#kafka, this.#deadlineMs);
    const producer = this.#producer;
    try {
      const records = sends.flatMap((send) => send.records);
      return await Promise.race([producer.send(topic, records), deadline.promise]);
    } catch (error) {
      this.#producer = null;
      void producer.abandon();
      throw toEventLogError(error, `Publishing to ${topic}`);
    } finally {
      deadline.cancel();
    }
  }
}

function rejectAfter(ms: number, message: string): { promise: Promise<never>; cancel(): void } {
  let cancel = () => {};
  const promise = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new EventLogError("LOG_UNAVAILABLE", message)), Math.max(0, ms));
    cancel = () => clearTimeout(timer);
  });
  return { promise, cancel };
}
