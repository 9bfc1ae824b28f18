import { normaliseName, type ReferenceData } from "@yardstick/contracts";
import { memoise } from "../../memoise.ts";
import { type IndicatorLabel, type LabelAttributes, readIndicatorLabel } from "../../normalise/read-indicator-label.ts";
import { readRegionName, regionOfCode } from "../../normalise/read-region-name.ts";
import type { RowFields } from "../decode-rows.ts";
import { mergeAttributes } from "./read-heading.ts";
import type { FieldTexts, FigureColumn, TablePlan } from "./table-plan.ts";

export type ComposeRow = (figure: FigureColumn, own: FieldTexts, value: string | null) => RowFields;

/**
 * The fields of one figure, out of what holds for its table, its row and its column, the nearer going before. Parts
 * that a table keeps apart are joined: a region behind its parent, a month behind its year. An indicator is handed over
 * as it is written, but where headings beside it say its unit or measure: then by its id, with what all say together.
 */
export function composeRow({ constants, captionUnits }: TablePlan, reference: ReferenceData): ComposeRow {
  const readLabel = memoise((text: string) => ({ label: readIndicatorLabel(text, reference) }));
  return (figure, own, value) => {
    const { regionParent, year, month, region, period, ...others } = { ...constants, ...own, ...figure.fields };
    const { label } = others.indicator === undefined ? { label: null } : readLabel(others.indicator);
    const said = attributesOf(label, figure.attributes);
    const isJoined = figure.attributes !== null && hasAny(figure.attributes);
    const unit = others.unit ?? said?.unit ?? captionUnit(label, said);
    return {
      ...others,
      ...defined("indicator", isJoined ? (label?.indicator ?? others.indicator) : others.indicator),
      ...defined("region", joinRegion(regionParent, region)),
      ...defined("period", joinPeriod({ period, year, month })),
      value,
      ...defined("unit", unit),
      ...(isJoined ? defined("measure", others.measure ?? said?.measure) : {}),
      ...(isJoined ? defined("priceBasis", others.priceBasis ?? said?.priceBasis) : {}),
    };
  };

  /**
   * A unit above the table is that of levels; several are told apart by the kind of the indicator. Where they cannot
   * be, all are handed over, which the validator refuses: the default would be a guess.
   */
  function captionUnit(label: IndicatorLabel | null, said: LabelAttributes | null): string | undefined {
    if (said?.measure === "growth_yoy") return undefined;
    if (captionUnits.length === 1) return captionUnits[0]?.code;
    const kind = label === null ? undefined : reference.indicators.get(label.indicator)?.unitKind;
    const [only, ...more] = captionUnits.filter((unit) => unit.kind === kind);
    if (only !== undefined && more.length === 0) return only.code;
    return captionUnits.length === 0 ? undefined : captionUnits.map(({ code }) => code).join("、");
  }
}

function attributesOf(label: IndicatorLabel | null, column: LabelAttributes | null): LabelAttributes | null {
  if (label === null || column === null) return label ?? column;
  return mergeAttributes(label, column);
}

const hasAny = ({ unit, measure, priceBasis }: LabelAttributes) =>
  unit !== null || measure !== null || priceBasis !== null;

const defined = <Field extends string>(field: Field, text: string | null | undefined) =>
  (text === undefined || text === null ? {} : { [field]: text }) as Partial<Record<Field, string>>;

/**
 * One region of the texts of several columns, a code behind the names, so that the validator refuses what is not the
 * same region or one below it. A code that agrees
 * with all is handed over alone.
 */
export function regionPath(texts: readonly string[], reference: ReferenceData): string {
  const [first = "", ...others] = texts;
  if (others.length === 0) return first;
  const code = texts.find((text) => regionOfCode(text, reference) !== null);
  const path = (parts: readonly string[]) => parts.reduce((parent, region) => joinRegion(parent, region) ?? "");
  if (code === undefined) return path(texts);
  const names = texts.filter((text) => text !== code);
  const reads = (parts: readonly string[]) => "region" in readRegionName(path(parts), reference);
  if (names.length === 0 || reads([...names, code])) return code;
  // A contradiction is told with what the name is; a city's code before its county's name would be none.
  return path(reads([code, ...names]) ? [...names, code] : [code, ...names]);
}

function joinRegion(parent: string | undefined, region: string | undefined): string | undefined {
  if (parent === undefined || region === undefined) return region ?? parent;
  return normaliseName(parent) === normaliseName(region) ? region : `${parent}/${region}`;
}

/** `2021` and `6`, `2021年` and `1-6月`; a period beside a month lends its year. */
function joinPeriod({ period, year, month }: Readonly<Record<string, string | undefined>>): string | undefined {
  const whole = year ?? period;
  if (month === undefined || whole === undefined) return whole ?? month;
  const digits = /^\D*(\d{4})/.exec(whole.normalize("NFKC"))?.[1] ?? whole;
  return `${digits}年${/^\d{1,2}$/.test(month) ? `${month}月` : month}`;
}
