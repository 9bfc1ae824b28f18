import type { ReferenceData, ValidatedObservation } from "@yardstick/contracts";

/** Who is of record for a figure on the last day of its period, or null where the catalogue names nobody. DOMAIN §1. */
export function sourceOfRecordFor(
  { indicator, region, periodEnd }: Pick<ValidatedObservation, "indicator" | "region" | "periodEnd">,
  { sourcesOfRecord }: Pick<ReferenceData, "sourcesOfRecord">,
): string | null {
  const month = periodEnd.slice(0, 7);
  const fitting = sourcesOfRecord.filter(
    (entry) =>
      entry.indicator === indicator &&
      region.startsWith(entry.regionPrefix) &&
      (entry.from === null || entry.from <= month) &&
      (entry.to === null || month <= entry.to),
  );
  // The entry that speaks of the smallest area knows best.
  const [closest] = fitting.sort((a, b) => b.regionPrefix.length - a.regionPrefix.length);
  return closest?.source ?? null;
}
