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

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });
