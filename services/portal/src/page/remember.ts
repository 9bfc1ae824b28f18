import type { Clock } from "@yardstick/runtime";

/** The value under a key, computed once for all who ask within the time that it is kept. */
export type Remember<Value> = (key: string, compute: () => Promise<Value>) => Promise<Value>;

/** Long enough for a caller to walk through the pages of a list, and as stale as an answer may be. */
const KEEP_MS = 10_000;
/** An answer holds some megabytes. */
const AT_MOST = 4;

/**
 * A short memory of what is dear to compute: the pages of one list, and those who ask the same at once, share one
 * computation. A failure is not kept. Whatever an answer rests on and can be asked cheaply belongs into its key.
 */
export function createRemember<Value>(clock: Clock): Remember<Value> {
  const kept = new Map<string, { readonly value: Promise<Value>; readonly sinceMs: number }>();
  return (key, compute) => {
    const nowMs = clock.nowMs();
    const found = kept.get(key);
    if (found !== undefined && nowMs >= found.sinceMs && nowMs - found.sinceMs < KEEP_MS) return found.value;
    const value = compute();
    kept.delete(key);
    kept.set(key, { value, sinceMs: nowMs });
    const [oldest] = kept.keys();
    if (kept.size > AT_MOST && oldest !== undefined) kept.delete(oldest);
    value.catch(() => {
      if (kept.get(key)?.value === value) kept.delete(key);
    });
    return value;
  };
}
