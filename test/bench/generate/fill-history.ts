import { recomputeStatements } from "@yardstick/aggregator";
import { lastDayOfMonth } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import {
  copyResults,
  copyYears,
  FIRST_YEAR,
  INSERT_RECEIPTS,
  insertFigures,
  MONTHS,
  ROWS_OF_AN_INDICATOR,
} from "./history-sql.ts";
import type { CountryReference } from "./write-reference.ts";

export interface HistoryOptions {
  readonly warehouse: Warehouse;
  readonly reference: CountryReference;
  readonly log: (message: string) => void;
  /** Called as soon as the first indicator has its whole history and its results, before there is any other. */
  readonly onFirst: () => Promise<void>;
}

/** How many figures there can be of an indicator with two vintages each, out of how many of them all. */
const VINTAGES_OF = 10;
/** Indicators with results of every month: enough that the ones asked for lie between others. */
const WITH_RESULTS = 4;
const COMPUTED_YEARS = 2;

/** How many indicators make up about so many current figures. */
export const indicatorsFor = (rows: number) => Math.max(1, Math.round(rows / ROWS_OF_AN_INDICATOR));

/**
 * A history of 30 years of all counties: every indicator's current figures, two vintages of each figure for a tenth of
 * the indicators (the first one always), and growth and comparisons of the first four: the last years by the rules themselves, the others as copies of them.
 */
export async function fillHistory(options: HistoryOptions): Promise<void> {
  const { warehouse, reference, log, onFirst } = options;
  const startMs = performance.now();
  const { indicators, scopes } = reference;
  const [first = ""] = indicators;
  const withVintages = Math.max(1, Math.round(indicators.length / VINTAGES_OF));
  for (const [at, indicator] of indicators.entries()) {
    if (at < withVintages) {
      // The table's view fills the current figures, which then hold both versions until they are merged.
      await warehouse.command(insertFigures("observation_vintages", false), { indicator });
      await warehouse.command(insertFigures("observation_vintages", true), { indicator });
    } else {
      await warehouse.command(insertFigures("observations", false), { indicator });
    }
    if (at === 0) {
      await warehouse.command(INSERT_RECEIPTS, { indicator });
      await computeResults(warehouse, { indicator, scopes }, log);
      await settleMerges(warehouse);
      await onFirst();
    }
    if (at % 10 === 9 || at === indicators.length - 1)
      log(`f: figures of ${at + 1} of ${indicators.length} indicators after ${secondsSince(startMs)} s`);
  }
  for (const indicator of indicators.slice(1, WITH_RESULTS))
    for (const table of ["growth", "comparisons"] as const)
      await warehouse.command(copyResults(table), { indicator, of: first });
  await settleMerges(warehouse);
  log(`f: the history is there after ${secondsSince(startMs)} s`);
}

/**
 * What the recompute stage would have made of the last two years, the last one a second time, as after its revisions;
 * the years before are copies of these.
 */
async function computeResults(
  warehouse: Warehouse,
  { indicator, scopes }: { readonly indicator: string; readonly scopes: readonly string[] },
  log: (message: string) => void,
): Promise<void> {
  const startMs = performance.now();
  const ends = monthEnds().slice(-12 * COMPUTED_YEARS);
  for (const periodEnds of [ends.slice(0, 12), ends.slice(12), ends.slice(12)])
    for (const { sql, params, settings } of recomputeStatements({ indicators: [indicator], scopes, periodEnds }))
      await warehouse.command(sql, params, settings);
  log(`f: growth and comparisons of ${ends.length} months computed in ${secondsSince(startMs)} s`);
  for (let back = COMPUTED_YEARS; back < MONTHS / 12; back += COMPUTED_YEARS)
    for (const table of ["growth", "comparisons"] as const)
      await warehouse.command(copyYears(table, back), { indicator, from: ends[0] });
}

function monthEnds(): string[] {
  return Array.from({ length: MONTHS }, (_, at) => lastDayOfMonth(FIRST_YEAR + Math.floor(at / 12), 1 + (at % 12)));
}

/** Merging goes on behind an insert, and would compete with what is measured. */
export async function settleMerges(warehouse: Pick<Warehouse, "query">): Promise<void> {
  for (let quiet = 0; quiet < QUIET_LOOKS; ) {
    const [row] = await warehouse.query<{ n: string }>("SELECT count() AS n FROM system.merges");
    quiet = Number(row?.n) === 0 ? quiet + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Five seconds: the engine looks for the next merge at longer and longer intervals. */
const QUIET_LOOKS = 50;

const secondsSince = (startMs: number) => ((performance.now() - startMs) / 1_000).toFixed(1);
