import { packPosition } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import type { ChangedKey } from "./coalesce-changes.ts";

const NEWEST = `
SELECT max(bitAnd(version, bitShiftLeft(toUInt128(1), 127) - 1)) AS newest FROM observations
WHERE indicator = {indicator:String} AND period_end IN {periodEnds:Array(Date32)}`;

/** The first key whose cause the engine does not show yet, which a lagging replica does; null when all are there. */
export async function keyWithMissingFacts(
  warehouse: Pick<Warehouse, "query">,
  keys: readonly ChangedKey[],
): Promise<ChangedKey | null> {
  for (const key of keys) {
    const { indicator, periodEnds, cause } = key;
    const [row] = await warehouse.query<{ newest: string }>(NEWEST, { indicator, periodEnds });
    if (BigInt(row?.newest ?? "0") < packPosition(cause.received)) return key;
  }
  return null;
}
