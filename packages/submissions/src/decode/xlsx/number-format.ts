import { classifyFormat, type NumberForm } from "./classify-format.ts";

/** What a cell's number format makes of its number. */
export interface NumberFormat {
  /** Of its first section: whether it shows a number at all. */
  readonly form: NumberForm;
  /** In their order, at most four; none where a number is shown plainly. */
  readonly sections: readonly FormatSection[];
}

export interface FormatSection {
  readonly form: NumberForm;
  readonly condition: Condition | null;
  /** What a person sees before and behind the digits, without spaces at the ends. */
  readonly before: string;
  readonly after: string;
  /** Room alone, `??`, shows nothing of a zero. */
  readonly hasDigits: boolean;
  /** Something stands between the digits: `0!.0` shows 12345 as 1234.5. */
  readonly isCut: boolean;
  /** It has the filling or the room for digits of an accounting format: `_ * "-"??_ `. */
  readonly isAligned: boolean;
}

export interface Condition {
  readonly operator: string;
  readonly value: number;
}

export const PLAIN_NUMBER: NumberFormat = { form: "number", sections: [] };

/** @param code of the workbook's own formats; those without one are fixed by the standard. */
export function readNumberFormat(id: number, code: string | undefined): NumberFormat {
  const form = classifyFormat(id, code);
  if (code === undefined) return LOCAL_CURRENCY.has(id) ? OF_SOME_CURRENCY : { form, sections: [] };
  if (!SHOWS_DIGITS.has(form)) return { form, sections: [] };
  const [first = [], ...others] = sectionsOf(code);
  // A format of texts alone shows a number as it is.
  if (others.length === 0 && (first.length === 0 || first.join("") === "@")) return { form, sections: [] };
  return { form, sections: [first, ...others].map(readSection) };
}

const SHOWS_DIGITS: ReadonlySet<NumberForm> = new Set(["number", "percent", "scaled"]);
const TOKEN = /"[^"]*(?:"|$)|[\\!_*].|\[[^\]]*\]|general|g\/通用格式|e[+-](?=[0#?])|./gisu;

function sectionsOf(code: string): string[][] {
  const sections: string[][] = [[]];
  for (const token of code.match(TOKEN) ?? []) {
    if (token === ";") sections.push([]);
    else sections.at(-1)?.push(token);
  }
  return sections;
}

function readSection(tokens: readonly string[]): FormatSection {
  const parts = ["", "", ""] as [before: string, within: string, after: string];
  const first = tokens.findIndex(isDigit);
  const last = tokens.findLastIndex(isDigit);
  let condition: Condition | null = null;
  for (const [index, token] of tokens.entries()) {
    condition ??= conditionOf(token);
    const part = first < 0 || index < first ? 0 : index < last ? 1 : 2;
    parts[part] += literalOf(token);
  }
  return {
    form: classifyFormat(0, tokens.join("")),
    condition,
    before: parts[0].trim(),
    after: parts[2].trim(),
    hasDigits: tokens.some((token) => isDigit(token) && token !== "?"),
    isCut: parts[1].trim().replace("/", "") !== "",
    isAligned: tokens.some((token) => token === "?" || (token.length > 1 && token.startsWith("*"))),
  };
}

const isDigit = (token: string) => /^(?:[0#?@]|general|g\/通用格式)$/iu.test(token);

/** What a token shows beside the digits: nothing for a colour, a space as wide as a character, or a filling. */
function literalOf(token: string): string {
  if (isDigit(token) || /^(?:[.,%]|e[+-])$/iu.test(token)) return "";
  if (token.startsWith('"')) return token.replaceAll('"', "");
  if (token.startsWith("[")) return currencyOf(token);
  if (token.length === 1 || !/^[\\!_*]/.test(token)) return token;
  return /^[\\!]/.test(token) ? token.slice(1) : "";
}

/** `[$€-407]` shows €. The yen has the sign of the yuan: there the tag tells them apart. */
function currencyOf(token: string): string {
  const [, symbol = "", locale = ""] = /^\[\$([^\]-]*)-?([^\]]*)\]$/.exec(token) ?? [];
  return symbol !== "" && /411$|^ja/i.test(locale) ? `JPY${symbol}` : symbol;
}

function conditionOf(token: string): Condition | null {
  const [, operator, value] = /^\[(<=|>=|<>|<|>|=)\s*([-+]?[\d.]+(?:e[-+]?\d+)?)\]$/i.exec(token) ?? [];
  return operator === undefined ? null : { operator, value: Number(value) };
}

/** Built-in formats with the currency of wherever the workbook is opened: ECMA-376 part 1, 18.8.30. */
const LOCAL_CURRENCY: ReadonlySet<number> = new Set([5, 6, 7, 8, 42, 44]);
const OF_SOME_CURRENCY: NumberFormat = { form: "number", sections: [readSection(["¤", "0"])] };
