import type { BatchProgress, LogRecord, SubscribeOptions, Subscription } from "../event-log.ts";
import type { LogWriter } from "../event-log-deps.ts";
import { EventLogError } from "../event-log-error.ts";
import { handOverBatch } from "../subscription/hand-over-batch.ts";
import { SubscriptionOutcome } from "../subscription/subscription-outcome.ts";
import type { GroupClaims } from "./group-claims.ts";
import type { CommittedOffset, LogStore } from "./log-store.ts";

/** Appends wake a subscription at once; the poll catches whatever woke nobody. */
const FALLBACK_POLL_MS = 250;

interface Surroundings {
  readonly store: LogStore;
  readonly logger: LogWriter;
  readonly claims: GroupClaims;
  onClosed(): void;
  /** A partition became free: another member of the group may take it. */
  onReleased(): void;
}

interface Place {
  readonly topic: string;
  readonly partition: number;
}

export class SingleProcessSubscription implements Subscription {
  readonly #options: SubscribeOptions;
  readonly #around: Surroundings;
  readonly #outcome: SubscriptionOutcome;
  readonly #paused = new Set<string>();
  readonly #inHand = new Set<Promise<void>>();
  readonly #released = new AbortController();
  readonly #poll: NodeJS.Timeout;
  #nextPlace = 0;

  constructor(options: SubscribeOptions, around: Surroundings) {
    this.#options = options;
    this.#around = around;
    this.#outcome = new SubscriptionOutcome(options.group, around.logger);
    this.#poll = setInterval(() => this.wake(), FALLBACK_POLL_MS);
  }

  get failed(): Promise<void> {
    return this.#outcome.promise;
  }

  /** Takes as many batches in hand as there is room for, beginning behind the partition that was taken last. */
  wake(): void {
    try {
      const places = this.#places();
      for (let step = 0; step < places.length && this.#hasRoom(); step += 1) {
        const place = places[(this.#nextPlace + step) % places.length];
        if (place !== undefined && this.#take(place)) this.#nextPlace = (this.#nextPlace + step + 1) % places.length;
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  async close(): Promise<void> {
    this.#stop();
    await Promise.all(this.#inHand);
    this.#around.onClosed();
    this.#outcome.close();
  }

  #hasRoom(): boolean {
    return !this.#released.signal.aborted && this.#inHand.size < this.#options.concurrency;
  }

  #places(): Place[] {
    return this.#options.topics.flatMap((topic) =>
      Array.from({ length: this.#around.store.topic(topic)?.partitions ?? 0 }, (_, partition) => ({
        topic,
        partition,
      })),
    );
  }

  #take(place: Place): boolean {
    const { topic, partition } = place;
    const { claims, store } = this.#around;
    const { group } = this.#options;
    if (this.#paused.has(placeKey(place)) || !this.#hasUnread(place)) return false;
    if (!claims.claim(group, topic, partition)) return false;
    const inHand = this.#handle(place, store.committed(group, topic, partition)).finally(() => {
      claims.release(group, topic, partition);
      this.#inHand.delete(inHand);
      this.#around.onReleased();
    });
    this.#inHand.add(inHand);
    return true;
  }

  #hasUnread({ topic, partition }: Place): boolean {
    const { startOffset, endOffset } = this.#around.store.bounds(topic, partition);
    const committed = this.#around.store.committed(this.#options.group, topic, partition);
    return (committed?.offset ?? startOffset) < endOffset || (committed?.offset ?? startOffset) < startOffset;
  }

  async #handle(place: Place, committed: CommittedOffset | null): Promise<void> {
    try {
      const records = this.#read(place, committed);
      const progress = await handOverBatch({
        batch: { ...place, records, committedMetadata: committed?.metadata ?? "" },
        handle: (batch) => this.#options.handle(batch),
        batchDeadlineMs: this.#options.batchDeadlineMs,
        released: this.#released.signal,
      });
      if (progress !== null) this.#commit(place, progress);
    } catch (error) {
      this.#fail(error);
    }
  }

  #read({ topic, partition }: Place, committed: CommittedOffset | null): LogRecord[] {
    const { startOffset } = this.#around.store.bounds(topic, partition);
    const offset = committed?.offset ?? startOffset;
    if (offset < startOffset) {
      const where = `${this.#options.group} at ${topic}/${partition}`;
      throw new EventLogError("OFFSET_LOST", `${where}: offset ${offset} is gone, the log starts at ${startOffset}`);
    }
    return this.#around.store.read({ topic, partition, offset }, this.#options);
  }

  #commit(place: Place, progress: BatchProgress): void {
    const position = { ...place, offset: Number(progress.nextOffset) };
    this.#around.store.commit(this.#options.group, position, progress.metadata ?? "");
    if (progress.pause) this.#paused.add(placeKey(place));
  }

  #fail(error: unknown): void {
    this.#stop();
    this.#outcome.fail(error);
  }

  #stop(): void {
    clearInterval(this.#poll);
    this.#released.abort(new Error("The subscription is closing"));
  }
}

function placeKey({ topic, partition }: Place): string {
  return `${topic}/${partition}`;
}
