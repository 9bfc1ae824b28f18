import { normaliseName } from "@yardstick/contracts";

/** Headings of a table of figures, to the fields of a row; `null` is a column that is read by people only. */
const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  indicator: ["indicator", "指标", "指标代码", "指标名称"],
  region: ["region", "地区代码", "地区编码", "区划代码", "行政区划代码"],
  period: ["period", "期间", "时期", "报告期"],
  value: ["value", "数值", "值"],
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
};

const READ_BY_PEOPLE = ["name", "地区", "地区名称"];

const FIELD_BY_HEADING: ReadonlyMap<string, string | null> = new Map([
  ...Object.entries(HEADINGS).flatMap(([field, headings]) =>
    headings.map((heading) => [normaliseName(heading), field] as const),
  ),
  ...READ_BY_PEOPLE.map((heading) => [normaliseName(heading), null] as const),
]);

/** Every heading that means a field, for "did you mean". */
export const KNOWN_HEADINGS: readonly string[] = Object.values(HEADINGS).flat();

/** The field that a heading means, `null` for a column that is passed over, `undefined` for one that nobody knows. */
export function fieldOfHeading(heading: string): string | null | undefined {
  return FIELD_BY_HEADING.get(normaliseName(heading));
}
