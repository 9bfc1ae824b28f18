import type { Clock } from "@yardstick/runtime";
import { LRUCache } from "lru-cache";

/** The value under a key, computed once for all who ask, also at once. A failure is not kept. */
export type Memory<Value> = (key: string, compute: () => Promise<Value>) => Promise<Value>;

/**
 * A bounded memory of what is dear to compute. Everything that an answer rests on belongs into its key (see
 * `evidence.ts`); the age is bounded as well, for tables that were dropped and made anew under the same names.
 */
export function createMemory<Value extends object>(
  clock: Clock,
  { bytes, bytesOf }: { readonly bytes: number; readonly bytesOf: (value: Value) => number },
): Memory<Value> {
  const kept = new LRUCache<string, Value, () => Promise<Value>>({
    ...{ maxSize: bytes, sizeCalculation: (value, key) => bytesOf(value) + key.length },
    ...{ ttl: KEEP_MS, ttlResolution: 0, perf: { now: () => clock.nowMs() } },
    fetchMethod: (_key, _stale, { context: compute }) => compute(),
  });
  return (key, compute) => kept.forceFetch(key, { context: compute });
}

const KEEP_MS = 60_000;
