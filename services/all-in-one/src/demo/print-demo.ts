import type { Style } from "@yardstick/cli";
import { printAlerts } from "./print-alerts.ts";
import { printGdp, printOthers } from "./print-comparisons.ts";
import { printSubmissions } from "./print-submissions.ts";
import { printJudgedTargets, printPlanLines } from "./print-targets.ts";
import type { DemoResult } from "./run-demo.ts";

/** The whole result as text: from what came in to who is told. */
export function printDemo(result: DemoResult, style: Style): string {
  const { comparisons, targets, alerts, reference, seconds } = result;
  const sections: [string, string[]][] = [
    ["Submissions 报送", printSubmissions(result, style)],
    ["GDP 2021 地区生产总值", printGdp(comparisons, style)],
    ["两个高于: the plan's other indicators, newest period with figures", printOthers(comparisons, reference, style)],
    ["Targets that the figures judge 目标完成情况", printJudgedTargets(targets, reference, style)],
    ["Every line of the plan 逐条", printPlanLines(targets, style)],
    ["Alerts 预警", printAlerts(alerts, style)],
    ["Where to look next", NEXT_STEPS.map(([command, text]) => `${style.cyan(command)}\n    ${style.dim(text)}`)],
  ];
  const bodies = sections.map(([title, lines]) => `${heading(title, style)}\n${indent(lines.join("\n"))}\n`);
  const done = style.dim(`${seconds.toFixed(1)} s from an empty directory; nothing is left behind.`);
  return `${bodies.join("\n")}\n${done}\n`;
}

const NEXT_STEPS: readonly [string, string][] = [
  ["pnpm start", "the same, kept running; data in .data"],
  [
    "pnpm yardstick submit contracts/reference/figures/liaoning-figures.csv \\\n  --source liaoning-figures --mode partial --by-citation",
    "send these figures to it, and see the receipts",
  ],
  [
    "curl 'http://127.0.0.1:8081/v1/comparisons?indicator=gdp&period=2021&region=210421'",
    "the read API; its description is at /openapi.json",
  ],
  [
    "curl http://127.0.0.1:8123 -d 'SELECT region, gap, rank FROM yardstick.comparisons FINAL ORDER BY gap LIMIT 9'",
    "ClickHouse's own HTTP interface, read only: Grafana, DBeaver and Python connect unchanged",
  ],
];

function heading(title: string, style: Style): string {
  return style.isTerminal ? `${style.cyan("▌")} ${style.bold(title)}` : `== ${title}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
