import { ACCUMULATIONS, CALIBERS, MEASURES, normaliseName, PRICE_BASES } from "@yardstick/contracts";

/** The words by which sources name the closed lists of the vocabulary, beside its own. DOMAIN §1, §3. */
export const MEASURE_WORDS = wordsFor(MEASURES, {
  level: ["总量", "水平", "绝对值", "绝对量"],
  growth_yoy: ["growth", "yoy", "增速", "同比", "同比增速", "同比增长", "比上年增长"],
});

export const ACCUMULATION_WORDS = wordsFor(ACCUMULATIONS, {
  ytd: ["累计", "year_to_date"],
  period: ["当期", "当月", "当季"],
  point: ["时点", "期末", "stock"],
});

export const PRICE_BASIS_WORDS = wordsFor(PRICE_BASES, {
  current: ["nominal", "current_price", "现价", "当年价", "当年价格", "名义"],
  constant: ["constant_price", "real", "不变价", "不变价格", "实际"],
  comparable: ["comparable_price", "可比价", "可比价格", "可比口径"],
});

export const CALIBER_WORDS = wordsFor(CALIBERS, {
  natural: ["自然口径"],
  same: ["同口径", "可比口径"],
});

function wordsFor<Word extends string>(
  list: readonly Word[],
  aliases: Readonly<Record<Word, readonly string[]>>,
): ReadonlyMap<string, Word> {
  return new Map(list.flatMap((word) => [word, ...aliases[word]].map((text) => [normaliseName(text), word] as const)));
}
