import type { Sleep } from "../clock.ts";

/** One thing that a service needs to do its work, or wants to report. */
export interface ReadinessCheck {
  readonly name: string;
  /** What is fine, in a few words. A throw means that it is not. */
  check(): Promise<CheckResult>;
  /** Default 2,000. */
  readonly timeoutMs?: number;
  /** `false`: reported, and never the reason for a 503. Lag is such a thing. Default true. */
  readonly judged?: boolean;
}

export interface CheckResult {
  readonly ok: boolean;
  readonly detail: string;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: readonly (CheckResult & { readonly name: string })[];
}

/** Asks every check at once; one that throws or does not answer in time is not ok. */
export async function askReadiness(checks: readonly ReadinessCheck[], sleep: Sleep): Promise<Readiness> {
  const results = await Promise.all(checks.map((check) => askCheck(check, sleep)));
  const ready = results.every((result, index) => result.ok || checks[index]?.judged === false);
  return { ready, checks: results };
}

/** A check of something that answers a ping, as the event log and the warehouse do. */
export function pingCheck(
  name: string,
  target: { ping(timeoutMs: number): Promise<void> },
  timeoutMs = 2_000,
): ReadinessCheck {
  return {
    name,
    timeoutMs,
    check: async () => {
      await target.ping(timeoutMs);
      return { ok: true, detail: "answers" };
    },
  };
}

async function askCheck(
  { name, check, timeoutMs = 2_000 }: ReadinessCheck,
  sleep: Sleep,
): Promise<CheckResult & { name: string }> {
  const timer = new AbortController();
  const late = sleep(timeoutMs, timer.signal).then(() => ({ ok: false, detail: `no answer within ${timeoutMs} ms` }));
  const answer = Promise.resolve()
    .then(check)
    .catch((error: unknown) => ({ ok: false, detail: error instanceof Error ? error.message : String(error) }));
  const { ok, detail } = await Promise.race([answer, late]);
  timer.abort();
  return { name, ok, detail };
}
