import type { RowFields } from "../decode-rows.ts";
import type { SdmxFact } from "./sdmx-fact.ts";
import { readFigureOf } from "./sdmx-figure.ts";
import { componentText, readField, type SdmxMapping } from "./sdmx-mapping.ts";
import { readSdmxPeriod } from "./sdmx-period.ts";
import type { UnitReader } from "./sdmx-unit.ts";

/** Fields that go into a row as they are read. */
const PLAIN = [
  "indicator",
  "measure",
  "accumulation",
  "priceBasis",
  "caliber",
  "releasedAt",
  "citation",
  "note",
] as const;

/** The row that a fact means. Fields that it says nothing of are left out. */
export function rowOf(fact: SdmxFact, mapping: SdmxMapping, readUnit: UnitReader): RowFields {
  const row: RowFields = {};
  for (const field of PLAIN) put(row, field, readField(field, mapping, fact));
  const { value, status } = figureOf(fact, mapping);
  row.value = value;
  put(row, "region", regionOf(fact, mapping));
  put(row, "period", periodOf(fact, mapping));
  if (fact.action !== "D") put(row, "unit", unitOf(fact, mapping, { row, readUnit }));
  put(row, "status", status);
  put(row, "explanation", explanationOf(fact, mapping));
  return row;
}

function put(row: RowFields, field: keyof RowFields, text: string | undefined): void {
  if (text !== undefined) row[field] = text;
}

function figureOf(fact: SdmxFact, mapping: SdmxMapping) {
  const origin = mapping.get("value");
  return readFigureOf({
    action: fact.action,
    text: origin?.from === "component" ? mapped(fact.components.get(origin.id), origin.codes) : origin?.value,
    status: readField("status", mapping, fact),
    isStatusOfFigure: mapping.get("status")?.from === "component",
    confidentiality: componentText("CONF_STATUS", fact) ?? componentText("OBS_CONF", fact),
  });
}

/** A feed may say that a code such as `:` is a blank. */
const mapped = (text: string | undefined, codes: Readonly<Record<string, string>> | undefined) =>
  text !== undefined && codes !== undefined && Object.hasOwn(codes, text) ? codes[text] : text;

function regionOf(fact: SdmxFact, mapping: SdmxMapping): string | undefined {
  const region = readField("region", mapping, fact);
  const parent = readField("regionParent", mapping, fact);
  return parent === undefined || region === undefined ? region : `${parent}/${region}`;
}

/** The frequency stands in FREQ, or freq as Eurostat writes it, where it does not speak for itself. */
function periodOf(fact: SdmxFact, mapping: SdmxMapping): string | undefined {
  const year = readField("year", mapping, fact);
  const month = readField("month", mapping, fact);
  const period = readField("period", mapping, fact);
  const freq = componentText("FREQ", fact) ?? componentText("freq", fact);
  const hints = { freq, timeFormat: componentText("TIME_FORMAT", fact) };
  if (year === undefined) return period === undefined ? undefined : readSdmxPeriod(period, hints);
  if (month !== undefined) return `${year}-${month.padStart(2, "0")}`;
  return period === undefined ? year : `${year}年${period}`;
}

function unitOf(
  fact: SdmxFact,
  mapping: SdmxMapping,
  { row, readUnit }: { readonly row: RowFields; readonly readUnit: UnitReader },
): string | undefined {
  const origin = mapping.get("unit");
  const multiplierId = origin?.from === "component" ? origin.multiplier : undefined;
  return readUnit({
    unit: readField("unit", mapping, fact),
    multiplier: multiplierId === undefined ? undefined : componentText(multiplierId, fact),
    indicator: textOf(row.indicator),
    measure: textOf(row.measure),
  });
}

const textOf = (value: string | number | null | undefined) => (typeof value === "string" ? value : undefined);

/**
 * A withdrawal is explained by the feed's component, else the file's COMMENT, else the feed's constant, which is said of
 * withdrawals alone: on every row it would silence the rules that ask for an explanation. A dash only marks a deletion.
 */
function explanationOf(fact: SdmxFact, mapping: SdmxMapping): string | undefined {
  const isConstant = mapping.get("explanation")?.from === "constant";
  const said = readField("explanation", mapping, fact);
  if (fact.action !== "D") return isConstant ? undefined : said;
  const comment = componentText("COMMENT", fact);
  return (isConstant ? [comment, said] : [said, comment]).find((text) => text !== undefined && text !== "-");
}
