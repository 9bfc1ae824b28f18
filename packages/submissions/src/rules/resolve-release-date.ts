import { z } from "zod";
import { finding, quote, type Resolved, resolved, unresolved } from "../finding.ts";

const instant = z.iso.datetime({ offset: true });
const dateOnly = z.iso.date();
/** What DateTime64 holds. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2299;

/** Rule 3: the publication's instant, RFC 3339, in UTC. A later one than the submission's is kept and shown. */
export function resolveReleaseDate(text: string, nowMs: number): Resolved<string> {
  const atMs = instant.safeParse(text).success ? Date.parse(text) : Number.NaN;
  const year = new Date(atMs).getUTCFullYear();
  if (Number.isNaN(atMs) || year < FIRST_YEAR || year > LAST_YEAR) return unresolved(unreadable(text));
  const utc = new Date(atMs).toISOString();
  if (atMs <= nowMs) return resolved(utc);
  return resolved(utc, [
    finding("RELEASED_AT_IN_FUTURE", {
      field: "releasedAt",
      zh: `发布时间 ${utc} 晚于收到时间。`,
      en: `releasedAt ${utc} is later than when this arrived.`,
    }),
  ]);
}

function unreadable(text: string) {
  return finding("RELEASED_AT_UNREADABLE", {
    field: "releasedAt",
    zh: `发布时间${quote(text)}无法识别,应为 RFC 3339 时刻,如 2021-03-01T10:00:00+08:00。`,
    en: `releasedAt ${quote(text)} is no RFC 3339 instant such as 2021-03-01T10:00:00+08:00.`,
    suggestion: dateOnly.safeParse(text).success ? `${text}T00:00:00+08:00` : null,
  });
}
