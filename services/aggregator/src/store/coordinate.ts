import type { ValidatedObservation } from "@yardstick/contracts";

/** What makes a figure the same figure: all of its identity but source and vintage. DOMAIN §1. */
export type Coordinate = Pick<
  ValidatedObservation,
  "indicator" | "region" | "periodStart" | "periodEnd" | "accumulation" | "measure" | "priceBasis" | "caliber"
>;

/** A coordinate as a map key; `COORDINATE_KEY_SQL` is the same in SQL. */
export function coordinateKey(at: Coordinate): string {
  return `${at.indicator}|${at.region}|${at.periodStart}|${at.periodEnd}|${at.accumulation}|${at.measure}|${at.priceBasis}|${at.caliber}`;
}

export const COORDINATE_KEY_SQL =
  "concat(indicator, '|', region, '|', toString(period_start), '|', toString(period_end), '|', accumulation, '|', measure, '|', price_basis, '|', caliber)";

/** A coordinate as an issue names it: by the period's name, which people use. */
export function coordinateText(row: Coordinate & { readonly period: string }): string {
  return [row.indicator, row.region, row.period, row.accumulation, row.measure, row.priceBasis, row.caliber].join("/");
}
