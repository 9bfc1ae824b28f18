import { type ArchivePart, writeArchive } from "../../contract/feeds/write-archive.ts";
import type { FuzzInput, WrittenFigure } from "../fuzz-input.ts";
import type { Random } from "../random.ts";
import { tableOf, type WrittenTable } from "./table-of.ts";

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** One or two tables as a workbook. */
export function writeXlsx(random: Random): FuzzInput {
  const { parts, figures, isValid, kind } = randomWorkbook(random);
  return { format: "xlsx", kind, bytes: writeArchive(parts), figures, isValid };
}

export interface WrittenWorkbook {
  readonly parts: readonly ArchivePart[];
  readonly figures: readonly WrittenFigure[];
  readonly isValid: boolean;
  readonly kind: string;
}

export function randomWorkbook(random: Random): WrittenWorkbook {
  const tables = Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => tableOf(random));
  const [first] = tables;
  const names = tables.map((_, index) => `表${index + 1}`);
  const strings: string[] = [];
  const sheets = tables.map((table) => sheetOf(random, table, strings));
  const shared = strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("");
  const ids = names.map((_, index) => index + 1);
  const parts: ArchivePart[] = [
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns:r="${RELATIONS}"><sheets>${ids.map((id) => `<sheet name="${names[id - 1]}" sheetId="${id}" r:id="rId${id}"/>`).join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `<Relationships>${ids.map((id) => `<Relationship Id="rId${id}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${id}.xml"/>`).join("")}<Relationship Id="rId9" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    { name: "xl/sharedStrings.xml", content: `<sst>${shared}</sst>` },
    ...sheets.map((content, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, content })),
  ];
  const figures = tables.flatMap(({ figures }, index) =>
    figures.map((figure) => ({ ...figure, place: `${names[index]}!${figure.place}` })),
  );
  // The second table's figures may be those of the first again.
  const isValid = tables.length === 1 && first?.isValid === true;
  return { parts, figures: tables.length === 1 ? figures : unique(figures), isValid, kind: first?.kind ?? "long" };
}

/** Values that two sheets share cannot be told apart by their value. */
function unique(figures: readonly WrittenFigure[]): WrittenFigure[] {
  const counts = new Map<string, number>();
  for (const { value } of figures) counts.set(value, (counts.get(value) ?? 0) + 1);
  return figures.filter(({ value }) => counts.get(value) === 1);
}

function sheetOf(random: Random, { rows }: WrittenTable, strings: string[]): string {
  const areReferred = random.chance(0.5);
  const cell = (text: string, reference: string) => {
    const r = areReferred ? ` r="${reference}"` : "";
    if (text === "") return areReferred ? "" : "<c/>";
    if (/^\d{1,12}(\.\d)?$/.test(text) && random.chance(0.8)) return `<c${r}><v>${text}</v></c>`;
    if (random.chance(0.5)) return `<c${r} t="s"><v>${strings.push(text) - 1}</v></c>`;
    return `<c${r} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
  };
  const lines = rows.map((row, index) =>
    row === null
      ? ""
      : `<row r="${index + 1}">${row.map((text, column) => cell(text, `${String.fromCharCode(65 + column)}${index + 1}`)).join("")}</row>`,
  );
  return `<worksheet><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
