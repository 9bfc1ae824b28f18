const DIGITS = "〇一二三四五六七八九";
const ZEROS = /[零○ＯO]/gu;

/** `二〇〇八`, `二零零八` as 2008: four digits one by one at the start of a text; the text itself where there are none. */
export function withYearInDigits(text: string): string {
  return text.replace(/^[〇零○一二三四五六七八九]{4}/u, (year) =>
    [...year.replace(ZEROS, "〇")].map((digit) => DIGITS.indexOf(digit)).join(""),
  );
}

/** Ordinals up to twelve in digits: `十一月` is `11月`, `三季度` is `3季度`. */
export function withOrdinalsInDigits(text: string): string {
  return text.replace(/十?[一二三四五六七八九]|十/gu, (numeral) => {
    const tens = numeral.startsWith("十") ? 10 : 0;
    const ones = DIGITS.indexOf(numeral.at(-1) ?? "");
    return String(tens + Math.max(ones, 0));
  });
}
