import { columnIndex } from "../table/table-row.ts";
import { broken } from "./open-archive.ts";

/** A range of cells that is shown as one; rows from 1, columns from 0, both ends included. */
export interface MergedCells {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const END_OF_CELLS = /<\/(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\s*\/>/;
const LONGEST_END = 80;
/** No further than to the next tag: else a tail of openings alone would be gone through once for each. */
const MERGED = /<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/gi;
const MAX_TAG_CHARS = 4 * 1024 * 1024;
const MAX_MERGED = 20_000;

/**
 * The merged cells of a sheet, by their first row. They stand behind all its cells, and are needed before them: so the
 * part is unpacked twice, the first time without being parsed. What else stands there, such as a link for each cell,
 * is passed over as it comes. @throws ArchiveFault
 */
export async function readMergedCells(chunks: AsyncIterable<Uint8Array>): Promise<MergedCells[]> {
  const merged: MergedCells[] = [];
  let held = "";
  let isBehind = false;
  for await (const chunk of chunks) {
    // Everything that is looked for is ASCII: a byte is a character.
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1");
    const hasTag = text.includes("<");
    held += text;
    if (!isBehind) {
      const end = END_OF_CELLS.exec(held);
      isBehind = end !== null;
      held = end === null ? held.slice(-LONGEST_END) : held.slice(end.index);
    }
    if (held.length > MAX_TAG_CHARS) throw broken("too much stands behind its cells");
    if (!isBehind || !hasTag) continue;
    const lastTag = held.lastIndexOf("<");
    addMerged(merged, held.slice(0, lastTag));
    held = held.slice(lastTag);
  }
  if (isBehind) addMerged(merged, held);
  return merged.sort((one, other) => one.top - other.top);
}

function addMerged(merged: MergedCells[], tags: string): void {
  for (const [, left = "", top, right = "", bottom] of tags.matchAll(MERGED)) {
    if (merged.length === MAX_MERGED) throw broken(`more than ${MAX_MERGED} merged cells`);
    merged.push({
      top: Number(top),
      bottom: Number(bottom),
      left: columnIndex(left.toUpperCase()),
      right: columnIndex(right.toUpperCase()),
    });
  }
}
