import type { PublishAck } from "../event-log.ts";
import { EventLogError } from "../event-log-error.ts";
import type { PlacedRecord } from "./log-store.ts";

/** Appends records atomically and answers their offsets. */
type Append = (records: readonly PlacedRecord[]) => number[];

interface Waiting {
  readonly records: readonly PlacedRecord[];
  resolve(acks: PublishAck[]): void;
  reject(error: unknown): void;
}

/** Group commit: what is published in one turn of the event loop becomes durable with one fsync. */
export class PublishQueue {
  readonly #append: Append;
  #waiting: Waiting[] = [];

  constructor(append: Append) {
    this.#append = append;
  }

  publish(records: readonly PlacedRecord[]): Promise<PublishAck[]> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.flush());
      this.#waiting.push({ records, resolve, reject });
    });
  }

  flush(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    try {
      const offsets = this.#append(waiting.flatMap((one) => one.records));
      let next = 0;
      for (const { records, resolve } of waiting) {
        resolve(records.map(({ partition }) => ({ partition, offset: String(offsets[next++]) })));
      }
    } catch (cause) {
      const error = new EventLogError("LOG_UNAVAILABLE", `The log could not append: ${cause}`, { cause });
      for (const { reject } of waiting) reject(error);
    }
  }
}
