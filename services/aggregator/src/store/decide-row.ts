import type { ValidatedObservation } from "@yardstick/contracts";
import type { Vintage } from "./vintage.ts";

export type RowOutcome = "accepted" | "superseded" | "unchanged" | "owned-by-other";

export interface RowFacts {
  readonly row: Pick<ValidatedObservation, "value" | "status">;
  readonly source: string;
  /** Position of the submission in the log: only what lies below it counts as previous. */
  readonly position: bigint;
  /** The catalogue's source of record for this figure, if it names one. */
  readonly sourceOfRecord: string | null;
  readonly vintages: readonly Vintage[];
}

/**
 * What becomes of a row, given everything received before it at its coordinate. The first source that reported owns
 * the coordinate; another's row is refused unless the catalogue makes it the source of record, whose figure stands
 * before all others from then on. A repetition of the current figure is unchanged (rule 15). DOMAIN §1, §7.
 */
export function decideRow({ row, source, position, sourceOfRecord, vintages }: RowFacts): RowOutcome {
  const previous = vintages.filter((vintage) => vintage.position < position);
  const [first] = previous;
  if (first === undefined) return "accepted";
  const recordHasSpoken = previous.some((vintage) => vintage.source === sourceOfRecord);
  const owner = recordHasSpoken ? sourceOfRecord : lowest(previous, first).source;
  if (source !== owner && source !== sourceOfRecord) return "owned-by-other";
  const current = highest(previous, first);
  const repeats = current.source === source && current.status === row.status && sameDecimal(current.value, row.value);
  return repeats ? "unchanged" : "superseded";
}

const lowest = (vintages: readonly Vintage[], first: Vintage) =>
  vintages.reduce((best, vintage) => (vintage.position < best.position ? vintage : best), first);

const highest = (vintages: readonly Vintage[], first: Vintage) =>
  vintages.reduce((best, vintage) => (vintage.version > best.version ? vintage : best), first);

/** ClickHouse writes a decimal without trailing zeros, a validated value may carry them: 2.50 is 2.5. */
function sameDecimal(one: string | null, other: string | null): boolean {
  return one === other || (one !== null && other !== null && shortest(one) === shortest(other));
}

function shortest(decimal: string): string {
  const text = decimal.includes(".") ? decimal.replace(/0+$/, "").replace(/\.$/, "") : decimal;
  return text === "-0" ? "0" : text;
}
