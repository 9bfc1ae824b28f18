import { tooLarge } from "./sdmx-refused.ts";

/** Characters that are parsed before the facts in them are handed on. */
export const SLICE_CHARS = 32 * 1024;
/** Longest text, tag or record: what a parser may hold before it says anything. */
export const MAX_TOKEN_CHARS = 1024 * 1024;
/** Dimensions, attributes and measures of one fact. */
export const MAX_COMPONENTS = 500;
export const MAX_DEPTH = 64;
/** Values of all code lists of an SDMX-JSON message together. */
export const MAX_STRUCTURE_NODES = 2_000_000;
/** Attributes of groups of series, which wait for their series. */
export const MAX_GROUPS = 100_000;
/** Observations of one SDMX-JSON series that stand before its attributes. */
export const MAX_WAITING_OBSERVATIONS = 200_000;
/** Largest SDMX-JSON message whose structure stands behind its data, in bytes: it is held until the structure is known. */
export const MAX_HELD_BYTES = 64 * 1024 * 1024;

/** Values of one observation, or of the attributes of one series. */
export const MAX_VALUES = 10_000;

/** Counts one more with each call. @throws SdmxRefused past `max`. */
export function counter(max: number, what: { readonly zh: string; readonly en: string }): () => void {
  let count = 0;
  return () => {
    count += 1;
    bounded(count, max, what);
  };
}

/** @throws SdmxRefused where `count` is more than `max`. */
export function bounded(count: number, max: number, what: { readonly zh: string; readonly en: string }): void {
  if (count <= max) return;
  throw tooLarge({
    zh: `${what.zh}超过上限 ${max}。`,
    en: `${what.en}: more than ${max}, which is the most that is taken.`,
  });
}
