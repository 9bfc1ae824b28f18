const DELIMITERS = ["\t", ";", ","] as const;
const LINES_LOOKED_AT = 20;

export type Delimiter = (typeof DELIMITERS)[number];

/**
 * What separates the cells: the sign by which most of the first lines have one and the same number of cells, which
 * commas inside of figures do not give. Signs within quotation marks do not count.
 */
export function findDelimiter(beginning: string): Delimiter {
  const lines = linesOf(beginning);
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: score(lines, delimiter) }));
  return scores.reduce((best, other) => (other.score > best.score ? other : best), {
    delimiter: ",",
    score: 0,
  } as const).delimiter;
}

/** Lines in which each quoted part is a Q. */
function linesOf(text: string): string[] {
  const plain = text.replace(/"(?:[^"]|"")*"/gu, "Q");
  return plain
    .split(/\r\n|\n|\r/u)
    .filter((line) => line.trim() !== "")
    .slice(0, LINES_LOOKED_AT);
}

function score(lines: readonly string[], delimiter: Delimiter): number {
  const frequency = new Map<number, number>();
  for (const line of lines) {
    const cells = line.split(delimiter).length;
    if (cells > 1) frequency.set(cells, (frequency.get(cells) ?? 0) + 1);
  }
  return Math.max(0, ...frequency.values());
}
