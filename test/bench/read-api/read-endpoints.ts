/** The two doors for reading: over HTTP, or within this process to see what they ask the engine. */
export interface ReadEndpoints {
  /** The body that a path of the read API with its query is answered with. */
  get(path: string): Promise<string>;
  /** The body that a statement is answered with at the SQL door; it says its FORMAT, JSONCompactEachRow. */
  sql(statement: string): Promise<string>;
}

export function httpEndpoints({ portalUrl, sqlUrl }: { portalUrl: string; sqlUrl: string }): ReadEndpoints {
  return {
    get: async (path) => textOf(await fetch(`${portalUrl}${path}`)),
    sql: async (statement) => textOf(await fetch(`${sqlUrl}/?database=yardstick`, { method: "POST", body: statement })),
  };
}

async function textOf(answer: Response): Promise<string> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${text.slice(0, 400)}`);
  return text;
}

/** Where a page of the read API leads, read from its end: parsing a page is not part of what it takes to answer it. */
export function nextCursorOf(body: string): string | null {
  const [, cursor] = /"nextCursor":(?:null|"([^"]*)"),"knownThrough":[^,]*\}$/.exec(body.slice(-1_000)) ?? [];
  return cursor ?? null;
}

/**
 * How many rows a page has, or lines at the SQL door. Counted in the text: what parsing a megabyte leaves behind would be
 * collected while the next question is timed.
 */
export function rowsOf(body: string): number {
  return occurrences(body, body.startsWith('{"data":') ? '"regionName":' : "\n");
}

function occurrences(text: string, mark: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + mark.length)) count += 1;
  return count;
}
