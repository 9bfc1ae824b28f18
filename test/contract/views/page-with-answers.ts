import { PLAIN_STYLE, renderTable } from "@yardstick/cli";

const QUERY_AND_ANSWER = /```sql\n([\s\S]*?)```\n(?:\n```text\n[\s\S]*?```\n)?/g;

/** The page with each query's answer below it, in place of the one that stands there. */
export async function pageWithAnswers(page: string, answer: (sql: string) => Promise<string>): Promise<string> {
  const parts: string[] = [];
  let from = 0;
  for (const found of page.matchAll(QUERY_AND_ANSWER)) {
    const [whole, sql = ""] = found;
    parts.push(page.slice(from, found.index), `\`\`\`sql\n${sql}\`\`\`\n\n\`\`\`text\n${await answer(sql)}\n\`\`\`\n`);
    from = found.index + whole.length;
  }
  return [...parts, page.slice(from)].join("");
}

/** An answer as ClickHouse writes it in JSONCompactStrings. */
export interface CompactAnswer {
  readonly meta: readonly { readonly name: string; readonly type: string }[];
  readonly data: readonly (readonly string[])[];
}

const NUMBER = /Int|Decimal|Float/;

export function tableOf({ meta, data }: CompactAnswer): string {
  if (data.length === 0) return "no rows";
  const columns = meta.map(({ name, type }, at) => ({
    header: name,
    align: NUMBER.test(type) && !type.startsWith("Array") ? ("right" as const) : ("left" as const),
    value: (row: readonly string[]) => (row[at] === "ᴺᵁᴸᴸ" ? "null" : (row[at] ?? "")),
  }));
  return renderTable(data, columns, PLAIN_STYLE);
}
