import type { Accumulation, BilingualText } from "@yardstick/contracts";
import { Decimal } from "decimal.js";
import type { AlertContent } from "../alert-change.ts";
import { oneDecimal } from "../one-decimal.ts";
import { periodText } from "../period-text.ts";
import type { CountyAverageRule } from "./county-average-rules.ts";

export interface CountyAverageFacts {
  readonly rule: CountyAverageRule;
  readonly accumulation: Accumulation;
  readonly content: AlertContent;
  /** The growth was computed from current-price levels although the indicator's is at constant or comparable prices. */
  readonly restsOnLevels: boolean;
  readonly isProvisional: boolean;
}

/** What an official reads. Rates at one decimal; the gap is the difference of the compared values, in 百分点. */
export function countyAverageMessage(facts: CountyAverageFacts): BilingualText {
  const { rule, accumulation, content } = facts;
  const period = periodText(content.period, accumulation);
  const { region, indicator } = rule.names;
  const [zh, en] = [verdictZh(facts), verdictEn(facts)];
  return {
    zh: `${[`${region.zh}${period.zh}${indicator.zh}${zh}`, ...notes(facts, "zh")].join("。")}。`,
    en: `${[`${region.en}, ${indicator.en}, ${period.en}: ${en}`, ...notes(facts, "en")].join(". ")}.`,
  };
}

function verdictZh({ rule, content }: CountyAverageFacts): string {
  if (content.reason === "WITHDRAWN") return "数据已被报送单位撤回，预警解除";
  const rate = `增速${oneDecimal(content.value)}%`;
  const average = `${rule.names.scope.zh}平均`;
  const benchmark = `${oneDecimal(content.threshold)}%`;
  const place = content.rank === null ? "" : `，排第${content.rank}位（共${content.rankOf}）`;
  const end = content.state === "resolved" ? "，预警解除" : "";
  const sign = signOf(content.gap);
  if (sign === 0) return `${rate}，与${average}${benchmark}持平，未达到高于平均的要求${place}${end}`;
  const word = sign < 0 ? "低于" : "高于";
  return `${rate}，${word}${average}${benchmark}，${sign < 0 ? "差" : "高出"}${gapText(content.gap, "zh")}个百分点${place}${end}`;
}

function verdictEn({ rule, content }: CountyAverageFacts): string {
  if (content.reason === "WITHDRAWN") return "the figure was withdrawn by its source; resolved";
  const rate = `growth ${oneDecimal(content.value)} %`;
  const average = `the average of ${rule.names.scope.en} of ${oneDecimal(content.threshold)} %`;
  const place = content.rank === null ? "" : `, rank ${content.rank} of ${content.rankOf}`;
  const end = content.state === "resolved" ? "; resolved" : "";
  const sign = signOf(content.gap);
  if (sign === 0) return `${rate} equals ${average}, and the target is to exceed it${place}${end}`;
  return `${rate}, ${gapText(content.gap, "en")} percentage points ${sign < 0 ? "below" : "above"} ${average}${place}${end}`;
}

function notes(facts: CountyAverageFacts, language: "zh" | "en"): string[] {
  const { rule, content } = facts;
  const all: [boolean, string, string][] = [
    [facts.restsOnLevels, "增速由现价总量推算", "Growth is computed from levels at current prices"],
    [
      facts.isProvisional,
      "部分县区尚未报送，平均为暂定",
      "Some counties have not reported: the average is provisional",
    ],
    [content.outsidePlan, "计划期外", "Outside the plan's years"],
    [true, `牵头单位：${rule.agency.zh}`, `Lead agency: ${rule.agency.en}`],
  ];
  return all.filter(([holds]) => holds).map(([, zh, en]) => (language === "zh" ? zh : en));
}

/** Two values that differ by less than what is printed must not read as if they were equal. */
function gapText(gap: string | null, language: "zh" | "en"): string {
  const text = oneDecimal(gap === null ? null : new Decimal(gap).abs().toFixed());
  if (text !== "0.0") return text;
  return language === "zh" ? "不足0.1" : "less than 0.1";
}

/** Beyond the tolerance with which rates are compared. DOMAIN §4. */
const TOLERANCE = "0.000000001";

function signOf(gap: string | null): -1 | 0 | 1 {
  if (gap === null || new Decimal(gap).abs().lessThanOrEqualTo(TOLERANCE)) return 0;
  return new Decimal(gap).isNegative() ? -1 : 1;
}
