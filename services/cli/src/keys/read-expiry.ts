import { UsageError } from "../verb.ts";

/** The first instant at which a key is refused: after the day that is named, in China, or the instant itself. @throws UsageError */
export function readExpiry(text: string, nowMs: number): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const startMs = Date.parse(isDay ? `${text}T00:00:00+08:00` : text);
  const isInstant = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text);
  if (Number.isNaN(startMs) || !(isDay || isInstant) || (isDay && !isRealDay(text))) {
    throw new UsageError(`--expires ${text}: a day such as 2027-12-31, or an instant such as 2027-12-31T16:00:00Z`);
  }
  const endMs = isDay ? startMs + DAY_MS : startMs;
  if (endMs <= nowMs) throw new UsageError(`--expires ${text}: that is past`);
  return new Date(endMs).toISOString();
}

/** `Date` takes 30 February for 2 March. */
function isRealDay(text: string): boolean {
  return new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

const DAY_MS = 86_400_000;
