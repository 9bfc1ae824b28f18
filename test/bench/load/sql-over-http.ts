/** Runs one statement at a ClickHouse HTTP interface and answers its rows; throws the engine's message. */
export async function sqlOverHttp<Row>(url: string, sql: string): Promise<Row[]> {
  const answer = await fetch(`${url}/?database=yardstick`, { method: "POST", body: `${sql} FORMAT JSONEachRow` });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status}: ${text.slice(0, 400)}`);
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Row);
}
