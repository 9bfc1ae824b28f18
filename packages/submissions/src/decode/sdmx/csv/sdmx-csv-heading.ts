import { quote } from "../../../finding.ts";
import { bounded, MAX_COMPONENTS } from "../sdmx-limits.ts";
import { notSdmx, SdmxRefused } from "../sdmx-refused.ts";

/** What a column holds. `label` is the column of the names beside it, `isBoth` that code and name share its cells. */
export interface SdmxColumn {
  readonly id: string;
  readonly index: number;
  readonly label: number | null;
  readonly isBoth: boolean;
}

export interface SdmxCsvHeading {
  readonly width: number;
  readonly structure: number;
  readonly action: number | null;
  readonly components: readonly SdmxColumn[];
}

const FIXED: ReadonlySet<string> = new Set([
  "STRUCTURE",
  "STRUCTURE_ID",
  "STRUCTURE_NAME",
  "DATAFLOW",
  "ACTION",
  "SERIES_KEY",
  "OBS_KEY",
]);

/**
 * The columns of SDMX-CSV 1.0 (DATAFLOW) or 2.x (STRUCTURE, STRUCTURE_ID), by its three ways to name things: ids
 * alone; `ID: Name` in one column, codes alike; or, with STRUCTURE_NAME, each column followed by one of names.
 * @throws SdmxRefused where no column says which structure the rows are of, or two hold one component.
 */
export function readSdmxCsvHeading(cells: readonly string[]): SdmxCsvHeading {
  bounded(cells.length, 2 * MAX_COMPONENTS, { zh: "列数", en: "Columns" });
  const names = cells.map((cell) => cell.trim().replace(/^STRUCTURE\[.*\]$/, "STRUCTURE"));
  const structure = names.indexOf(names.includes("STRUCTURE") ? "STRUCTURE_ID" : "DATAFLOW");
  if (structure < 0) throw withoutStructure(names);
  const action = names.indexOf("ACTION");
  const components = componentsOf(names, names.includes("STRUCTURE_NAME"));
  const seen = new Set<string>();
  for (const { id } of components) {
    if (seen.has(id)) throw repeated(id);
    seen.add(id);
  }
  return { width: cells.length, structure, action: action < 0 ? null : action, components };
}

const ID = /^[A-Za-z_][A-Za-z0-9_@$.-]*(\[.*\])?$/;
const BOTH = /^([A-Za-z_][A-Za-z0-9_@$.-]*)(?:\[.*\])?: /;

function componentsOf(names: readonly string[], areNamesBeside: boolean): SdmxColumn[] {
  const columns: SdmxColumn[] = [];
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? "";
    if (FIXED.has(name)) continue;
    const both = BOTH.exec(name);
    const isPair = areNamesBeside && ID.test(name) && index + 1 < names.length;
    const id = both?.[1] ?? name.replace(/\[.*\]$/, "");
    columns.push({ id, index, label: isPair ? index + 1 : null, isBoth: both !== null });
    if (isPair) index += 1;
  }
  return columns;
}

/** Letters of a column as a spreadsheet shows them, counted from 0. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

function withoutStructure(names: readonly string[]): SdmxRefused {
  const isSecond = names.includes("STRUCTURE");
  const [zh, en] = isSecond
    ? ["缺少 STRUCTURE_ID 列", "the column STRUCTURE_ID is missing"]
    : [
        "缺少 STRUCTURE 与 STRUCTURE_ID 列(2.x)或 DATAFLOW 列(1.0)",
        "it has neither STRUCTURE and STRUCTURE_ID (2.x) nor DATAFLOW (1.0)",
      ];
  return notSdmx({
    place: "A1",
    zh: `这不是 SDMX-CSV:${zh},无法得知各行属于哪个结构。首列为 ${quote(names[0] ?? "")}。`,
    en: `This is not SDMX-CSV: ${en}, so nothing says which structure the rows are of. Its first column is ${quote(names[0] ?? "")}.`,
  });
}

function repeated(id: string): SdmxRefused {
  return new SdmxRefused("misshapen", "FIELD_DUPLICATE", {
    path: id.slice(0, 128),
    zh: `有两列都是 ${quote(id)}。`,
    en: `Two columns are both ${quote(id)}.`,
  });
}
