import type { DecodedItem } from "../decode-rows.ts";

/** What SDMX wants done with a fact: information, append, merge, replace, delete. All but the last mean a new figure. */
export const SDMX_ACTIONS = ["I", "A", "M", "R", "D"] as const;
export type SdmxAction = (typeof SDMX_ACTIONS)[number];

/** The component that holds the measure where a structure has only one. */
export const OBS_VALUE = "OBS_VALUE";

/** One observation as a file states it, whatever the dialect: every component that applies to it, joined. */
export interface SdmxFact {
  readonly kind: "fact";
  /** `AGENCY:ID(VERSION)`. */
  readonly structure: string;
  readonly action: SdmxAction;
  /** Dimensions, attributes and measures by id: codes where they are coded. An empty text was sent empty. */
  readonly components: ReadonlyMap<string, string>;
  /** The name beside the code of a component, where the file gives it. */
  readonly labelOf: ((id: string) => string | undefined) | null;
  /** Where it stands: `line 7`, `dataSets/0/series/0:1/observations/3`; in a table the row's number alone. */
  readonly place: string;
}

/** What a reader makes of a file: facts in their order, the columns of a table before them, and faults and findings. */
export type SdmxItem =
  | SdmxFact
  | { readonly kind: "columns"; readonly columns: ReadonlyMap<string, string> }
  | Extract<DecodedItem, { kind: "fault" | "finding" }>;

/** One letter, as in SDMX-CSV, or the word that SDMX-JSON and SDMX-ML write; null where it is none. */
export function readAction(text: string): SdmxAction | null {
  const word = text.trim().toLowerCase();
  return SDMX_ACTIONS.find((letter) => word === letter.toLowerCase() || word === ACTION_WORDS[letter]) ?? null;
}

const ACTION_WORDS: Readonly<Record<SdmxAction, string>> = {
  I: "information",
  A: "append",
  M: "merge",
  R: "replace",
  D: "delete",
};
