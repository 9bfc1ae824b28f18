import { Decimal } from "decimal.js";
import type { Judgement } from "../judgement.ts";
import type { Disagreement } from "./disagreement.ts";

/** Percentage points by which a published average may differ from the pooled one: it is rounded. DOMAIN §5. */
export const ALLOWED_POINTS = "0.2";

/**
 * A finding where the two differ by more than what is allowed, either way. The values are compared as they are, within
 * the 1e-9 of DOMAIN §4: bases are quotients, so that a pool of exactly 3.5 may come out a last digit below it.
 *
 * It says that figures have to be looked at, not that somebody fell behind: a warning, at whatever plan's time.
 */
export function judgeDisagreement(reading: Disagreement): Judgement {
  return {
    isBreach: new Decimal(reading.disagreement).abs().greaterThan(LIMIT),
    severity: "warning",
    period: reading.period,
    periodEnd: reading.periodEnd,
    value: reading.published,
    threshold: reading.pooled,
    gap: reading.disagreement,
    benchmarkMethod: "published",
    rank: null,
    rankOf: null,
    outsidePlan: false,
  };
}

const LIMIT = new Decimal(ALLOWED_POINTS).plus("0.000000001");
