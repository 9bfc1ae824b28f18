import { type Column, type Paint, renderTable, type Style } from "@yardstick/cli";
import type { Alert } from "@yardstick/contracts";
import { FOCUS } from "./print-comparisons.ts";
import { SEVERITY_WORDS } from "./words.ts";

/** Who is told what. */
export function printAlerts(alerts: readonly Alert[], style: Style): string[] {
  const firing = alerts.filter(({ state }) => state === "firing").sort((one, other) => orderOf(one) - orderOf(other));
  if (firing.length === 0) return ["none fires"];
  return [renderTable(firing, COLUMNS, style)];
}

const COLUMNS: readonly Column<Alert>[] = [
  { header: "预警 alert", value: ({ alertname }) => alertname },
  {
    header: "级别 severity",
    value: ({ severity }) => SEVERITY_WORDS[severity],
    paint: ({ severity }, style) => paintOf(severity, style),
  },
  { header: "牵头单位 agency", value: ({ agency }) => agency },
  { header: "内容 message", value: ({ message }) => message.zh },
];

function paintOf(severity: Alert["severity"], style: Style): Paint {
  if (severity === "critical") return style.red;
  return severity === "warning" ? style.yellow : style.dim;
}

function orderOf({ region }: Alert): number {
  const place = (FOCUS as readonly string[]).indexOf(region);
  return place === -1 ? FOCUS.length : place;
}
