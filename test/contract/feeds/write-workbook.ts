import { type ArchivePart, writeArchive } from "./write-archive.ts";

export interface WrittenSheet {
  readonly name: string;
  /** Content of the worksheet element: `<sheetData>...`. */
  readonly content: string;
  readonly state?: "hidden" | "veryHidden";
}

export interface WorkbookDetail {
  readonly styles?: string;
  readonly is1904?: boolean;
  /** Parts beside the workbook's own, and relations to them. */
  readonly parts?: readonly ArchivePart[];
  readonly relations?: string;
}

/** The smallest workbook that holds these sheets. */
export function writeWorkbook(sheets: readonly WrittenSheet[], detail: WorkbookDetail = {}): Buffer {
  const { styles, is1904 = false, parts = [], relations = "" } = detail;
  const list = sheets.map(
    ({ name, state = "visible" }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
  );
  const own = sheets.map(
    (_, index) => `<Relationship Id="rId${index + 1}" Type="x/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const ofStyles = styles === undefined ? "" : '<Relationship Id="rIdS" Type="x/styles" Target="styles.xml"/>';
  return writeArchive([
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns:r="x"><workbookPr date1904="${is1904}"/><sheets>${list.join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `<Relationships>${own.join("")}${ofStyles}${relations}</Relationships>`,
    },
    ...sheets.map(({ content }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: `<worksheet>${content}</worksheet>`,
    })),
    ...(styles === undefined ? [] : [{ name: "xl/styles.xml", content: styles }]),
    ...parts,
  ]);
}

/** Rows of cells: a number as it is stored, a text in quotation marks before it, else XML of the cell itself. */
export function sheetData(rows: readonly (readonly string[])[]): string {
  const written = rows.map((cells) => `<row>${cells.map(cell).join("")}</row>`);
  return `<sheetData>${written.join("")}</sheetData>`;
}

function cell(text: string): string {
  if (text.startsWith("<c")) return text;
  if (text === "") return "<c/>";
  return /^-?[\d.]+$/.test(text)
    ? `<c><v>${text}</v></c>`
    : `<c t="inlineStr"><is><t>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</t></is></c>`;
}
