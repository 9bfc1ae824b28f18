import type { ChangedIndicator } from "../touched-targets.ts";

/** One indicator with everything of it that a batch has to compute again. */
export interface RecomputedKey extends ChangedIndicator {
  readonly scopes: readonly string[];
}

/** Several indicators that one statement computes, in the same periods. */
export interface RecomputedPack {
  readonly indicators: readonly string[];
  readonly scopes: readonly string[];
  readonly periodEnds: readonly string[];
}

/**
 * Keys that are computed together. Starting a rule costs more than the rows of a province do, so one statement takes
 * several indicators; it computes all of them in all of its periods, so that indicators with other periods, and long
 * histories, go into statements of their own. At most `cells` times indicator and period in each.
 */
export function packKeys(keys: readonly RecomputedKey[], cells = CELLS_PER_STATEMENT): RecomputedPack[] {
  const packs: RecomputedPack[] = [];
  for (const key of keys.flatMap((one) => splitPeriods(one, cells))) {
    const last = packs.at(-1);
    const joined = last === undefined ? null : join(last, key);
    if (joined !== null && joined.indicators.length * joined.periodEnds.length <= cells) packs.splice(-1, 1, joined);
    else packs.push({ indicators: [key.indicator], scopes: key.scopes, periodEnds: key.periodEnds });
  }
  return packs;
}

const CELLS_PER_STATEMENT = 96;

function join(pack: RecomputedPack, { indicator, scopes, periodEnds }: RecomputedKey): RecomputedPack {
  return {
    indicators: union(pack.indicators, [indicator]),
    scopes: union(pack.scopes, scopes),
    periodEnds: union(pack.periodEnds, periodEnds),
  };
}

function splitPeriods(key: RecomputedKey, cells: number): RecomputedKey[] {
  const count = Math.ceil(key.periodEnds.length / cells);
  return Array.from({ length: count }, (_, at) => ({
    ...key,
    periodEnds: key.periodEnds.slice(at * cells, (at + 1) * cells),
  }));
}

const union = (some: readonly string[], others: readonly string[]) => [...new Set([...some, ...others])].sort();
