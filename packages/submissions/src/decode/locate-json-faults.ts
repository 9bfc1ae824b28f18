import { endOfString } from "./inspect-json.ts";

export interface JsonPlace {
  /** `observations[2].value` */
  readonly path: string;
  /** Row, counted from 1, where the place lies in one. */
  readonly row: number | null;
  readonly field: string | null;
}

export interface JsonFaults {
  readonly repeatedKeys: readonly JsonPlace[];
  readonly longNumbers: readonly (JsonPlace & { readonly text: string })[];
}

interface Level {
  readonly keys: Set<string> | null;
  key: string;
  index: number;
}

const NUMBER = /-?\d[\d.eE+-]*/y;
const EXACT_DIGITS = 15;

/** Where keys are written twice and numbers are too long to be exact. Walks text that `JSON.parse` has accepted. */
export function locateJsonFaults(text: string): JsonFaults {
  const levels: Level[] = [];
  const repeatedKeys: JsonPlace[] = [];
  const longNumbers: (JsonPlace & { text: string })[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    const level = levels.at(-1);
    if (char === '"') {
      const end = endOfString(text, at);
      if (level !== undefined && isKey(text, end)) {
        level.key = JSON.parse(text.slice(at, end + 1)) as string;
        if (level.keys?.has(level.key)) repeatedKeys.push(placeOf(levels));
        level.keys?.add(level.key);
      }
      at = end;
    } else if (char === "{") levels.push({ keys: new Set(), key: "", index: 0 });
    else if (char === "[") levels.push({ keys: null, key: "", index: 0 });
    else if (char === "}" || char === "]") levels.pop();
    else if (char === "," && level !== undefined) level.index += 1;
    else if (char === "-" || (char !== undefined && char >= "0" && char <= "9")) {
      NUMBER.lastIndex = at;
      const number = NUMBER.exec(text)?.[0] ?? char;
      if (losesDigits(number)) longNumbers.push({ ...placeOf(levels), text: number });
      at += number.length - 1;
    }
  }
  return { repeatedKeys, longNumbers };
}

function isKey(text: string, endOfString: number): boolean {
  let at = endOfString + 1;
  while (" \n\r\t".includes(text[at] ?? "x")) at += 1;
  return text[at] === ":";
}

function placeOf(levels: readonly Level[]): JsonPlace {
  let path = "";
  for (const { keys, key, index } of levels) path += keys === null ? `[${index}]` : path === "" ? key : `.${key}`;
  const [root, rows, row] = levels;
  const isInRow = root?.key === "observations" && rows?.keys === null;
  return { path, row: isInRow ? rows.index + 1 : null, field: (isInRow ? row : root)?.key ?? null };
}

function losesDigits(number: string): boolean {
  const [mantissa = ""] = number.split(/[eE]/);
  const digits = mantissa.replace(/[-.]/g, "").replace(/^0+/, "").replace(/0+$/, "");
  return digits.length > EXACT_DIGITS;
}
