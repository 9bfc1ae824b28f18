import { type Archive, broken } from "./open-archive.ts";
import { readStringTable } from "./read-string-table.ts";
import { NO_STYLES, readStyles, type Styles } from "./read-styles.ts";
import { attribute, readXml, type XmlEvent } from "./read-xml.ts";
import type { MarkedText } from "./rich-text.ts";

export interface SheetPart {
  readonly name: string;
  readonly part: string;
  readonly isHidden: boolean;
}

export interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly strings: readonly (string | MarkedText)[];
  readonly styles: Styles;
  /** Serial dates count from 1904, as in workbooks of old Macintoshes. */
  readonly is1904: boolean;
  /** Other workbooks that cells refer to. */
  readonly externalLinks: number;
}

/** The parts of a workbook beside its sheets' cells. @throws ArchiveFault */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const root = await readRelations(archive, "");
  const part = root.find(({ type }) => type === "officeDocument")?.part ?? "xl/workbook.xml";
  const relations = await readRelations(archive, part);
  const partOf = (type: string) => relations.find((relation) => relation.type === type)?.part;
  const { sheets, is1904 } = await readSheets(archive, part, relations);
  return {
    sheets,
    is1904,
    strings: await readPart(archive, partOf("sharedStrings"), readStringTable, []),
    styles: await readPart(archive, partOf("styles"), readStyles, NO_STYLES),
    externalLinks: relations.filter(({ type }) => type === "externalLink").length,
  };
}

async function readPart<Result>(
  archive: Archive,
  name: string | undefined,
  read: (events: AsyncIterable<XmlEvent[]>) => Promise<Result>,
  absent: Result,
): Promise<Result> {
  if (name === undefined) return absent;
  const chunks = archive.read(name);
  // Without its styles a date would be read as a number.
  if (chunks === null) throw broken(`there is no part ${name.slice(0, 100)}`);
  return await read(readXml(chunks));
}

interface Relation {
  readonly id: string;
  /** Last part of its address: `worksheet`; both editions of the standard end alike. */
  readonly type: string;
  readonly part: string;
}

async function readRelations(archive: Archive, of: string): Promise<Relation[]> {
  const [folder, file] = splitPath(of);
  const chunks = archive.read(`${folder}_rels/${file}.rels`);
  const relations: Relation[] = [];
  if (chunks === null) return relations;
  for await (const events of readXml(chunks)) {
    for (const event of events) {
      if (event.kind !== "open" || event.name !== "Relationship") continue;
      const { Id = "", Type = "", Target = "" } = event.attributes;
      relations.push({ id: Id, type: Type.slice(Type.lastIndexOf("/") + 1), part: resolvePath(folder, Target) });
    }
  }
  return relations;
}

async function readSheets(archive: Archive, part: string, relations: readonly Relation[]) {
  const chunks = archive.read(part);
  if (chunks === null) throw broken(`there is no part ${part}`);
  const sheets: SheetPart[] = [];
  let is1904 = false;
  for await (const events of readXml(chunks)) {
    for (const event of events) {
      if (event.kind !== "open") continue;
      if (event.name === "workbookPr") is1904 = /^(1|true)$/.test(event.attributes.date1904 ?? "");
      if (event.name !== "sheet") continue;
      const relation = relations.find(({ id }) => id === attribute(event.attributes, "id"));
      const { name = "", state = "" } = event.attributes;
      if (relation === undefined) throw broken(`there is no part for its sheet ${name.slice(0, 100)}`);
      // Charts have a sheet of their own, without cells.
      if (relation.type === "worksheet") sheets.push({ name, part: relation.part, isHidden: HIDDEN.has(state) });
    }
  }
  return { sheets, is1904 };
}

const HIDDEN: ReadonlySet<string> = new Set(["hidden", "veryHidden"]);

function splitPath(path: string): [folder: string, file: string] {
  const slash = path.lastIndexOf("/") + 1;
  return [path.slice(0, slash), path.slice(slash)];
}

/** `worksheets/sheet1.xml` seen from `xl/`, `/xl/worksheets/sheet1.xml`, `../x`. */
function resolvePath(folder: string, target: string): string {
  const path = target.startsWith("/") ? target.slice(1) : `${folder}${target}`;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
