import type { PriceBasis } from "@yardstick/contracts";
import type { IssueCode } from "../issue-codes.ts";

/** Cells that hold no figure. A blank is not zero. DOMAIN §1. */
export const BLANKS: ReadonlySet<string> = new Set([
  ...["", "-", "--", "---", "—", "——", "―", "_", "/", "\\", ".", "..", "...", "…", "……", "*", "×", "·"],
  ...["n/a", "na", "n.a.", "#n/a", "#na", "nan", "null", "none", "nil", "(blank)", "blank"],
  ...["无", "暂无", "无数据", "暂无数据", "不详", "空白", "空", "缺", "缺失", "缺数", "未公布", "未统计", "未知"],
]);

const BEFORE = ["上年同期", "去年同期", "上年", "去年"];
/** What growth is measured against: the same time a year ago. Longest first. */
export const SINCE: readonly string[] = [
  "同比",
  ...["比", "较", "同", "与"].flatMap((with_) => BEFORE.flatMap((time) => [`${with_}${time}相比`, `${with_}${time}`])),
];

export const RISING: readonly string[] = ["增长", "增加", "上升", "上涨"];
/** Longest first: 负增长 ends with a word of growth. */
export const FALLING: readonly string[] = ["负增长", "下降", "减少", "降低", "下滑", "下跌"];

/** Prices that the text names: a real rate is at the prices that the indicator's real rates have. */
export const BASIS_WORDS: ReadonlyMap<string, PriceBasis | "real"> = new Map([
  ["名义", "current"],
  ["实际", "real"],
  ...["按可比价格计算,", "按可比价计算,", "按可比价格,", "按不变价格计算,", "按不变价计算,", "按不变价格,"].map(
    (words) => [words, "real"] as const,
  ),
]);

/** The rate equals zero: 持平 alone could also mean last year's rate, or the country's. DOMAIN §4. */
export const NO_GROWTH: ReadonlySet<string> = new Set([
  "零增长",
  "同比零增长",
  "同比持平",
  ...["与", "同", "和", "比", "较"].flatMap((with_) => BEFORE.map((time) => `${with_}${time}持平`)),
]);

/** Chinese words that multiply a unit which stands elsewhere. */
export const MULTIPLIERS: ReadonlyMap<string, number> = new Map([
  ["千", 3],
  ["万", 4],
  ["十万", 5],
  ["百万", 6],
  ["千万", 7],
  ["亿", 8],
  ["十亿", 9],
  ["百亿", 10],
  ["千亿", 11],
  ["万亿", 12],
]);

export interface Refusal {
  readonly code: IssueCode;
  readonly zh: string;
  readonly en: string;
}

const why = (code: IssueCode, zh: string, en: string): Refusal => ({ code, zh, en });

const APPROXIMATE = why(
  "VALUE_APPROXIMATE",
  "是约数,不是确数;请报送确数。",
  "is an approximation; send the figure itself.",
);
const FORECAST = why(
  "VALUE_IS_FORECAST",
  "是预计数或目标数,不是实际数。",
  "is a forecast or a goal, not a figure of what happened.",
);
const OTHER_GROWTH = why(
  "VALUE_IS_OTHER_GROWTH",
  "不是同比增速(年均、环比或较年初);只收同比增速。",
  "is no growth over the same period a year ago (an average a year, on the period before, or since the year's start).",
);
const CHANGE_OF_RATE = why(
  "VALUE_IS_CHANGE_OF_RATE",
  "是增速或比率的变动(百分点),不是增速本身;请报送增速,单位为 %。",
  "is the change of a rate in percentage points, not a rate; send the rate itself in %.",
);
const SHARE = why("VALUE_NOT_DECIMAL", "是比重或倍数,不是数值。", "is a share or a multiple, not a figure.");
const AMBIGUOUS_LEVEL = why(
  "VALUE_AMBIGUOUS",
  "未说明与何者持平;增速为零请写 0 并注明 measure 为 growth_yoy。",
  "does not say what it is level with; where growth is zero write 0 with measure growth_yoy.",
);

/** Words that a figure is refused for, in the order in which they decide. */
export const REFUSED_WORDS: readonly (readonly [RegExp, Refusal])[] = [
  [/预计|预期|预测|预估|目标|力争|有望|确保|计划/u, FORECAST],
  [/年均|平均增|环比|年初|两年平均|翻.?番/u, OTHER_GROWTH],
  [
    /[约近超逾余多几]|以上|以下(?!简称)|左右|上下|不足|不低于|不少于|不超过|基本|大体|上百|[≈≥≤><]|^~|\+$/u,
    APPROXIMATE,
  ],
  [/百分点|个点|收窄|扩大|加快|放缓|提高|提升|回落|降幅|增幅|增速/u, CHANGE_OF_RATE],
  [/持平/u, AMBIGUOUS_LEVEL],
  [/比重|占比|占|倍|比例/u, SHARE],
];

export const SIGN_UNCLEAR = why(
  "VALUE_SIGN_UNCLEAR",
  "正负不明;负数请写作 -1.2,下降写作“下降1.2%”。",
  "leaves open whether it is negative: write -1.2, or 下降1.2%.",
);
export const ABSOLUTE_CHANGE = why(
  "VALUE_IS_CHANGE",
  "是增减的绝对额,不是总量,也不是增速。",
  "is an absolute change: neither a level nor a rate.",
);
export const RANGE = why("VALUE_IS_RANGE", "是区间,不是一个数。", "is a range, not one figure.");
