import type { SdmxAction } from "./sdmx-fact.ts";

export interface StatedFigure {
  readonly action: SdmxAction;
  /** The measure as written; undefined where it was not sent. */
  readonly text: string | undefined;
  /** OBS_STATUS, or what a feed takes for it. */
  readonly status: string | undefined;
  /** Whether that is said of this observation, not of all figures of a feed. */
  readonly isStatusOfFigure: boolean;
  /** CONF_STATUS, as a code or in words. */
  readonly confidentiality: string | undefined;
}

export interface Figure {
  readonly value: string | null;
  readonly status: string | undefined;
}

/** `#N/A` and NaN are SDMX 3.1's intentionally missing values; `#NA` is seen in the wild. */
const MISSING = /^(nan|#n\/?a)$/i;
const FREE = /^(f|free.*|_z)$/i;

/** Whether a text is one of SDMX's marks for a value that is missing on purpose. */
export const isMarkedMissing = (text: string): boolean => MISSING.test(text);

/**
 * Value and status of an observation. A deletion withdraws the figure; a value that is marked missing is missing; what
 * is not free to be published is withheld, and the rules refuse it where it comes with a value. OBS_STATUS stays as
 * written: the catalogue of statuses knows its letters.
 */
export function readFigureOf(stated: StatedFigure): Figure {
  const { action, text = "", status, isStatusOfFigure, confidentiality = "" } = stated;
  if (action === "D") return { value: null, status: "withdrawn" };
  const isMissing = isMarkedMissing(text.trim());
  const value = isMissing || text.trim() === "" ? null : text;
  if (confidentiality !== "" && !FREE.test(confidentiality)) return { value, status: "withheld" };
  const isSaid = status !== undefined && isStatusOfFigure;
  return { value, status: isMissing && !isSaid ? "missing" : status };
}
