import type { Clock } from "@yardstick/runtime";
import type { Ask } from "../query/ask.ts";
import { toRfc3339 } from "../query/instant.ts";

/** How old the answer may be: a page asks at most this often, and says no more than it knows. */
const FRESH_MS = 250;

/**
 * The newest known-at that the store holds, RFC 3339, or null in an empty one. Receipts are written last, so what they
 * know is there; it is asked before a page's rows, so that the page holds at least what it claims.
 */
export function createKnownThrough(ask: Ask, clock: Clock): () => Promise<string | null> {
  let askedMs = Number.NEGATIVE_INFINITY;
  let answer: Promise<string | null> | null = null;
  return () => {
    const nowMs = clock.nowMs();
    if (answer !== null && nowMs >= askedMs && nowMs - askedMs < FRESH_MS) return answer;
    askedMs = nowMs;
    const asked = newestKnownAt(ask);
    answer = asked;
    asked.catch(() => {
      if (answer === asked) answer = null;
    });
    return asked;
  };
}

async function newestKnownAt(ask: Ask): Promise<string | null> {
  const [row] = await ask<{ known_through: string | null }>({
    sql: "SELECT maxOrNull(known_at) AS known_through FROM submissions",
    params: {},
  });
  return row?.known_through ? toRfc3339(row.known_through) : null;
}
