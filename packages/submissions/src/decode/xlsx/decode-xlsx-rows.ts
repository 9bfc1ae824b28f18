import { quote } from "../../finding.ts";
import { collectChunks } from "../bounded-chunks.ts";
import { matchesPattern } from "../choose-feed.ts";
import type { DecodedItem, DecodeQuestion } from "../decode-rows.ts";
import { fatalFault, told } from "../item.ts";
import { readTable } from "../table/read-table.ts";
import { type Archive, ArchiveFault, broken, openArchive } from "./open-archive.ts";
import { readMergedCells } from "./read-merged-cells.ts";
import { readSheet } from "./read-sheet.ts";
import { readWorkbook, type SheetPart, type Workbook } from "./read-workbook.ts";
import { refuseWorkbook } from "./refuse-workbook.ts";

/**
 * The tables of a workbook, one sheet after the other. The file is held as it was sent, since its directory stands at
 * its end; its parts are unpacked and parsed as they are read, and the texts that cells share are held too. Hidden
 * sheets are read only where the feed names them.
 */
export async function* decodeXlsxRows(
  chunks: AsyncIterable<Uint8Array>,
  question: DecodeQuestion,
): AsyncGenerator<DecodedItem> {
  const bytes = await collectChunks(chunks);
  try {
    const refused = refuseWorkbook(bytes);
    if (refused !== null) return yield fatalFault("unreadable", refused);
    const archive = await openArchive(bytes, question.limits.maxFileBytes);
    const refusedParts = refuseWorkbook(bytes, archive.names);
    if (refusedParts !== null) return yield fatalFault("unreadable", refusedParts);
    const book = await readWorkbook(archive);
    if (book.externalLinks > 0) yield externalLinks(book.externalLinks);
    for (const sheet of book.sheets) yield* readOne(sheet, { archive, book, question });
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    yield fatalFault(error.outcome, error.fault);
  }
}

interface OpenWorkbook {
  readonly archive: Archive;
  readonly book: Workbook;
  readonly question: DecodeQuestion;
}

async function* readOne(
  { name, part, isHidden }: SheetPart,
  { archive, book, question }: OpenWorkbook,
): AsyncGenerator<DecodedItem> {
  const wanted = question.feed?.table?.sheets ?? [];
  const isNamed = wanted.some((pattern) => matchesPattern(name, pattern));
  if (wanted.length > 0 && !isNamed) return yield notNamed(name);
  if (isHidden) yield hiddenSheet(name, isNamed);
  if (isHidden && !isNamed) return;
  const scanned = archive.scan(part);
  if (scanned === null) throw withoutPart(name);
  const merged = await readMergedCells(scanned);
  const chunks = archive.read(part);
  if (chunks === null) throw withoutPart(name);
  if (merged.length > 0) yield mergedCells(name, merged.length);
  const footnotes = new Footnotes();
  const onFootnote = footnotes.add.bind(footnotes);
  yield* readTable(readSheet(name, chunks, { book, merged, onFootnote }), question);
  if (footnotes.count > 0) yield footnotesDropped(footnotes);
}

const MAX_NAMED = 8;

/** The first few footnote marks of a sheet that were left out of its labels, and how many there were. */
class Footnotes {
  readonly named: string[] = [];
  place = "";
  count = 0;

  add(place: string, mark: string): void {
    if (this.count === 0) this.place = place;
    if (this.named.length < MAX_NAMED) this.named.push(`${place.slice(place.lastIndexOf("!") + 1)} ${mark}`);
    this.count += 1;
  }
}

const footnotesDropped = ({ named, place, count }: Footnotes) =>
  told("FOOTNOTE_NOT_READ", {
    place,
    field: null,
    zh: `有 ${count} 个文字单元格带上标脚注号(${named.join("、")}):脚注号不算作文字,脚注内容未读取。`,
    en: `${count} cells of text carry a raised footnote mark (${named.join(", ")}): it is no part of the text, and what the note says was not read.`,
  });

const withoutPart = (name: string) => broken(`there is no part for its sheet ${name.slice(0, 100)}`);

const placeOfSheet = (name: string) => `${name.slice(0, 100)}!A1`;

const hiddenSheet = (name: string, isRead: boolean) =>
  told("HIDDEN_CELLS", {
    place: placeOfSheet(name),
    field: null,
    zh: `工作表${quote(name)}是隐藏的,${isRead ? "因数据源映射指名,已读取" : "未读取"}。`,
    en: `The sheet ${quote(name)} is hidden; it is ${isRead ? "read, since the feed names it" : "not read"}.`,
  });

const notNamed = (name: string) =>
  told("TEXT_PASSED_OVER", {
    place: placeOfSheet(name),
    field: null,
    zh: `数据源映射未指名工作表${quote(name)},未读取。`,
    en: `The feed does not name the sheet ${quote(name)}: it is not read.`,
  });

const mergedCells = (name: string, count: number) =>
  told("MERGED_CELLS_FILLED", {
    place: placeOfSheet(name),
    field: null,
    zh: `工作表${quote(name)}有 ${count} 处合并单元格:表头和标签用于所覆盖的各格,数据只计一次。`,
    en: `The sheet ${quote(name)} has ${count} merged cells: as headings and labels they hold for all they cover, as figures once.`,
  });

const externalLinks = (count: number) =>
  told("EXTERNAL_LINKS", {
    field: null,
    zh: `工作簿引用了 ${count} 个其他工作簿:不予打开,取单元格中保存的结果。`,
    en: `The workbook refers to ${count} others: they are not opened, and what its cells last came to is taken.`,
  });
