import type { Alert, TargetOutcome, Verdict } from "@yardstick/contracts";

/** The closed words of the results as an official says them. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  above: "高于 above",
  at_average: "持平 at average",
  below: "低于 below",
  no_benchmark: "无基准 no benchmark",
  no_data: "无数据 no data",
  not_due: "未到期 not due",
};

export const OUTCOME_WORDS: Readonly<Record<TargetOutcome, string>> = {
  met: "完成 met",
  on_track: "进度正常 on track",
  behind: "滞后 behind",
  missed: "未完成 missed",
  not_due: "未到期 not due",
  no_data: "无数据 no data",
};

export const SEVERITY_WORDS: Readonly<Record<Alert["severity"], string>> = {
  critical: "严重 critical",
  warning: "警告 warning",
  info: "提示 info",
};

/** `-11.319`, `+0.412`; a dash for what is not known. */
export function signed(value: number | null): string {
  if (value === null) return "-";
  return `${value > 0 ? "+" : ""}${value.toFixed(3)}`;
}

/** `8.214`; a dash for what is not known. */
export function decimal(value: number | null): string {
  return value === null ? "-" : value.toFixed(3);
}
