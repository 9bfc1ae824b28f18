import type { Issue } from "@yardstick/contracts";
import { type Column, renderTable } from "../terminal/render-table.ts";
import type { Paint, Style } from "../terminal/style.ts";
import { issuesOf, rowsOf, type SentSubmission } from "./sent-submission.ts";

/** A table of what became of each submission, and one of every issue. Rows are counted as in the file, from 1. */
export function printSubmissions(sent: readonly SentSubmission[], lang: "zh" | "en", style: Style): string {
  const parts = [renderTable(sent, submissionColumns(sent), style)];
  for (const submission of sent) {
    const issues = issuesOf(submission);
    if (issues.length > 0) parts.push(`${style.bold(submission.shipment.label)}\n${printIssues(issues, lang, style)}`);
    const cut = cutNotice(submission);
    if (cut !== null) parts.push(style.dim(cut));
    if (submission.problem !== null) {
      parts.push(style.red(`${submission.shipment.label}: ${submission.problem.detail} (${submission.problem.code})`));
    }
  }
  return `${parts.join("\n\n")}\n`;
}

export function printIssues(issues: readonly Issue[], lang: "zh" | "en", style: Style): string {
  const hasPlaces = issues.some(({ place }) => place);
  return renderTable(issues, issueColumns(lang, hasPlaces), style);
}

function submissionColumns(sent: readonly SentSubmission[]): Column<SentSubmission>[] {
  const count = (name: "accepted" | "superseded" | "unchanged" | "rejected"): Column<SentSubmission> => ({
    header: name,
    align: "right",
    value: ({ receipt }) => String(receipt?.counts[name] ?? "-"),
  });
  const id: Column<SentSubmission> = { header: "submission", value: ({ receipt }) => receipt?.submissionId ?? "-" };
  return [
    { header: "sent", value: ({ shipment }) => shipment.label, maxWidth: 48 },
    ...(sent.some(({ receipt }) => receipt?.submissionId !== undefined) ? [id] : []),
    { header: "state", value: stateOf, paint: (submission, style) => paintOf(stateOf(submission), style) },
    { header: "rows", align: "right", value: (submission) => String(rowsOf(submission) ?? "-") },
    count("accepted"),
    count("superseded"),
    count("unchanged"),
    count("rejected"),
  ];
}

function stateOf({ receipt }: SentSubmission): string {
  return receipt?.state ?? "refused";
}

function paintOf(state: string, style: Style): Paint {
  if (state === "stored") return style.green;
  return state === "refused" || state === "rejected" ? style.red : style.yellow;
}

function issueColumns(lang: "zh" | "en", hasPlaces: boolean): Column<Issue>[] {
  const cell: Column<Issue> = { header: "cell", value: ({ place }) => place ?? "-", maxWidth: 32 };
  return [
    ...(hasPlaces ? [cell] : []),
    { header: "row", align: "right", value: ({ row }) => (row === null ? "-" : String(row)) },
    { header: "", value: ({ severity }) => severity, paint: ({ severity }, style) => paintSeverity(severity, style) },
    { header: "code", value: ({ code }) => code },
    { header: "field", value: ({ field }) => field ?? "-" },
    { header: "message", value: ({ message }) => message[lang] },
    { header: "suggestion", value: ({ suggestion }) => suggestion ?? "" },
  ];
}

function paintSeverity(severity: Issue["severity"], style: Style): Paint {
  return severity === "error" ? style.red : style.yellow;
}

/** The list of issues may be cut where their counts are complete. */
function cutNotice({ receipt }: SentSubmission): string | null {
  if (receipt === null) return null;
  const all = Object.values(receipt.issueCounts).reduce((sum, count) => sum + count, 0);
  if (all <= receipt.issues.length) return null;
  const counts = Object.entries(receipt.issueCounts).map(([code, count]) => `${code} ${count}`);
  return `${all - receipt.issues.length} issues more are not listed; all of them: ${counts.join(", ")}`;
}
