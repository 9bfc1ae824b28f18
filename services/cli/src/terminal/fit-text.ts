import stringWidth from "string-width";

const ELLIPSIS = "…";

/** The text in exactly `width` columns, or cut with an ellipsis. A Chinese character takes two columns. */
export function padText(text: string, width: number, align: "left" | "right" = "left"): string {
  const blanks = " ".repeat(Math.max(0, width - stringWidth(text)));
  return align === "left" ? `${text}${blanks}` : `${blanks}${text}`;
}

/** The text without colours in at most `width` columns, with an ellipsis where something was cut off. */
export function cutText(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = "";
  let taken = 0;
  for (const { segment } of graphemes.segment(text)) {
    taken += stringWidth(segment);
    if (taken > width - 1) break;
    kept += segment;
  }
  return `${kept}${ELLIPSIS}`;
}

/**
 * The text in lines of at most `width` columns; Chinese breaks between words, and no line begins with a mark that closes
 * the one before: it hangs over by its own width.
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const { segment } of words.segment(text)) {
    const isFull = stringWidth(line) + stringWidth(segment) > width;
    if (line !== "" && isFull && !CLOSING.test(segment)) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += line === "" ? segment.trimStart() : segment;
  }
  return [...lines, line.trimEnd()];
}

const CLOSING = /^[，。、；：！？）》”’,.;:!?)]$/u;
const words = new Intl.Segmenter("zh", { granularity: "word" });
const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });
