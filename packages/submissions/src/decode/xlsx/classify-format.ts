/** What a number stands for: a date has as many parts as its format shows. */
export type NumberForm = "number" | "percent" | "scaled" | "year" | "month" | "date" | "time";

/**
 * The form that a number format gives. `scaled` shows a thousandth or less of what is stored (`#,##0,` or `0!.0,`):
 * which of both its column's unit means cannot be told.
 *
 * @param code Of the workbook's own formats; the numbers below 164 are fixed by ECMA-376 part 1, 18.8.30, in its
 * Chinese edition where they differ.
 */
export function classifyFormat(id: number, code: string | undefined): NumberForm {
  if (code === undefined) return BUILT_IN.get(id) ?? "number";
  // Only the first section: the others are for negative numbers, zero and text.
  const [section = ""] = code.replace(QUOTED, "").split(";");
  const plain = section.replace(CONDITION, "").toLowerCase();
  if (/[ymdhs]|上午|am\/pm/.test(plain) && !/[0#?]/.test(plain.replace(/\.0+/g, ""))) return formOfDate(plain);
  if (plain.includes("%")) return "percent";
  return /[0#?],+(?![0#?,])/.test(plain) ? "scaled" : "number";
}

const QUOTED = /"[^"]*"|[\\!_*]./gu;
/** Colours, conditions, languages: [Red], [$-804]. Elapsed time, [h], is kept. */
const CONDITION = /\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu;

function formOfDate(code: string): NumberForm {
  if (code.includes("d")) return "date";
  if (code.includes("y")) return code.includes("m") ? "month" : "year";
  if (/[hs]/.test(code)) return "time";
  return "date";
}

const ids = (form: NumberForm, ...numbers: readonly number[]) => numbers.map((id) => [id, form] as const);

const BUILT_IN: ReadonlyMap<number, NumberForm> = new Map([
  ...ids("percent", 9, 10),
  ...ids("date", 14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58),
  ...ids("month", 17, 27, 36, 50, 52, 57),
  ...ids("time", 18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56),
]);
