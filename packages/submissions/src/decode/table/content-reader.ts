import type { ReferenceData } from "@yardstick/contracts";
import { memoise } from "../../memoise.ts";
import { readIndicatorLabel } from "../../normalise/read-indicator-label.ts";
import { readRegionName } from "../../normalise/read-region-name.ts";
import { readPeriodPart } from "./read-heading.ts";

export type ReadContent = (text: string) => ContentKinds;

/** What a cell below a heading that says nothing may be. */
export interface ContentKinds {
  readonly isPeriod: boolean;
  readonly isIndicator: boolean;
  readonly isRegion: boolean;
}

const NO_KIND: ContentKinds = { isPeriod: false, isIndicator: false, isRegion: false };
/** More texts than the first columns of any table have in their first rows. */
const MAX_TEXTS = 5_000;

/** Reads each text once, and a bounded number of them. */
export function contentReader(reference: ReferenceData): ReadContent {
  let texts = 0;
  return memoise((text: string) => {
    texts += 1;
    if (texts > MAX_TEXTS) return NO_KIND;
    return {
      isPeriod: readPeriodPart(text) !== null,
      isIndicator: readIndicatorLabel(text, reference) !== null,
      isRegion: "region" in readRegionName(text, reference),
    };
  });
}
