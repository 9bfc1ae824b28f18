import type { PeriodOfIndicator } from "./comparison-columns.ts";
import type { Rates } from "./rates-above.ts";
import type { Change } from "./select-changes.ts";
import { type BeforeRow, chainOf, changeAgainst, newestOf, type PreviousRow, previousKey } from "./select-previous.ts";
import type { ComparisonRow } from "./to-comparison.ts";

/** A period with those before it. */
export interface PeriodInTime extends PeriodOfIndicator {
  /** Last days of the earlier periods that it may have changed against, newest first. */
  readonly endsBefore: readonly string[];
}

/** Every comparison of one indicator and period, read or evaluated once for all pages of its list. */
export interface PeriodComparisons {
  /** In the list's order. */
  readonly rows: readonly ComparisonRow[];
  /** The changes of some of the rows, in their order. */
  changesOf(rows: readonly ComparisonRow[]): Promise<readonly Change[]>;
  /** The own rates of all cities and provinces above the rows. */
  readonly rates: Rates;
  /** How many rows stay in memory with it: those before and the rates among them. */
  readonly rowsHeld: number;
}

/** In their place where they are more than can be held. */
export const TOO_MANY = { rows: null, rowsHeld: 0 } as const;

/** What rows may have changed against. */
export interface Before {
  /** Rows of the newest period before theirs, in which nearly every change is found. */
  readonly newest: readonly BeforeRow[];
  /** The newest row of every chain further back; null where there is no such period. Asked only where one is lacking. */
  readonly furtherBack: (() => Promise<ReadonlyMap<string, PreviousRow>>) | null;
}

/** Rows are matched with those before them here, which spares the engine two steps around the rules. */
export function changesAgainst({ newest, furtherBack }: Before): PeriodComparisons["changesOf"] {
  const previous = newestOf(newest);
  const previousOf = (row: ComparisonRow) => previous.get(previousKey(row, chainOf(row)));
  return async (rows) => {
    const found = rows.map(previousOf);
    if (furtherBack === null || rows.every((row, at) => row.growth === null || found[at] !== undefined))
      return rows.map((row, at) => changeAgainst(row, found[at]));
    const further = await furtherBack();
    return rows.map((row, at) => changeAgainst(row, found[at] ?? further.get(previousKey(row, chainOf(row)))));
  };
}
