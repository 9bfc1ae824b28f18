import type { ReferenceData } from "@yardstick/contracts";
import { memoise } from "../../memoise.ts";
import {
  type IndicatorLabel,
  type LabelAttributes,
  readAttributeLabel,
  readIndicatorLabel,
} from "../../normalise/read-indicator-label.ts";
import { readPeriodName } from "../../normalise/read-period-name.ts";
import { readRegionName } from "../../normalise/read-region-name.ts";
import { isUnitText } from "../../normalise/read-unit.ts";
import type { FieldTexts } from "./table-plan.ts";

/** What the headings above a figure say of it. */
export interface HeadingMeaning {
  readonly fields: FieldTexts;
  readonly attributes: LabelAttributes | null;
  /** Index of the part that said a field, so that the heading's row is known. */
  readonly partOf: Readonly<Record<string, number>>;
}

const NO_ATTRIBUTES: LabelAttributes = { unit: null, measure: null, priceBasis: null };

/**
 * What the parts of a heading, from top to bottom, say together: an indicator with unit and measure, a period, a
 * region. Null where a part is none of these, or two contradict each other: then nothing is certain.
 */
export function readHeading(
  parts: readonly string[],
  reference: ReferenceData,
  readPart: ReadPart = partReader(reference),
): HeadingMeaning | null {
  let fields: FieldTexts = {};
  let attributes: LabelAttributes | null = null;
  const partOf: Record<string, number> = {};
  for (const [index, part] of parts.entries()) {
    const read = readPart(part);
    if (read === null) return null;
    for (const field of Object.keys(read.fields) as (keyof FieldTexts)[]) {
      if (fields[field] !== undefined) return null;
      partOf[field] = index;
    }
    fields = { ...fields, ...read.fields };
    if (read.attributes === null) continue;
    attributes = mergeAttributes(attributes ?? NO_ATTRIBUTES, read.attributes);
    for (const field of ["unit", "measure"] as const) if (read.attributes[field] !== null) partOf[field] = index;
  }
  return { fields, attributes, partOf };
}

/** The lower, narrower heading decides; a unit of levels says nothing of a rate below it. */
export function mergeAttributes(above: LabelAttributes, below: LabelAttributes): LabelAttributes {
  const measure = below.measure ?? above.measure;
  const isOfAbove = measure === above.measure || (above.measure === null && measure !== "growth_yoy");
  return {
    measure,
    unit: below.unit ?? (isOfAbove ? above.unit : null),
    priceBasis: below.priceBasis ?? (isOfAbove ? above.priceBasis : null),
  };
}

export interface Part {
  readonly fields: FieldTexts;
  readonly attributes: LabelAttributes | null;
}

export type ReadPart = (text: string) => Part | null;

/** More texts than any table has for headings: what comes behind them is not read. */
const MAX_TEXTS = 5_000;

/** Reads each text once, and a bounded number of them: a table is tried with many blocks of rows as its headings. */
export function partReader(reference: ReferenceData): ReadPart {
  let texts = 0;
  return memoise((text: string) => {
    texts += 1;
    return texts > MAX_TEXTS ? null : readPartOf(text, reference);
  });
}

function readPartOf(text: string, reference: ReferenceData): Part | null {
  const unit = isUnitText(text, reference);
  if (unit !== null) return { fields: {}, attributes: { ...NO_ATTRIBUTES, unit } };
  const period = readPeriodPart(text);
  if (period !== null) return { fields: period, attributes: null };
  const label = readIndicatorLabel(text, reference);
  if (label !== null) return labelPart(label);
  const attributes = readAttributeLabel(text, reference);
  if (attributes !== null) return { fields: {}, attributes };
  if ("region" in readRegionName(text, reference)) return { fields: { region: text }, attributes: null };
  return readPeriodAndLabel(text, reference);
}

const labelPart = ({ indicator, ...attributes }: IndicatorLabel): Part => ({ fields: { indicator }, attributes });

/** A whole period, or the part of one whose year stands elsewhere: 1-6月. */
export function readPeriodPart(text: string): FieldTexts | null {
  const period = readPeriodName(text);
  if ("code" in period) return { period: text };
  return period.problem === "without_year" ? { month: text } : null;
}

const MAX_PERIOD_CHARS = 16;

/** `2021年地区生产总值(万元)`: the longest beginning that is a period, and all of the rest a label. */
function readPeriodAndLabel(text: string, reference: ReferenceData): Part | null {
  for (let at = Math.min(MAX_PERIOD_CHARS, text.length - 1); at >= 4; at -= 1) {
    const label = "code" in readPeriodName(text.slice(0, at)) ? readIndicatorLabel(text.slice(at), reference) : null;
    if (label === null) continue;
    const part = labelPart(label);
    return { ...part, fields: { ...part.fields, period: text.slice(0, at) } };
  }
  return null;
}
