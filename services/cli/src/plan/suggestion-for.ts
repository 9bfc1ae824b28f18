import type { BilingualText, PlanProblem, PlanProblemCode } from "@yardstick/contracts";
import { suggestClosest } from "@yardstick/submissions";

/** What the author of a plan may do about a problem: the word that was probably meant, else what mends it. */
export function suggestionFor({ code, got, candidates }: PlanProblem): BilingualText {
  const [only, ...others] = candidates;
  const meant = only !== undefined && others.length === 0 ? only : suggestClosest(got ?? "", candidates)[0];
  return meant === undefined ? MEND[code] : { zh: `应为${meant}?`, en: `did you mean ${meant}?` };
}

const text = (zh: string, en: string): BilingualText => ({ zh, en });

const MEND: Readonly<Record<PlanProblemCode, BilingualText>> = {
  NOT_A_PLAN: text("写成一个JSON对象", "write one JSON object"),
  UNKNOWN_FORM: text("见contracts/reference/plans/README.md", "see contracts/reference/plans/README.md"),
  UNKNOWN_FIELD: text("删去该字段", "leave it out"),
  MISSING_FIELD: text("补上该字段", "add it"),
  BAD_VALUE: text("改正该值", "correct it"),
  UNKNOWN_NAME: text("改正名称,或在自己的参考目录中补充", "correct it, or add it to your own reference files"),
  DUPLICATE: text("保留一个", "keep one of them"),
  NOT_IN_SCOPE: text("改正地区或比较范围", "correct the region or the scope"),
  WRONG_UNIT: text("改正单位", "correct the unit"),
  WRONG_INDICATOR: text("改正指标或形式", "correct the indicator or the form"),
  BAD_DATES: text("改正日期", "correct the dates"),
  BAD_PATH: text("改正分年数值", "correct the path"),
  BAD_COMPONENT: text("改正构成", "correct the components"),
  WEIGHTS_NOT_100: text("使权重合计为100", "let them add up to 100"),
  OUT_OF_RANGE: text("改正该值", "correct it"),
  UNDATED: text("补充时限,或就此保留", "give a deadline, or leave it so"),
  NO_MARKS: text("在target-paths.csv中补充", "add rows to target-paths.csv"),
  WEIGHTS_UNKNOWN: text("补充权重", "add them when they are known"),
  OUTSIDE_PLAN_YEARS: text("核对年份", "check the years"),
  UNUSUAL_COMMITMENT: text("核对用语", "check the word"),
  UNUSUAL_DIRECTION: text("核对方向", "check the direction"),
  UNUSUAL_ALERTNAME: text("核对警报名称", "check the name"),
  AGENCY_NOT_VALID: text("改用当时的部门", "name the agency of that time"),
  REGION_NOT_VALID: text("改用当时的地区", "name the region of that time"),
};
