import { type Paint, padText, type Style, wrapText } from "@yardstick/cli";
import type { Alert } from "@yardstick/contracts";
import { FOCUS } from "./print-comparisons.ts";
import { SEVERITY_WORDS } from "./words.ts";

const INDENT = 4;

/** Who is told what: a line of labels for each alert, and its message as the official reads it. */
export function printAlerts(alerts: readonly Alert[], style: Style): string[] {
  const firing = alerts.filter(({ state }) => state === "firing").sort((one, other) => orderOf(one) - orderOf(other));
  if (firing.length === 0) return ["none fires"];
  return firing.flatMap((alert) => [labels(alert, style), ...message(alert, style)]);
}

function labels({ severity, alertname, region, agency }: Alert, style: Style): string {
  const paint = paintOf(severity, style);
  return `${paint(padText(SEVERITY_WORDS[severity], 14))}${padText(alertname, 20)}${padText(region, 11)}→ ${style.bold(agency)}`;
}

function message(alert: Alert, style: Style): string[] {
  const width = (style.columns ?? Number.POSITIVE_INFINITY) - 2 * INDENT;
  return wrapText(alert.message.zh, width).map((line) => `${" ".repeat(INDENT)}${line}`);
}

function paintOf(severity: Alert["severity"], style: Style): Paint {
  if (severity === "critical") return style.red;
  return severity === "warning" ? style.yellow : style.dim;
}

function orderOf({ region }: Alert): number {
  const place = (FOCUS as readonly string[]).indexOf(region);
  return place === -1 ? FOCUS.length : place;
}
