import { type Finding, finding } from "../finding.ts";

export interface Duplicate {
  /** The row that had the coordinate first. */
  readonly firstRow: number;
  /** Whether that row has to be told as well: it is, once. */
  readonly firstRowIsNews: boolean;
}

/**
 * Rule 4: remembers which row had a coordinate first. 2021, 2021-Q4 ytd and 2021-12 ytd are one coordinate, since the
 * text is made of the resolved period. Which of two rows is right nobody can tell, so both are at fault.
 */
export function createDuplicateFinder(): (coordinate: string, row: number) => Duplicate | null {
  const firstRows = new Map<string, number>();
  const told = new Set<string>();
  return (coordinate, row) => {
    const firstRow = firstRows.get(coordinate);
    if (firstRow === undefined) {
      firstRows.set(coordinate, row);
      return null;
    }
    const firstRowIsNews = !told.has(coordinate);
    told.add(coordinate);
    return { firstRow, firstRowIsNews };
  };
}

/** The place of the other row is its cell in the file, where it has one. */
export function duplicateOf(otherRow: number, otherPlace: string | null): Finding {
  const [zh, en] = otherPlace === null ? ["", ""] : [`(${otherPlace})`, ` (${otherPlace})`];
  return finding("DUPLICATE_COORDINATE", {
    field: null,
    zh: `与第 ${otherRow} 行${zh}为同一指标、地区、期间与口径,无法判断以何者为准。`,
    en: `It is the same coordinate as row ${otherRow}${en}: which of the two is right cannot be told.`,
    suggestion: null,
  });
}
