import type { ReferenceData } from "@yardstick/contracts";
import type { DecodedItem } from "../decode-rows.ts";
import type { DecodeFault } from "../decoded-submission.ts";
import type { CaptionAbove } from "./caption-above.ts";
import { planLongTable } from "./plan-long-table.ts";
import { planWideTable } from "./plan-wide-table.ts";
import { planWithCaption } from "./plan-with-caption.ts";
import type { TablePlan } from "./table-plan.ts";
import type { TableRow } from "./table-row.ts";

/** The beginning of a table, from which its layout is read. */
export interface TableHead {
  readonly name: string;
  readonly fileName?: string | undefined;
  readonly rows: readonly TableRow[];
  readonly reference: ReferenceData;
}

export type Planned =
  | {
      readonly ok: true;
      readonly plan: TablePlan;
      readonly findings: readonly DecodedItem[];
      /** What stands above the headings, where the plan was made from it. */
      readonly caption?: CaptionAbove;
    }
  | { readonly ok: false; readonly faults: readonly [DecodeFault, ...DecodeFault[]] };

/**
 * The layout of a table that no feed describes: one figure in a row under headings of fields, else figures below
 * headings that all can be read. Nothing is guessed: one heading that nobody knows, and there is no layout.
 */
export function planByHeadings(head: TableHead): Planned {
  const planned = planLongTable(head) ?? planWideTable(head);
  return planned.ok && planned.caption !== undefined ? planWithCaption(planned, planned.caption, head) : planned;
}
