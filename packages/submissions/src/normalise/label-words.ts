import type { Measure, PriceBasis } from "@yardstick/contracts";

/** What a part of a heading says of a figure beside its indicator. */
export interface LabelPart {
  readonly measure?: Measure;
  readonly priceBasis?: PriceBasis;
}

const GROWTH: LabelPart = { measure: "growth_yoy" };
const LEVEL: LabelPart = { measure: "level" };

const SINCE = ["比上年同期", "较上年同期", "比去年同期", "较去年同期", "比上年", "较上年", "比去年", "较去年", "同比"];

/** Up or down by an amount as well as by a rate: growth only where a sign of per cent stands behind it. */
export const WORDS_BEFORE_PERCENT: ReadonlyMap<string, LabelPart> = new Map(
  SINCE.flatMap((since) => ["增减", "±", "+-", "+、-"].map((word) => [`${since}${word}`, GROWTH] as const)),
);

/** Words that stand behind an indicator's name, longest first where one ends with another. Year on year only: 环比 is none. */
export const LABEL_WORDS: ReadonlyMap<string, LabelPart> = new Map([
  ...SINCE.flatMap((since) =>
    ["", "增长", "增速", "增幅", "增长率", "增长速度", "增长幅度"].map((word) => [`${since}${word}`, GROWTH] as const),
  ),
  ...[
    "增速",
    "增长",
    "增幅",
    "增长率",
    "增长速度",
    "增长幅度",
    "累计增速",
    "累计增长",
    "累计同比",
    "累计同比增长",
    "累计同比增速",
  ].map((word) => [word, GROWTH] as const),
  ["名义增速", { ...GROWTH, priceBasis: "current" }],
  ["名义增长", { ...GROWTH, priceBasis: "current" }],
  ["实际增速", { ...GROWTH, priceBasis: "constant" }],
  ["实际增长", { ...GROWTH, priceBasis: "constant" }],
  ["可比价增速", { ...GROWTH, priceBasis: "comparable" }],
  ["不变价增速", { ...GROWTH, priceBasis: "constant" }],
  ...["yoy", "growth", "yoygrowth", "growthrate", "y/y", "growth_yoy"].map((word) => [word, GROWTH] as const),
  ...["绝对值", "绝对量", "绝对数", "绝对额", "总量", "实绩", "数值", "level"].map((word) => [word, LEVEL] as const),
  ...["现价", "当年价", "当年价格", "按当年价格计算", "现行价格"].map(
    (word) => [word, { priceBasis: "current" }] as const,
  ),
  ...["不变价", "不变价格", "按不变价格计算"].map((word) => [word, { priceBasis: "constant" }] as const),
  ...["可比价", "可比价格", "按可比价格计算", "可比口径"].map((word) => [word, { priceBasis: "comparable" }] as const),
]);

/** What may stand between a name and what is said of it, or before a name that is one of a list. */
export const LABEL_SEPARATORS = /^[-_:,;、|·/]+|[-_:,;、|·/]+$/gu;
export const LIST_MARKS =
  /^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}(?:[.、](?!\d))|其中:?|#)/u;

/** Pinyin that a web page's converter put behind a character: 地区(qū)生产(chǎn)总值. It has a tone, GDP has none. */
export const PINYIN_GLOSS = /\([a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]*\)/giu;
