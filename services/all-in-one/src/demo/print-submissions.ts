import { type Column, renderTable, type Style } from "@yardstick/cli";
import type { ReferenceData } from "@yardstick/contracts";
import type { Contradiction } from "./contradictions.ts";
import type { DemoResult } from "./run-demo.ts";
import type { SubmittedFigures } from "./submit-figures.ts";

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
    ...printRejections(submitted, style),
    ...printContradictions(contradictions, reference, style),
  ];
}

interface Rejections {
  readonly code: string;
  readonly field: string;
  readonly values: string[];
  readonly suggestions: (string | null)[];
}

/** One line for each code and field, with what was sent there. */
function printRejections(submitted: readonly SubmittedFigures[], style: Style): string[] {
  const groups = new Map<string, Rejections>();
  for (const { planned, receipt } of submitted) {
    for (const { code, field, row, severity, suggestion } of receipt.issues) {
      if (severity !== "error") continue;
      const key = `${code}/${field}`;
      const group = groups.get(key) ?? { code, field: field ?? "", values: [], suggestions: [] };
      groups.set(key, group);
      group.values.push(String(planned.body.observations[(row ?? 1) - 1]?.[field as "period"] ?? "unknown"));
      group.suggestions.push(suggestion);
    }
  }
  return groups.size === 0 ? [] : [renderTable([...groups.values()], REJECTION_COLUMNS, style), ""];
}

const REJECTION_COLUMNS: readonly Column<Rejections>[] = [
  { header: "rejected", align: "right", value: ({ values }) => String(values.length) },
  { header: "why", value: ({ code }) => code, paint: (_row, style) => style.red },
  { header: "what was sent", value: ({ field, values }) => `${field}: ${[...new Set(values)].join("、")}` },
  { header: "meant", value: ({ suggestions }) => [...new Set(suggestions)].join("、") },
];

const SHOWN_CONTRADICTIONS = 3;

function printContradictions(
  contradictions: readonly Contradiction[],
  reference: ReferenceData,
  style: Style,
): string[] {
  if (contradictions.length === 0) return [];
  const nameOf = (code: string) => reference.regions.get(code)?.nameZh ?? code;
  const columns = [
    {
      header: "citations that contradict each other",
      value: ({ indicator, region, period, measure }: Contradiction) =>
        `${nameOf(region)} ${period} ${reference.indicators.get(indicator)?.nameZh ?? indicator}${measure === "level" ? "" : " 增速"}`,
    },
    { header: "figures; the last one stands", value: ({ figures }: Contradiction) => figures.join(" → ") },
  ];
  const more = contradictions.length - SHOWN_CONTRADICTIONS;
  return [
    renderTable(contradictions.slice(0, SHOWN_CONTRADICTIONS), columns, style),
    ...(more > 0 ? [style.dim(`and ${more} more; every vintage stays: GET /v1/observations?vintages=all`)] : []),
  ];
}
