import { packPosition, type ReferenceData } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import type { ChangedKey } from "./coalesce-changes.ts";

const NEWEST = `
SELECT max(bitAnd(version, bitShiftLeft(toUInt128(1), 127) - 1)) AS newest FROM observation_vintages
WHERE indicator IN {indicators:Array(String)} AND period_end IN {periodEnds:Array(Date32)}`;

/**
 * The first key whose cause the engine does not show yet, which a lagging replica does; null when all are there. What
 * woke a key is a figure of its indicator, or of the one that weighs it.
 */
export async function keyWithMissingFacts(
  warehouse: Pick<Warehouse, "query">,
  keys: readonly ChangedKey[],
  { indicators: catalogue }: Pick<ReferenceData, "indicators">,
): Promise<ChangedKey | null> {
  for (const key of keys) {
    const { indicator, periodEnds, cause } = key;
    const weight = catalogue.get(indicator)?.weightIndicator ?? null;
    const indicators = weight === null ? [indicator] : [indicator, weight];
    const [row] = await warehouse.query<{ newest: string }>(NEWEST, { indicators, periodEnds });
    if (BigInt(row?.newest ?? "0") < packPosition(cause.received)) return key;
  }
  return null;
}
