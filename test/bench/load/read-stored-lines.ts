import { STORED_COLUMNS } from "../baseline/bare-insert.ts";

/** The rows of these submissions as they are stored, in the order in which they came: one JSON array a line. */
export async function readStoredLines(sqlUrl: string, submissionIds: readonly string[]): Promise<string[]> {
  const ids = submissionIds.map((id) => `'${id}'`).join(",");
  const sql = `SELECT ${STORED_COLUMNS.join(", ")} FROM observation_vintages WHERE submission_id IN (${ids})
ORDER BY version, submission_row SETTINGS output_format_json_quote_decimals = 1 FORMAT JSONCompactEachRow`;
  const answer = await fetch(`${sqlUrl}/?database=yardstick`, { method: "POST", body: sql });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text.slice(0, 400));
  return text.split("\n").filter((line) => line !== "");
}
