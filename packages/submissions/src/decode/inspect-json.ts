export interface JsonInspection {
  /** Deepest nesting of objects and arrays. */
  readonly depth: number;
  /** Keys that are written, counted with every repetition. */
  readonly keys: number;
  /** Whether a number is written with more digits than every double keeps. */
  readonly hasLongNumber: boolean;
  /** Whether a string escapes half of a surrogate pair, or a whole one. */
  readonly hasSurrogateEscape: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const MAX_EXACT_CHARS = 15;

/**
 * One pass over text that is to be parsed as JSON, for what `JSON.parse` does not tell: how deep it nests, whether a
 * key was written twice, whether a number lost digits. It judges only text that parses; strings are skipped by search.
 */
export function inspectJson(text: string): JsonInspection {
  let depth = 0;
  let deepest = 0;
  let keys = 0;
  let numberChars = 0;
  let hasLongNumber = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char >= 0x30 && char <= 0x39) {
      numberChars += 1;
      if (numberChars > MAX_EXACT_CHARS) hasLongNumber = true;
      continue;
    }
    // A point and an exponent go on with the number; its digits are counted together.
    if (char === 0x2e || char === 0x65 || char === 0x45) continue;
    numberChars = 0;
    if (char === QUOTE) at = endOfString(text, at);
    else if (char === COLON) keys += 1;
    else if (char === 0x7b || char === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (char === 0x7d || char === 0x5d) depth -= 1;
  }
  return { depth: deepest, keys, hasLongNumber, hasSurrogateEscape: /\\u[dD][89abAB-Fc-f]/.test(text) };
}

/** Index of the quotation mark that ends the string which starts at `start`; the text's end where none does. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}
