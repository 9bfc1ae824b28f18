/** An instant as ClickHouse writes a DateTime64(3) in UTC: `2021-01-01 00:00:00.000`. */
export function dateTimeText(instant: Date): string {
  return instant.toISOString().replace("T", " ").replace("Z", "");
}
