import type { Clock } from "@yardstick/runtime";
import { LRUCache } from "lru-cache";

/** The value under a key, computed once for all who ask, also at once. A failure is not kept. */
export type Memory<Value> = (key: string, compute: () => Promise<Value>) => Promise<Value>;

export interface MemoryBounds<Value> {
  readonly bytes: number;
  readonly bytesOf: (value: Value) => number;
  readonly keepMs?: number;
}

/**
 * A bounded memory of what is dear to compute. Everything that an answer rests on belongs into its key (see
 * `evidence.ts`); the age is bounded as well, for tables that were dropped and made anew under the same names. A value
 * that is pushed out while it is being computed still reaches those who wait for it.
 */
export function createMemory<Value extends object>(
  clock: Clock,
  { bytes, bytesOf, keepMs = KEEP_MS }: MemoryBounds<Value>,
): Memory<Value> {
  const kept = new LRUCache<string, Value, () => Promise<Value>>({
    ...{ maxSize: bytes, sizeCalculation: (value, key) => bytesOf(value) + key.length },
    ...{ ttl: keepMs, ttlResolution: 0, perf: { now: () => clock.nowMs() } },
    ignoreFetchAbort: true,
    fetchMethod: (_key, _stale, { context: compute }) => compute(),
  });
  return (key, compute) => kept.forceFetch(key, { context: compute });
}

const KEEP_MS = 60_000;
