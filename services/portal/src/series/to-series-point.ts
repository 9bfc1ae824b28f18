import type { Indicator, ReferenceData, SeriesPoint } from "@yardstick/contracts";
import { toNumber } from "../query/decimals.ts";
import { regionName } from "../query/region-name.ts";

/** A row of `selectSeries`: decimals as the warehouse writes them. */
export interface SeriesRow extends Pick<SeriesPoint, "period" | "accumulation" | "caliber" | "flags"> {
  readonly period_start: string;
  readonly period_end: string;
  readonly level: string | null;
  readonly level_status: string | null;
  readonly reported: string | null;
  readonly reported_price_basis: SeriesPoint["reportedPriceBasis"];
  readonly reported_status: string | null;
  readonly computed: string | null;
}

/** A rate that was reported is primary; one computed from levels stands in where the catalogue allows it (DOMAIN §4). */
export function toSeriesPoint(
  row: SeriesRow,
  { indicator, region }: { readonly indicator: Indicator; readonly region: string },
  reference: ReferenceData,
): SeriesPoint {
  const computed = indicator.computedGrowthAllowed ? row.computed : null;
  const growth = row.reported ?? computed;
  return {
    indicator: indicator.id,
    region,
    regionName: regionName(reference, region),
    period: row.period,
    accumulation: row.accumulation,
    caliber: row.caliber,
    level: toNumber(row.level),
    unit: indicator.baseUnit,
    status: row.level_status ?? row.reported_status ?? null,
    reported: toNumber(row.reported),
    reportedPriceBasis: row.reported_price_basis,
    computed: toNumber(row.computed),
    growth: toNumber(growth),
    growthSource: growth === null ? null : row.reported === null ? "computed" : "reported",
    flags: row.flags,
  };
}
