import { plainText } from "../../normalise/plain-text.ts";

/** What a text above a table says of the kind of its figures. */
export type CaptionMeasure = "growth" | "unclear" | "forecast" | null;

/** Plans are no figures of what was; an office of planning (规划局, 发展计划委) makes tables of both. */
const FORECAST = /目标|计划(?!生育|单列)|预计|预测|预期|规划(?!局|和|与)/u;
const OFFICE = /(?:制表|填报|填表|编制|报送|上报|发布|公布|主管|责任)?(?:单位|部门|机关)\s*:.*$|规划局|计划委/gu;

const COMPARED = /增速|增长|增幅|增减|同比|环比|[比较](?:上年|去年|上月)|±|\+\/-|(?:=|为)\s*100/u;
/** Nothing but growth of all the figures: it ends the title, and nothing else stands beside it. */
const ONLY_GROWTH =
  /^[^,;:、]*?(?:(?:[比较](?:上年|去年)(?:同期)?|同比)?(?:增速|增长率|增长速度|增长幅度|增幅|增长))(?:情况|一览)?表?\s*(?:\(%\)|%)?(?:情况|一览)?表?$/u;
const ELSE_AS_WELL = /[及和与]|总量|绝对|增减|环比|均|名义|实际|可比|不变|现价|贡献|拉动|点/u;

/**
 * Reads a title such as `各县主要指标增速(%)`. Unclear is one that speaks of growth and perhaps of levels as well (`指标及增速`),
 * or of a change that may be an amount (`比上年增减`).
 */
export function captionMeasure(text: string): CaptionMeasure {
  const plain = plainText(text).trim();
  if (FORECAST.test(plain.replace(OFFICE, ""))) return "forecast";
  if (!COMPARED.test(plain)) return null;
  return ONLY_GROWTH.test(plain) && !ELSE_AS_WELL.test(plain) ? "growth" : "unclear";
}
