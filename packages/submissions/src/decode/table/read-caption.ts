import type { ReferenceData, Unit } from "@yardstick/contracts";
import { readIndicatorLabel } from "../../normalise/read-indicator-label.ts";
import { readPeriodName } from "../../normalise/read-period-name.ts";
import { readRegionName } from "../../normalise/read-region-name.ts";
import { readUnit } from "../../normalise/read-unit.ts";
import type { FieldTexts } from "./table-plan.ts";

export interface CaptionCell {
  /** Locator of the cell: `A1`; empty for the sheet's name. */
  readonly locator: string;
  readonly text: string;
}

export interface Caption {
  readonly fields: FieldTexts;
  readonly locators: Readonly<Record<string, string>>;
  readonly units: readonly Unit[];
  /** Indexes of the cells that said something. */
  readonly used: ReadonlySet<number>;
}

/** More than any table has above its headings: the others are told, and not read. */
const MAX_CELLS = 200;

type Said = { readonly fields: FieldTexts } | { readonly units: readonly Unit[] };

/**
 * What the lines above a table say of all its figures: the unit, the period, a region, an indicator. What two cells
 * say differently is said by none.
 */
export function readCaption(cells: readonly CaptionCell[], reference: ReferenceData): Caption {
  const fields: Partial<Record<keyof FieldTexts, string | null>> = {};
  const locators: Record<string, string> = {};
  let units: readonly Unit[] = [];
  const used = new Set<number>();
  for (const [index, { text, locator }] of cells.slice(0, MAX_CELLS).entries()) {
    for (const said of readCell(text, reference)) {
      used.add(index);
      if ("units" in said) {
        units = said.units;
        if (locator !== "") locators.unit = locator;
        continue;
      }
      for (const [field, value] of Object.entries(said.fields) as [keyof FieldTexts, string][]) {
        const other = fields[field];
        fields[field] = other === undefined || other === value ? value : null;
        if (locator !== "" && other === undefined) locators[field] = locator;
      }
    }
  }
  const certain = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== null);
  return { fields: Object.fromEntries(certain), locators, units, used };
}

function readCell(text: string, reference: ReferenceData): Said[] {
  const units = readUnits(text, reference);
  if (units.length > 0) return [{ units }];
  const plain = text.replace(/^(时间|期间|报告期|年份|地区|指标|指标名称)\s*[::]\s*/u, "");
  if ("code" in readPeriodName(plain)) return [{ fields: { period: plain } }];
  const label = readIndicatorLabel(plain, reference);
  if (label !== null) {
    const unit = label.unit === null ? undefined : reference.units.get(label.unit);
    return [{ fields: { indicator: plain } }, ...(unit === undefined ? [] : [{ units: [unit] }])];
  }
  if ("region" in readRegionName(plain, reference)) return [{ fields: { region: plain } }];
  const period = periodWithin(text);
  return period === null ? [] : [{ fields: { period } }];
}

/** `单位:万元`, and `单位:万元、%`: all of the units that it names, none if one of them is unknown. */
function readUnits(text: string, reference: ReferenceData): Unit[] {
  const whole = readUnit(text, reference);
  if (whole !== null) return [whole];
  const list = /^[((]?\s*(?:计量)?单位\s*[::]\s*(.+?)[))]?$/u.exec(text.trim())?.[1];
  const units = list?.split(/[、,,;;/\s]+/u).map((part) => readUnit(part, reference)) ?? [];
  return units.every((unit) => unit !== null) ? units : [];
}

const PERIOD =
  /\d{4}\s*年(?:\s*(?:\d{1,2}\s*[-—~~至]\s*\d{1,2}\s*月|\d{1,2}\s*月|[一二三四]季度|上半年|前三季度))?(?:份|末|底)?/gu;

/**
 * The only period in a title: `抚顺市2021年各县主要经济指标`. A yearbook's own year is none: it holds the year before.
 */
function periodWithin(text: string): string | null {
  const [only, ...others] = text.match(PERIOD) ?? [];
  if (only === undefined || others.length > 0 || text.includes("年鉴")) return null;
  return "code" in readPeriodName(only) ? only : null;
}
