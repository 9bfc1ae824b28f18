import { dateTimeText } from "@yardstick/warehouse";

/** DateTime64 text of the warehouse (UTC) as RFC 3339: `2022-03-01 08:00:00.000` to `2022-03-01T08:00:00.000Z`. */
export function toRfc3339(text: string): string {
  return `${text.replace(" ", "T")}Z`;
}

/**
 * An RFC 3339 instant as DateTime64(3) text. Digits below the millisecond are cut, which changes nothing: a known-at has
 * none. An instant beyond what the engine holds becomes the nearest that it does; from 2200 on the rules would read the
 * current figures instead of the vintages, which are the same by then.
 */
export function toDateTime64(instant: string): string {
  const ms = Math.min(Math.max(Date.parse(instant), FIRST_MS), LAST_MS);
  return dateTimeText(new Date(ms));
}

/** After everything that can be known, and a question to the vintages still. */
export const FAR_FUTURE = "9999-12-31T00:00:00Z";

const FIRST_MS = Date.UTC(1900, 0, 2);
const LAST_MS = Date.UTC(2199, 11, 31);
