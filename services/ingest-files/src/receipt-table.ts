import type { Issue, RowOutcome } from "@yardstick/contracts";

/** One row of a file and what became of it. */
export interface ReceiptRow {
  /** Row of the file's submissions, counted from 1. */
  readonly row: number;
  /** Where it stands in the file: `Sheet1!C7`, `C7` of a CSV, `line 7`. */
  readonly place: string;
  readonly outcome: RowOutcome | "";
}

const HEADINGS = ["row", "place", "outcome", "severity", "code", "field", "message_zh", "message_en", "suggestion"];
/** Spreadsheets take a CSV file for UTF-8 only where it begins so. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * The receipt as a table that lines up with the file: what concerns all of it first, then every row in its order, with
 * a line for each of its issues, or one without.
 */
export function receiptTable(rows: Iterable<ReceiptRow>, issues: readonly Issue[]): string {
  const byRow = new Map<number | null, Issue[]>();
  for (const issue of issues) byRow.set(issue.row, [...(byRow.get(issue.row) ?? []), issue]);
  const lines = [HEADINGS.join(",")];
  for (const issue of byRow.get(null) ?? []) lines.push(lineOf(null, issue));
  for (const row of rows) {
    for (const issue of byRow.get(row.row) ?? [null]) lines.push(lineOf(row, issue));
  }
  return `${BYTE_ORDER_MARK}${lines.join("\r\n")}\r\n`;
}

function lineOf(row: ReceiptRow | null, issue: Issue | null): string {
  const { severity = "", code = "", field, message, suggestion } = issue ?? {};
  const place = issue?.place ?? row?.place ?? "";
  const told = [severity, code, field ?? "", message?.zh ?? "", message?.en ?? "", suggestion ?? ""];
  return [row === null ? "" : String(row.row), place, row?.outcome ?? "", ...told].map(cellOf).join(",");
}

/** A text that a spreadsheet would take for a formula is shown as the text that it is (OWASP, CSV injection). */
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
