import { HttpProblem } from "@yardstick/runtime";
import type { RateState } from "../rate/rate-limits.ts";

/** What a client reads about its rate: draft-ietf-httpapi-ratelimit-headers, in the form that most clients know. */
export function rateHeaders({ limit, remaining, resetSeconds }: RateState): Record<string, string> {
  return {
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": String(remaining),
    "ratelimit-reset": String(resetSeconds),
  };
}

export function problemOfRate(state: RateState, noun: "requests" | "rows"): HttpProblem {
  const { limit, resetSeconds } = state;
  return new HttpProblem({
    status: 429,
    code: "RATE_LIMITED",
    detail: `This key may send ${limit} ${noun} a minute. Go on in ${resetSeconds} s.`,
    headers: { ...rateHeaders(state), "retry-after": String(resetSeconds) },
    extensions: {
      message: {
        zh: `该密钥每分钟最多 ${limit} ${noun === "rows" ? "行" : "次请求"}，请在 ${resetSeconds} 秒后继续。`,
        en: `This key may send ${limit} ${noun} a minute. Go on in ${resetSeconds} s.`,
      },
    },
  });
}
