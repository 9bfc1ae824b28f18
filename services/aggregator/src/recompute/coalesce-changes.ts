import { type Cause, type IndicatorPeriodChangedV1, packPosition } from "@yardstick/contracts";
import type { RecomputedKey } from "./pack-keys.ts";

/** One (scope, indicator) with all that a batch says of it, caused by the newest of its submissions. */
export interface ChangedKey {
  readonly scope: string;
  readonly indicator: string;
  /** Ascending, each once. */
  readonly periodEnds: readonly string[];
  readonly cause: Cause;
}

/** The events of a batch, one for each key, in the order in which the keys came first. */
export function coalesceChanges(changes: readonly IndicatorPeriodChangedV1[]): ChangedKey[] {
  const byKey = new Map<string, ChangedKey>();
  for (const { scope, indicator, periodEnds, cause } of changes) {
    const key = `${scope}/${indicator}`;
    const there = byKey.get(key);
    byKey.set(key, {
      scope,
      indicator,
      periodEnds: union(there?.periodEnds ?? [], periodEnds),
      cause: there === undefined ? cause : newer(there.cause, cause),
    });
  }
  return [...byKey.values()];
}

/** The keys of a batch by indicator, since one statement computes all scopes of one; ascending. */
export function keysByIndicator(keys: readonly ChangedKey[]): RecomputedKey[] {
  const byIndicator = new Map<string, RecomputedKey>();
  for (const { scope, indicator, periodEnds } of keys) {
    const there = byIndicator.get(indicator) ?? { indicator, scopes: [], periodEnds: [] };
    byIndicator.set(indicator, {
      indicator,
      scopes: union(there.scopes, [scope]),
      periodEnds: union(there.periodEnds, periodEnds),
    });
  }
  return [...byIndicator.values()].sort((one, other) => (one.indicator < other.indicator ? -1 : 1));
}

/** The keys of a batch with the scopes of one indicator taken together: targets are judged by indicator. */
export function mergeScopes(keys: readonly ChangedKey[]): ChangedKey[] {
  const byIndicator = new Map<string, ChangedKey>();
  for (const key of keys) {
    const there = byIndicator.get(key.indicator);
    byIndicator.set(
      key.indicator,
      there === undefined
        ? key
        : {
            ...there,
            periodEnds: union(there.periodEnds, key.periodEnds),
            cause: newer(there.cause, key.cause),
          },
    );
  }
  return [...byIndicator.values()];
}

const union = (some: readonly string[], others: readonly string[]) => [...new Set([...some, ...others])].sort();

const newer = (one: Cause, other: Cause) => (packPosition(other.received) > packPosition(one.received) ? other : one);

/** The year in which a submission arrived, by the log's clock: no figure of it or before it ends later. */
export const yearOf = ({ received }: Cause): number => Number(received.at.slice(0, 4));
