import type { ReferenceData } from "@yardstick/contracts";
import type { Clock } from "@yardstick/runtime";
import type { ComparisonsAsOf } from "./comparisons/comparisons-as-of.ts";
import type { Memory } from "./memory/create-memory.ts";
import type { WrittenRows } from "./memory/remembered-page.ts";
import type { Select } from "./query/conditions.ts";

/** Asks the warehouse one question, within the portal's bounds. */
export type Ask = <Row>(select: Select) => Promise<Row[]>;

/** What every list is answered from. */
export interface ReadContext {
  readonly ask: Ask;
  readonly knownThrough: () => Promise<string | null>;
  /** Pages as they were sent. */
  readonly pages: Memory<WrittenRows>;
  /** Comparisons of an instant, evaluated once for the pages of a list. */
  readonly instants: Memory<ComparisonsAsOf>;
  readonly reference: ReferenceData;
  readonly clock: Clock;
}

/** Today's Chinese name of a region; its code where the reference data no longer has it. */
export function regionName({ regions }: Pick<ReferenceData, "regions">, code: string): string {
  return regions.get(code)?.nameZh ?? code;
}
