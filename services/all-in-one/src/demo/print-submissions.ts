import { renderTable, type Style } from "@yardstick/cli";
import type { Issue, ReferenceData } from "@yardstick/contracts";
import type { Contradiction } from "./contradictions.ts";
import type { DemoResult } from "./run-demo.ts";

/** How many rows came in, and which were refused or replaced, and why. */
export function printSubmissions({ submitted, contradictions, reference }: DemoResult, style: Style): string[] {
  const rows = submitted.reduce((sum, { planned }) => sum + planned.fileRows.length, 0);
  const count = (name: "accepted" | "superseded" | "unchanged" | "rejected") =>
    submitted.reduce((sum, { receipt }) => sum + receipt.counts[name], 0);
  return [
    `${rows} rows in ${submitted.length} submissions, one for each citation: ${[
      style.green(`${count("accepted")} accepted`),
      `${count("superseded")} superseded`,
      `${count("unchanged")} unchanged`,
      style.red(`${count("rejected")} rejected`),
    ].join(", ")}`,
    "",
    ...printRejections(
      submitted.flatMap(({ receipt }) => receipt.issues),
      style,
    ),
    "",
    ...printContradictions(contradictions, reference, style),
  ];
}

/** One line for each reason. */
function printRejections(issues: readonly Issue[], style: Style): string[] {
  const byReason = new Map<string, Issue[]>();
  for (const issue of issues.filter(({ severity }) => severity === "error")) {
    const reason = `${issue.code}\n${issue.message.zh}`;
    byReason.set(reason, [...(byReason.get(reason) ?? []), issue]);
  }
  const columns = [
    { header: "拒收 rejected", align: "right" as const, value: (group: readonly Issue[]) => String(group.length) },
    { header: "code", value: (group: readonly Issue[]) => group[0]?.code ?? "" },
    { header: "原因 reason", value: (group: readonly Issue[]) => group[0]?.message.zh ?? "" },
    { header: "建议 suggestion", value: (group: readonly Issue[]) => group[0]?.suggestion ?? "" },
  ];
  return [renderTable([...byReason.values()], columns, style)];
}

const SHOWN_CONTRADICTIONS = 4;

function printContradictions(
  contradictions: readonly Contradiction[],
  reference: ReferenceData,
  style: Style,
): string[] {
  if (contradictions.length === 0) return [];
  const nameOf = (code: string) => reference.regions.get(code)?.nameZh ?? code;
  const columns = [
    {
      header: "互相矛盾 citations that contradict each other",
      value: ({ indicator, region, period, measure }: Contradiction) =>
        `${nameOf(region)} ${period} ${reference.indicators.get(indicator)?.nameZh ?? indicator}${measure === "level" ? "" : " 增速"}`,
    },
    { header: "figures, the last one stands", value: ({ figures }: Contradiction) => figures.join(" → ") },
  ];
  const more = contradictions.length - SHOWN_CONTRADICTIONS;
  return [
    renderTable(contradictions.slice(0, SHOWN_CONTRADICTIONS), columns, style),
    ...(more > 0 ? [style.dim(`and ${more} more; every vintage stays: GET /v1/observations?vintages=all`)] : []),
  ];
}
