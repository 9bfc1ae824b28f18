import { type FeedField, normaliseName } from "@yardstick/contracts";

/** Headings of columns, to the fields of a row. */
const HEADINGS: Readonly<Partial<Record<FeedField, readonly string[]>>> = {
  indicator: ["indicator", "指标", "指标代码", "指标名称", "指标编码"],
  region: ["region", "地区代码", "地区编码", "区划代码", "行政区划代码", "行政区划", "行政区域代码", "统计区划代码"],
  period: ["period", "期间", "时期", "报告期", "时间", "数据期", "统计时间", "time", "date", "统计期", "数据时间"],
  value: ["value", "数值", "值", "数据", "指标值", "本期数", "figure"],
  unit: ["unit", "单位", "计量单位"],
  measure: ["measure", "度量"],
  accumulation: ["accumulation", "累计方式"],
  priceBasis: ["priceBasis", "price_basis", "价格口径"],
  caliber: ["caliber", "口径"],
  status: ["status", "状态", "数据状态"],
  releasedAt: ["releasedAt", "released_at", "发布时间"],
  // The source of a row is where it was published; who reports is the envelope's `source`.
  citation: ["citation", "source", "来源", "数据来源", "出处"],
  note: ["note", "备注"],
  explanation: ["explanation", "上报说明"],
  regionParent: ["所属市", "地市", "地级市", "设区市", "市州", "上级地区", "parent"],
  year: ["年份", "年度", "年", "year"],
  month: ["月份", "month", "月"],
};

/** Names of regions: the region itself where no column holds its code, else for people only. */
const REGION_NAMES: readonly string[] = [
  ..."name 地区 地区名称 县区 区县 市县 县市 县市区 市县区 县(市、区) 县(市)区 县(市) 县(区) 市、县 区域 区划名称".split(
    " ",
  ),
  ..."行政区 行政区划名称 行政区域 地域 单位名称 area county 县区名称 区县名称".split(" "),
];
const FOR_PEOPLE: readonly string[] = ["序号", "编号", "no", "no."];

const index = (entries: readonly (readonly [string, HeadingMeaning])[]) =>
  new Map(entries.map(([heading, meaning]) => [normaliseName(heading), meaning] as const));

export type HeadingMeaning = FeedField | "regionName" | "forPeople";

const MEANING_BY_HEADING: ReadonlyMap<string, HeadingMeaning> = index([
  ...Object.entries(HEADINGS).flatMap(([field, headings]) =>
    headings.map((heading) => [heading, field as FeedField] as const),
  ),
  ...REGION_NAMES.map((heading) => [heading, "regionName"] as const),
  ...FOR_PEOPLE.map((heading) => [heading, "forPeople"] as const),
]);

/** Every heading that means a field, for "did you mean". */
export const KNOWN_HEADINGS: readonly string[] = Object.values(HEADINGS).flat();

/** What a column of that heading holds; undefined where nobody knows. */
export function meaningOfHeading(heading: string): HeadingMeaning | undefined {
  return MEANING_BY_HEADING.get(normaliseName(heading));
}

/** The field that a heading means, `null` for a column that is passed over, `undefined` for one that nobody knows. */
export function fieldOfHeading(heading: string): string | null | undefined {
  const meaning = meaningOfHeading(heading);
  return meaning === "regionName" || meaning === "forPeople" ? null : meaning;
}
