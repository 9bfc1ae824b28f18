import { RateLimiterMemory } from "rate-limiter-flexible";
import type { AccessConfig } from "../access-config.ts";
import type { Identity } from "../decide/identity.ts";

/** What is left within the running minute. */
export interface RateState {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Until the minute is over. */
  readonly resetSeconds: number;
}

/**
 * Requests and rows per key and minute, counted in the memory of this process: behind several processes a key has as
 * much of each. A minute begins with the first use. Null for those who hold no key: they are not counted.
 */
export interface RateLimits {
  takeRequest(identity: Identity): Promise<RateState | null>;
  /** One that begins within the limit is let in as a whole, so that no submission is too large for ever. */
  takeRows(identity: Identity, rows: number): Promise<RateState | null>;
}

export function createRateLimits(defaults: RateDefaults): RateLimits {
  const requests = createCounter();
  const rows = createCounter();
  return {
    takeRequest: ({ keyId, scope }) =>
      requests(keyId, 1, scope?.requestsPerMinute ?? defaults.YARDSTICK_KEYS_REQUESTS_PER_MINUTE),
    takeRows: ({ keyId, scope }, count) =>
      rows(keyId, count, scope?.rowsPerMinute ?? defaults.YARDSTICK_KEYS_ROWS_PER_MINUTE),
  };
}

type RateDefaults = Pick<AccessConfig, "YARDSTICK_KEYS_REQUESTS_PER_MINUTE" | "YARDSTICK_KEYS_ROWS_PER_MINUTE">;

function createCounter() {
  const minutes = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 60 });
  return async (keyId: string | null, count: number, limit: number): Promise<RateState | null> => {
    if (keyId === null) return null;
    const { consumedPoints, msBeforeNext } = await minutes.penalty(keyId, count);
    return {
      allowed: consumedPoints - count < limit,
      limit,
      remaining: Math.max(limit - consumedPoints, 0),
      resetSeconds: Math.max(Math.ceil(msBeforeNext / 1_000), 1),
    };
  };
}
