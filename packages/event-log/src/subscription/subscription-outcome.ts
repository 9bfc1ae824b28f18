import type { LogWriter } from "../event-log-deps.ts";

/** Backs `Subscription.failed`: the first failure counts, and it is logged even if nobody awaits the promise. */
export class SubscriptionOutcome {
  readonly promise: Promise<void>;
  readonly #group: string;
  readonly #logger: LogWriter;
  #resolve: () => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #settled = false;

  constructor(group: string, logger: LogWriter) {
    this.#group = group;
    this.#logger = logger;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // A failure before anybody awaits `failed` must not end the process as an unhandled rejection.
    this.promise.catch(() => {});
  }

  get settled(): boolean {
    return this.#settled;
  }

  fail(error: unknown): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#logger.error({ group: this.#group, err: error }, "subscription failed");
    this.#reject(error);
  }

  close(): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#resolve();
  }
}
