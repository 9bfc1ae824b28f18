import type { Page } from "@yardstick/contracts";

/** Every row of a list of the read API, page by page. */
export async function readAll<Row>(portalUrl: string, path: string): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const url = new URL(path, portalUrl);
    url.searchParams.set("limit", "1000");
    if (cursor !== null) url.searchParams.set("cursor", cursor);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url.pathname} answers ${response.status}: ${await response.text()}`);
    const page = (await response.json()) as Page<Row>;
    rows.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}
