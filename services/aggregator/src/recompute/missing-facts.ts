import { type Cause, packPosition, type ReferenceData } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import type { ChangedKey } from "./coalesce-changes.ts";

/** The figures of these periods lie together, so that this reads them and not the indicator's history. */
const NEWEST = `
SELECT max(bitAnd(version, bitShiftLeft(toUInt128(1), 127) - 1)) AS newest FROM observations
WHERE indicator IN {indicators:Array(String)} AND period_end IN {periodEnds:Array(Date32)}`;

/** What a settlement left without effect is no figure, yet it is there: claims are found by their submission. */
const CLAIMS = `
SELECT count() AS claims FROM observation_vintages
WHERE indicator IN {indicators:Array(String)} AND submission_id = {submissionId:String}`;

/**
 * The first key whose cause the engine does not show yet, which a lagging replica does; null when all are there. What
 * woke a key is a figure of its indicator, or of the one that weighs it; the scopes of one indicator are asked once.
 */
export async function keyWithMissingFacts(
  warehouse: Pick<Warehouse, "query">,
  keys: readonly ChangedKey[],
  { indicators: catalogue }: Pick<ReferenceData, "indicators">,
): Promise<ChangedKey | null> {
  const seen = new Set<string>();
  for (const key of keys) {
    const { indicator, periodEnds, cause } = key;
    const question = [indicator, cause.submissionId, ...periodEnds].join("/");
    if (seen.has(question)) continue;
    seen.add(question);
    const weight = catalogue.get(indicator)?.weightIndicator ?? null;
    const indicators = weight === null ? [indicator] : [indicator, weight];
    if (!(await isVisible(warehouse, { indicators, periodEnds, cause }))) return key;
  }
  return null;
}

interface Fact {
  readonly indicators: readonly string[];
  readonly periodEnds: readonly string[];
  readonly cause: Cause;
}

async function isVisible(
  warehouse: Pick<Warehouse, "query">,
  { indicators, periodEnds, cause }: Fact,
): Promise<boolean> {
  const [row] = await warehouse.query<{ newest: string }>(NEWEST, { indicators, periodEnds });
  if (BigInt(row?.newest ?? "0") >= packPosition(cause.received)) return true;
  const { submissionId } = cause;
  const [found] = await warehouse.query<{ claims: string | number }>(CLAIMS, { indicators, submissionId });
  return Number(found?.claims ?? 0) > 0;
}
