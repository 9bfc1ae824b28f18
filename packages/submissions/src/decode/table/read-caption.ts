import type { PriceBasis, ReferenceData, Unit } from "@yardstick/contracts";
import { readIndicatorLabel } from "../../normalise/read-indicator-label.ts";
import { readPeriodName } from "../../normalise/read-period-name.ts";
import { readRegionName } from "../../normalise/read-region-name.ts";
import { captionMeasure } from "./caption-measure.ts";
import { captionPeriod } from "./caption-period.ts";
import { captionUnit } from "./caption-unit.ts";
import type { FieldTexts } from "./table-plan.ts";

export interface CaptionCell {
  /** Locator of the cell: `A1`; empty for the sheet's name. */
  readonly locator: string;
  readonly text: string;
}

/** A text that speaks of something and is not read for certain: where the table needs it, it is refused. */
export interface Unread {
  readonly about: "period" | "unit" | "measure" | "forecast";
  readonly cell: CaptionCell;
  /** The part of the text that is meant. */
  readonly text: string;
}

export interface Caption {
  /** The period is here as well where it is not read for certain, so that the layout is found. */
  readonly fields: FieldTexts;
  readonly locators: Readonly<Record<string, string>>;
  readonly units: readonly Unit[];
  /** Of the levels in those units. */
  readonly priceBasis: PriceBasis | null;
  /** The cell that says that all figures are growth. */
  readonly growth: CaptionCell | null;
  readonly unread: readonly Unread[];
  /** Indexes of the cells that said something. */
  readonly used: ReadonlySet<number>;
}

/** More than any table has above its headings: the others are told, and not read. */
export const MAX_CELLS = 200;
const MAX_CHARS = 500;

/**
 * What the lines above a table say of all its figures: the unit, the period, a region, an indicator, growth. What two
 * cells say differently is said by none; of period, unit and measure it is told as unread.
 */
export function readCaption(all: readonly CaptionCell[], reference: ReferenceData): Caption {
  const cells = all.slice(0, MAX_CELLS + 1).map(({ locator, text }) => ({ locator, text: text.slice(0, MAX_CHARS) }));
  const fields: Partial<Record<keyof FieldTexts, string | null>> = {};
  const locators: Record<string, string> = {};
  const used = new Set<number>();
  const unread: Unread[] = [];
  let growth: CaptionCell | null = null;
  const others: string[] = [];
  const say = (field: keyof FieldTexts, value: string, at: number) => {
    used.add(at);
    const other = fields[field];
    fields[field] = other === undefined || other === value ? value : null;
    const locator = cells[at]?.locator ?? "";
    if (locator !== "" && other === undefined) locators[field] = locator;
  };
  for (const [at, cell] of cells.entries()) {
    const name = nameIn(cell.text, reference);
    others.push(name === null ? cell.text : "");
    if (name !== null) {
      say(name.field, name.text, at);
      continue;
    }
    const measure = captionMeasure(cell.text);
    if (measure === "growth") growth ??= cell;
    else if (measure !== null)
      unread.push({ about: measure === "forecast" ? measure : "measure", cell, text: cell.text });
    if (measure === "growth") used.add(at);
  }
  const period = captionPeriod(others);
  if (period.kind === "known") for (const at of period.at) say("period", period.text, at);
  if (period.kind === "unread") {
    fields.period = period.text;
    unread.push({ about: "period", cell: cells[period.at] ?? NO_CELL, text: period.text });
  }
  const unit = captionUnit(
    cells.map(({ text }) => text),
    reference,
  );
  for (const at of unit.at) {
    used.add(at);
    const locator = cells[at]?.locator ?? "";
    if (locator !== "") locators.unit ??= locator;
  }
  if (unit.unread !== null)
    unread.push({ about: "unit", cell: cells[unit.unread.at] ?? NO_CELL, text: unit.unread.text });
  const certain = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== null);
  const { units, priceBasis } = unit;
  return { fields: Object.fromEntries(certain), locators, units, priceBasis, growth, unread, used };
}

const NO_CELL: CaptionCell = { locator: "", text: "" };

/** A cell that holds the name of an indicator or a region and nothing else. */
function nameIn(text: string, reference: ReferenceData): { field: "indicator" | "region"; text: string } | null {
  const plain = text.replace(/^(地区|指标|指标名称)\s*[::]\s*/u, "");
  if ("code" in readPeriodName(plain)) return null;
  if (readIndicatorLabel(plain, reference) !== null) return { field: "indicator", text: plain };
  return "region" in readRegionName(plain, reference) ? { field: "region", text: plain } : null;
}
