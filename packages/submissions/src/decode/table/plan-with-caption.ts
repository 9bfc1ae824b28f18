import type { ReferenceData } from "@yardstick/contracts";
import { quote } from "../../finding.ts";
import { readIndicatorLabel } from "../../normalise/read-indicator-label.ts";
import type { DecodedItem } from "../decode-rows.ts";
import { type DecodeFault, decodeFault } from "../decoded-submission.ts";
import { told } from "../item.ts";
import type { CaptionAbove } from "./caption-above.ts";
import type { Planned, TableHead } from "./plan-by-headings.ts";
import type { Unread } from "./read-caption.ts";
import { mergeAttributes } from "./read-heading.ts";
import type { FigureColumn, TablePlan } from "./table-plan.ts";
import { columnName, placeOf, textOf } from "./table-row.ts";

type Ok = Extract<Planned, { ok: true }>;

/**
 * The layout with what stands above the table: growth and prices for the columns that say nothing themselves. It is
 * refused where a column needs a period, unit or measure that is not read for certain, since nothing would show it.
 */
export function planWithCaption(planned: Ok, caption: CaptionAbove, head: TableHead): Planned {
  const question: Question = { plan: planned.plan, caption, head };
  const [first, ...others] = faultsOf(question);
  if (first !== undefined) return { ok: false, faults: [first, ...others] };
  const figures = planned.plan.figures.map((figure) => withAttributes(figure, question));
  const plan = { ...planned.plan, figures };
  return { ...planned, plan, findings: [...planned.findings, ...assumedUnits({ plan, caption, head })] };
}

interface Question {
  readonly plan: TablePlan;
  readonly caption: CaptionAbove;
  readonly head: TableHead;
}

const NOTHING = { unit: null, measure: null, priceBasis: null };

function withAttributes(figure: FigureColumn, { plan, caption, head }: Question): FigureColumn {
  const indicator = indicatorOf(figure, plan, head.reference);
  const isMoney = indicator === null || head.reference.indicators.get(indicator.indicator)?.unitKind === "money";
  const measure = caption.growth === null || !isBare(figure) ? null : "growth_yoy";
  const priceBasis = isMoney && measure === null ? caption.priceBasis : null;
  if (measure === null && priceBasis === null) return figure;
  const above = { ...NOTHING, measure, priceBasis } as const;
  return { ...figure, attributes: mergeAttributes(above, figure.attributes ?? NOTHING) };
}

/** Nothing in its headings says whether it is a level or growth; a unit other than % says that it is a level. */
const isBare = ({ attributes }: FigureColumn) =>
  attributes === null || (attributes.measure === null && (attributes.unit === null || attributes.unit === "%"));

function faultsOf(question: Question): DecodeFault[] {
  const { caption, plan } = question;
  const faults = caption.unread
    .filter((unread) => isNeeded(unread, question))
    .map((unread) => refuse(unread, question));
  if (faults.length > 0) return faults;
  const { growth } = caption;
  if (growth !== null && plan.figures.some(isBare) && !hasColumn(plan, "measure") && !isAllGrowth(question))
    return [refuse({ about: "measure", cell: growth, text: growth.text }, question)];
  return unitsNotOfThis(question);
}

const hasColumn = (plan: TablePlan, field: string) => plan.columns.some((column) => column.field === field);

function isNeeded({ about }: Unread, question: Question): boolean {
  const { plan } = question;
  if (about === "forecast") return true;
  if (about === "period")
    return plan.constants.period !== undefined && !hasColumn(plan, "year") && plan.figures.every(lacksYear);
  if (about === "unit") return needingUnit(question).length > 0;
  const isSaid = hasColumn(plan, "measure") || plan.figures.some(({ attributes }) => attributes?.measure != null);
  return !isSaid && plan.figures.some(isBare);
}

const lacksYear = ({ fields }: FigureColumn) => fields.period === undefined && fields.year === undefined;

/** Above columns of which some say their measure, or rows that may, or beside another unit, growth is not that of all. */
function isAllGrowth({ plan, caption }: Question): boolean {
  const isSaid = plan.figures.some(({ attributes }) => attributes?.measure != null);
  return !isSaid && !hasColumn(plan, "indicator") && caption.units.every(({ code }) => code === "%");
}

function indicatorOf({ fields }: FigureColumn, { constants }: TablePlan, reference: ReferenceData) {
  const text = fields.indicator ?? constants.indicator;
  return text === undefined ? null : readIndicatorLabel(text, reference);
}

interface Needing {
  readonly figure: FigureColumn;
  /** Id; null where the rows name it. */
  readonly indicator: string | null;
}

/** Columns of levels whose unit nothing says but the caption, or nothing at all. */
function needingUnit({ plan, caption, head }: Question): Needing[] {
  if (hasColumn(plan, "unit") || plan.constants.unit !== undefined) return [];
  return plan.figures.flatMap((figure) => {
    const label = indicatorOf(figure, plan, head.reference);
    const unit = figure.attributes?.unit ?? label?.unit ?? null;
    const measure = figure.attributes?.measure ?? label?.measure ?? null;
    const isGrowth = measure === "growth_yoy" || (measure === null && caption.growth !== null && isBare(figure));
    return unit !== null || isGrowth ? [] : [{ figure, indicator: label?.indicator ?? null }];
  });
}

/** Of several units in one line a column takes the only one of its kind. */
function unitsNotOfThis(question: Question): DecodeFault[] {
  const { caption, head, plan } = question;
  if (caption.units.length < 2) return [];
  return needingUnit(question).flatMap(({ figure, indicator }) => {
    const kind = indicator === null ? undefined : head.reference.indicators.get(indicator)?.unitKind;
    const ofKind = caption.units.filter((unit) => unit.kind === kind).length;
    const kinds = new Set(caption.units.map((unit) => unit.kind)).size;
    if (indicator === null ? kinds === caption.units.length : ofKind === 1) return [];
    const codes = caption.units.map(({ code }) => code).join("、");
    return [
      decodeFault("TABLE_NOT_UNDERSTOOD", {
        ...at(placeOf(head.name, figure.column, plan.headingEnd)),
        field: "unit",
        zh: `表上写有单位 ${codes},不能确定该列用哪一个。请在列名中写明单位。`,
        en: `Above the table stand the units ${codes}; which of them this column is in is not known. Write it in the heading.`,
      }),
    ];
  });
}

const at = (place: string) => ({ path: place, place });

function refuse({ about, cell, text }: Unread, { head, plan }: Question): DecodeFault {
  const place = cell.locator === "" ? placeOf(head.name, 0, plan.headingEnd) : placeAt(head.name, cell.locator);
  const whereZh = cell.locator === "" ? "工作表名称" : "表上文字";
  const whereEn = cell.locator === "" ? "the sheet's name" : "the text above the table";
  const [zh, en] = REASONS[about];
  return decodeFault(about === "forecast" ? "VALUE_IS_FORECAST" : "TABLE_NOT_UNDERSTOOD", {
    ...at(place),
    field: about === "forecast" ? "value" : about,
    zh: `${whereZh}${quote(text)}${zh}`,
    en: `Of ${whereEn}, ${quote(text)} ${en}`,
  });
}

const placeAt = (table: string, locator: string) => (table === "" ? locator : `${table.slice(0, 100)}!${locator}`);

const REASONS: Readonly<Record<Unread["about"], readonly [zh: string, en: string]>> = {
  period: [
    "所说的时期不能确切读出,或与别处不一,整张表的时期不明。",
    "is no period that is read for certain, or differs from another: the period of the table is not known.",
  ],
  unit: [
    "所说的单位不能确切读出,或与别处不一。请在列名中写明单位。",
    "says a unit that is not read for certain, or that differs from another. Write the unit in the headings.",
  ],
  measure: [
    "不能确定各列是总量还是同比增速(%)。请在列名中写明。",
    "leaves open whether the columns are levels or growth in %. Write it in the headings.",
  ],
  forecast: ["表明数据是计划、目标或预计,不是实际数。", "says that the figures are planned or expected, not actual."],
};

/**
 * Where nothing anywhere says a unit the catalogue's holds: never without a word, but for a table of the submission's
 * own fields, whose unit may be left out as in JSON.
 */
function assumedUnits(question: Question): DecodedItem[] {
  const { caption, head, plan } = question;
  if (caption.units.length > 0 || plan.shape === "long") return [];
  return needingUnit(question).flatMap(({ figure, indicator }) => {
    const ids = indicator === null ? indicatorsOfRows(figure, question) : [indicator];
    const units = ids.flatMap((id) => {
      const found = head.reference.indicators.get(id);
      return found !== undefined && mayDiffer(found.unitKind, head.reference) ? [`${id} ${found.defaultUnit}`] : [];
    });
    if (units.length === 0) return [];
    const column = columnName(figure.column);
    const list = units.slice(0, 8).join("、");
    return [
      told("UNIT_ASSUMED", {
        place: placeOf(head.name, figure.column, plan.headingEnd),
        field: "unit",
        zh: `${column} 列没有写明单位,按目录的默认单位读取:${list}。`,
        en: `Nothing says the unit of column ${column}: the catalogue's is taken, ${list}.`,
      }),
    ];
  });
}

/** Of a kind with one unit, and of per cent, nothing is assumed. */
const mayDiffer = (kind: string, { units }: ReferenceData) =>
  kind !== "percent" && [...units.values()].filter((unit) => unit.kind === kind).length > 1;

/** Indicators that the first rows name without a unit, beside a figure without one. */
function indicatorsOfRows({ column }: FigureColumn, { plan, head }: Question): string[] {
  const source = plan.columns.find(({ field }) => field === "indicator");
  if (source === undefined) return [];
  const measure = plan.columns.find(({ field }) => field === "measure");
  const ids = head.rows.flatMap((row) => {
    const isLevel = measure === undefined || ["", "level"].includes(textOf(row, measure.column));
    if (row.number <= plan.headingEnd || !isLevel || !/^[-+]?[\d.,]+$/.test(textOf(row, column))) return [];
    const label = readIndicatorLabel(textOf(row, source.column), head.reference);
    return label === null || label.unit !== null || label.measure === "growth_yoy" ? [] : [label.indicator];
  });
  return [...new Set(ids)];
}
