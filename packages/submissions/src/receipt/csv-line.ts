/** What a spreadsheet takes for the beginning of a formula, in either width; a plain number is none. */
const FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/**
 * One line of CSV (RFC 4180, CRLF). A cell that a spreadsheet would run as a formula begins with an apostrophe, which
 * makes it a text: what senders wrote stands in other people's spreadsheets.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return "";
  const text = String(cell);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
