import type { ValidatedObservation } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import { coordinateKey } from "./coordinate.ts";
import type { VintagesByCoordinate } from "./vintage.ts";

interface VintageRow {
  readonly indicator: string;
  readonly region: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly accumulation: ValidatedObservation["accumulation"];
  readonly measure: ValidatedObservation["measure"];
  readonly price_basis: ValidatedObservation["priceBasis"];
  readonly caliber: ValidatedObservation["caliber"];
  readonly value: string | null;
  readonly status: string;
  readonly source: string;
  readonly version: string;
}

const RECORD_BIT = 1n << 127n;

/** Every sorting-key prefix that the figures have, asked for at once; what else matches is dropped here. */
const SELECT = `
SELECT indicator, region, period_start, period_end, accumulation, measure, price_basis, caliber,
  value, status, source, version
FROM observation_vintages
WHERE indicator IN {indicators:Array(String)} AND region IN {regions:Array(String)}
  AND period_end IN {periodEnds:Array(Date32)}`;

/** The stored vintages of these figures' coordinates, read in one query however many there are. */
export async function readVintages(
  warehouse: Pick<Warehouse, "query">,
  figures: readonly ValidatedObservation[],
): Promise<VintagesByCoordinate> {
  const vintages: VintagesByCoordinate = new Map(figures.map((figure) => [coordinateKey(figure), []]));
  if (figures.length === 0) return vintages;
  const rows = await warehouse.query<VintageRow>(SELECT, {
    indicators: distinct(figures.map(({ indicator }) => indicator)),
    regions: distinct(figures.map(({ region }) => region)),
    periodEnds: distinct(figures.map(({ periodEnd }) => periodEnd)),
  });
  for (const row of rows) {
    const key = coordinateKey({
      ...row,
      periodStart: row.period_start,
      periodEnd: row.period_end,
      priceBasis: row.price_basis,
    });
    const version = BigInt(row.version);
    const { source, value, status } = row;
    vintages.get(key)?.push({ source, value, status, version, position: version & (RECORD_BIT - 1n) });
  }
  return vintages;
}

const distinct = (texts: readonly string[]) => [...new Set(texts)];
