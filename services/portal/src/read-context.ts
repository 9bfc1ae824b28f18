import type { ReferenceData } from "@yardstick/contracts";
import type { Clock } from "@yardstick/runtime";
import type { PeriodComparisons, TOO_MANY } from "./comparisons/period-comparisons.ts";
import type { RegionsAboveAll } from "./comparisons/rates-above.ts";
import type { Memory } from "./memory/create-memory.ts";
import type { FindEvidence } from "./memory/evidence.ts";
import type { Looks } from "./memory/looks.ts";
import type { WrittenRows } from "./page/page-rows.ts";
import type { Ask } from "./query/ask.ts";

/** What every list is answered from. */
export interface ReadContext {
  readonly ask: Ask;
  readonly knownThrough: () => Promise<string | null>;
  readonly looks: Looks;
  readonly findEvidence: FindEvidence;
  /** Pages as they were sent. */
  readonly pages: Memory<WrittenRows>;
  /** Comparisons of an indicator and period, read or evaluated once for the pages of a list. */
  readonly periods: Memory<PeriodComparisons | typeof TOO_MANY>;
  readonly reference: ReferenceData;
  readonly above: RegionsAboveAll;
  readonly clock: Clock;
}
