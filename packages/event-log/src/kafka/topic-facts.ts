import type { Clock } from "../event-log-deps.ts";
import { EventLogError } from "../event-log-error.ts";

/** Partitions may be added while we run; a key then moves at the latest after this. */
const MAX_AGE_MS = 60_000;

export interface TopicFact {
  readonly partitions: number;
  readonly maxMessageBytes: number;
}

interface AsksTopicFact {
  topicFact(topic: string): Promise<TopicFact>;
}

/** Partition count and record limit of topics, asked once a minute. */
export class TopicFacts {
  readonly #admin: AsksTopicFact;
  readonly #clock: Clock;
  readonly #known = new Map<string, { fact: Promise<TopicFact>; askedMs: number }>();

  constructor(admin: AsksTopicFact, clock: Clock) {
    this.#admin = admin;
    this.#clock = clock;
  }

  /** Throws `UNKNOWN_TOPIC`, or `LOG_UNAVAILABLE` while nothing is known and no broker answers. */
  of(topic: string): Promise<TopicFact> {
    const known = this.#known.get(topic);
    const nowMs = this.#clock.nowMs();
    if (known !== undefined && Math.abs(nowMs - known.askedMs) < MAX_AGE_MS) return known.fact;
    const fact = this.#admin.topicFact(topic).catch((error: unknown) => {
      const isGone = error instanceof EventLogError && error.code === "UNKNOWN_TOPIC";
      // While brokers are away the last answer still holds; a failed first question is asked again at the next call.
      if (known !== undefined && !isGone) return known.fact;
      this.#known.delete(topic);
      throw error;
    });
    this.#known.set(topic, { fact, askedMs: nowMs });
    return fact;
  }
}
