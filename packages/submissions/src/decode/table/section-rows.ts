import type { FeedField, ReferenceData } from "@yardstick/contracts";
import { memoise } from "../../memoise.ts";
import { readIndicatorLabel } from "../../normalise/read-indicator-label.ts";
import { regionsNamed } from "../../normalise/read-region-name.ts";
import { isUnitText } from "../../normalise/read-unit.ts";
import { meaningOfHeading } from "../csv-columns.ts";
import { isBareNumber, looksLikeFigure } from "./figure-text.ts";
import { partReader, readPeriodPart } from "./read-heading.ts";
import type { ColumnField, TablePlan } from "./table-plan.ts";
import { type TableRow, textOf } from "./table-row.ts";

/**
 * What a row between figures is beside figures: `section` says something new of the rows below (a unit, a period, an
 * indicator, other headings), so that they cannot be read as those above; `unclear` may do so, where figures follow.
 */
export type SectionKind = "section" | "unclear";

export interface Section {
  readonly kind: SectionKind;
  readonly column: number;
}

/** The cell by which a row below the headings is a heading itself; null where it is a row like others. */
export function sectionFinder(
  plan: TablePlan,
  reference: ReferenceData,
  lastHeading: TableRow | undefined,
): (row: TableRow) => Section | null {
  const figures = new Set(plan.figures.map(({ column }) => column));
  const keys = plan.columns.filter(({ field }) => READERS[field] !== undefined);
  const free = new Set(plan.columns.filter(({ field }) => FREE_TEXT.has(field)).map(({ column }) => column));
  const isRead = (column: number) => !free.has(column) && !plan.ignored.has(column);
  const readPart = memoise(partReader(reference));
  const reads = memoise((key: string) => {
    const [field, text] = JSON.parse(key) as [FeedField, string];
    return READERS[field]?.(text, reference) === true;
  });

  return (row) => {
    const { cells } = row;
    const texts = cells.map((cell, column) =>
      figures.has(column) && cell?.isFilled === true ? "" : (cell?.text.trim() ?? ""),
    );
    const named = texts.findIndex((text, column) => isRead(column) && UNIT_LINE.test(text) && !WHO_REPORTS.test(text));
    if (named >= 0) return { kind: "section", column: named };
    const labels = keys.filter(({ column }) => (texts[column] ?? "") !== "");
    const repeated = labels.filter(({ column }) => isHeadingAgain(texts[column] ?? "", textOf(lastHeading, column)));
    // A row of a long table says all of its figure itself: one text that is a heading too changes nothing below it.
    const enough = plan.shape === "long" ? labels.length : 1;
    if (repeated[0] !== undefined && repeated.length >= enough) return { kind: "section", column: repeated[0].column };
    const filled = [...figures].filter(
      (column) => (texts[column] ?? "") !== "" || cells[column]?.problem !== undefined,
    );
    if (plan.shape === "long" && filled.length > 0) return null;
    const words = filled.filter((column) => isWord(texts[column] ?? ""));
    const [heading] = words.filter((column) => readPart(texts[column] ?? "") !== null);
    if (heading !== undefined && words.length === filled.length) return { kind: "section", column: heading };
    return filled.length > 0 ? null : ofLabels(row, texts, labels);
  };

  /** No figures: a region without them is one like others, as long as each label is what its column holds. */
  function ofLabels({ cells }: TableRow, texts: readonly string[], labels: readonly ColumnField[]): Section | null {
    for (const { field, column, translate } of labels) {
      const text = texts[column] ?? "";
      if (translate(text) !== text || reads(JSON.stringify([field, text]))) continue;
      return { kind: readPart(text) === null ? "unclear" : "section", column };
    }
    const isNamed = labels.some(({ field }) => field !== "unit");
    const first = texts.findIndex((text) => text !== "");
    if (isNamed || first < 0 || free.has(first) || cells[first]?.isFilled === true) return null;
    const text = texts[first] ?? "";
    const isSaid = readPart(text) !== null || UNIT_LINE.test(text);
    return { kind: isSaid && !WHO_REPORTS.test(text) ? "section" : "unclear", column: first };
  }
}

const UNIT_LINE = /单位\s*[:：=]|^[(（]?\s*(?:计量|货币|金额|数据)?单位\s*[)）]?$/u;

/** The office that fills in a form is no unit of its figures. */
const WHO_REPORTS = /(?:填报|填表|制表|编制|发布|报送|上报|主管|责任|联系|审核)单位/u;

const isHeadingAgain = (text: string, heading: string) =>
  text !== "" && (text === heading || meaningOfHeading(text) !== undefined);

/** Neither a number nor a mark that stands for none: what headings are written with. */
const isWord = (text: string) => /[\p{L}%]/u.test(text) && !isBareNumber(text) && !looksLikeFigure(text);

type ReadsText = (text: string, reference: ReferenceData) => boolean;

const isRegion: ReadsText = (text, reference) => regionsNamed(text, reference).length > 0;
const isPeriod: ReadsText = (text) => readPeriodPart(text) !== null || /^\d{1,4}$/.test(text);

/** Fields that say what a figure is of, and when a text is one of theirs. */
const READERS: Readonly<Partial<Record<FeedField, ReadsText>>> = {
  region: isRegion,
  regionParent: isRegion,
  period: isPeriod,
  year: isPeriod,
  month: isPeriod,
  indicator: (text, reference) => reference.indicators.has(text) || readIndicatorLabel(text, reference) !== null,
  unit: (text, reference) => isUnitText(text, reference) !== null,
};

const FREE_TEXT: ReadonlySet<FeedField> = new Set(["note", "explanation", "citation"]);
