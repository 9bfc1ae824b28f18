import type { Provenance } from "@yardstick/contracts";
import type { Condition } from "../query/conditions.ts";

/** One indicator of the rules with the last days of the periods for which they are asked. */
export interface Step {
  readonly indicator: string;
  readonly periodEnds: readonly string[];
}

/** What one subject's provenance is asked with. */
export interface ProvenanceQuestion {
  readonly subject: Provenance["subject"];
  readonly figures: FiguresQuestion;
  /** The results that rest on it: steps in ascending order, so that a page goes on where the one before ended. */
  readonly results: { readonly steps: readonly Step[]; readonly where: Condition };
}

export type FiguresQuestion =
  /** Figures that a result rests on, by the rules; `where` is its key. */
  | { readonly kind: "rested-on"; readonly steps: readonly Step[]; readonly where: Condition }
  /** The figures themselves; `where` is about the columns of vintages. */
  | { readonly kind: "own"; readonly where: Condition };

/** Rules are asked for so many periods at once: what a page reads stays bounded, however long a submission's history. */
export const PERIODS_PER_STEP = 96;

/** One step for each indicator and chunk of days; ascending, each day once. */
export function stepsOf(ends: ReadonlyMap<string, Iterable<string>>): Step[] {
  return [...ends.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([indicator, days]) => {
      const sorted = [...new Set(days)].sort();
      const chunks = Math.ceil(sorted.length / PERIODS_PER_STEP);
      return Array.from({ length: chunks }, (_, at) => ({
        indicator,
        periodEnds: sorted.slice(at * PERIODS_PER_STEP, (at + 1) * PERIODS_PER_STEP),
      }));
    });
}
