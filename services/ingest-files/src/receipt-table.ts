import type { Issue, RowOutcome } from "@yardstick/contracts";

/** One row of a file and what became of it. */
export interface FileRow {
  /** Row of the file's submissions, counted from 1. */
  readonly row: number;
  /** Where it stands in the file: `Sheet1!C7`, `C7` of a CSV, `line 7`. */
  readonly place: string;
  readonly outcome: RowOutcome | "";
}

/** Those of the receipt that `GET /v1/submissions/{id}?format=csv` answers. */
const HEADINGS = ["row", "place", "outcome", "coordinate", "codes", "messages_zh", "messages_en", "suggestion"];
/** Spreadsheets take a CSV file for UTF-8 only where it begins so. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * The receipt as a table that lies beside the file: a line for each of its rows, in their order. What concerns the file
 * as a whole, or was found before there were rows, stands behind them, a line for each.
 */
export function receiptTable(rows: readonly FileRow[], issues: readonly Issue[]): string {
  const numbers = new Set(rows.map(({ row }) => row));
  const byRow = new Map<number, Issue[]>();
  const others: Issue[] = [];
  for (const issue of issues) {
    if (issue.row === null || !numbers.has(issue.row)) others.push(issue);
    else if (byRow.get(issue.row)?.push(issue) === undefined) byRow.set(issue.row, [issue]);
  }
  const lines = [
    HEADINGS.join(","),
    ...rows.map((row) => lineOf([String(row.row), row.place, row.outcome], byRow.get(row.row) ?? [])),
    ...others.map((issue) => lineOf([issue.row === null ? "" : String(issue.row), issue.place ?? "", ""], [issue])),
  ];
  return `${BYTE_ORDER_MARK}${lines.join("\r\n")}\r\n`;
}

function lineOf(row: readonly string[], issues: readonly Issue[]): string {
  const each = (read: (issue: Issue) => string | null, between: string) =>
    [...new Set(issues.map(read).filter((text) => text !== null))].join(between);
  const told = [
    each(({ coordinate }) => coordinate, " "),
    each(({ code }) => code, " "),
    each(({ message }) => message.zh, " "),
    each(({ message }) => message.en, " "),
    each(({ suggestion }) => suggestion, "; "),
  ];
  return [...row, ...told].map(cellOf).join(",");
}

/** What a spreadsheet would take for a formula, in either width, is shown as the text that it is (OWASP, CSV injection). */
function cellOf(text: string): string {
  const safe = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
