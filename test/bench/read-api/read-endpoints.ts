/** A page of the read API, as far as the benchmark looks at it. */
export interface ReadPage {
  readonly data: readonly unknown[];
  readonly nextCursor: string | null;
}

/** The two doors for reading: over HTTP, or within this process to see what they ask the engine. */
export interface ReadEndpoints {
  /** A path of the read API with its query. */
  get(path: string): Promise<ReadPage>;
  /** A statement at the SQL door, with its FORMAT. */
  sql(statement: string): Promise<string>;
}

export function httpEndpoints({ portalUrl, sqlUrl }: { portalUrl: string; sqlUrl: string }): ReadEndpoints {
  return {
    get: async (path) => JSON.parse(await textOf(await fetch(`${portalUrl}${path}`))) as ReadPage,
    sql: async (statement) => textOf(await fetch(`${sqlUrl}/?database=yardstick`, { method: "POST", body: statement })),
  };
}

async function textOf(answer: Response): Promise<string> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${text.slice(0, 400)}`);
  return text;
}

/** How many lines a text has. */
export const sqlRows = (text: string) => text.split("\n").filter((line) => line !== "").length;
