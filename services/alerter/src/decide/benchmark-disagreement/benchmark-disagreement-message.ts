import type { BilingualText } from "@yardstick/contracts";
import { Decimal } from "decimal.js";
import type { MessageFacts } from "../alert-kind.ts";
import type { Name } from "../alert-rule.ts";
import { periodText } from "../period-text.ts";
import { agencyAt } from "./agency-at.ts";
import type { BenchmarkDisagreementRule } from "./benchmark-disagreement-rules.ts";
import type { Disagreement } from "./disagreement.ts";
import { ALLOWED_POINTS, judgeDisagreement } from "./judge-disagreement.ts";

type Facts = MessageFacts<BenchmarkDisagreementRule, Disagreement>;

/** What a bureau reads: what differs, by how much, in which period, over how many members, and what to look at. */
export function benchmarkDisagreementMessage(facts: Facts): BilingualText {
  const { rule, accumulation, content, reading } = facts;
  const period = periodText(content.period, accumulation);
  const { scope, indicator } = rule.names;
  const said = reading === null ? WITHDRAWN : differenceOf(reading);
  const todo = content.state === "firing" && reading !== null ? whatToDo(facts, reading) : { zh: "", en: "" };
  return {
    zh: `${scope.zh}${period.zh}${indicator.zh}：${said.zh}${content.state === "resolved" ? "，预警解除" : ""}。${todo.zh}`,
    en: `${scope.en}, ${indicator.en}, ${period.en}: ${said.en}${content.state === "resolved" ? "; resolved" : ""}.${todo.en}`,
  };
}

const WITHDRAWN: BilingualText = {
  zh: "公布增速已被报送单位撤回",
  en: "the published growth was withdrawn by its source",
};

function differenceOf(reading: Disagreement): BilingualText {
  const published = new Decimal(reading.published).toFixed();
  const pooled = twoDecimals(reading.pooled);
  const points = pointsText(reading);
  const { pooledOver, expected } = reading;
  return {
    zh: `公布增速${published}%，${expected}个县区中${pooledOver}个的汇总增速${pooled}%，两者相差${points.zh}`,
    en: `the published growth of ${published} % and the pooled growth of ${pooled} % (${pooledOver} of ${expected} members) differ by ${points.en}`,
  };
}

/** At two decimals, and never so that a finding reads as if it were allowed, or the other way round. */
function pointsText(reading: Disagreement): BilingualText {
  const points = new Decimal(reading.disagreement).abs();
  const [zh, en] = judgeDisagreement(reading).isBreach
    ? [`超过${ALLOWED_POINTS}个百分点`, `more than ${ALLOWED_POINTS}`]
    : [`未超过${ALLOWED_POINTS}个百分点`, `no more than ${ALLOWED_POINTS}`];
  return {
    zh: `${twoDecimals(points.toFixed())}个百分点（${zh}）`,
    en: `${twoDecimals(points.toFixed())} percentage points (${en})`,
  };
}

function whatToDo({ rule, content }: Facts, { absent }: Disagreement): BilingualText {
  const bureau = agencyAt(rule.bureau, content.startsAt);
  const [zh, en] = [listText(absent, "zh"), listText(absent, "en")];
  return {
    zh: `请${bureau.zh}核对公布数和各县区报送数。${zh === "" ? "" : `未进入汇总：${zh}。`}`,
    en: ` ${bureau.en}: check the published figure and the submissions of the counties and districts.${en === "" ? "" : ` Not in the pool: ${en}.`}`,
  };
}

/** Names, cut where a message would be a list. */
const NAMED_MEMBERS = 10;

function listText(names: readonly Name[], language: "zh" | "en"): string {
  const separator = language === "zh" ? "、" : ", ";
  const named = names.slice(0, NAMED_MEMBERS).map((name) => name[language]);
  const more = names.length - named.length;
  if (more === 0) return named.join(separator);
  return `${named.join(separator)}${language === "zh" ? `等${names.length}个县区` : ` and ${more} more`}`;
}

/** One digit more than a published rate has, half away from zero, and no sign before a zero. */
function twoDecimals(value: string): string {
  const rounded = new Decimal(value).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  return (rounded.isZero() ? rounded.abs() : rounded).toFixed(2);
}
