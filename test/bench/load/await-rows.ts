import { sqlOverHttp } from "./sql-over-http.ts";

/** Long enough to be free beside the load, short beside seconds. */
const POLL_MS = 75;

/** How many figures can be queried. Coordinates are unique, so that the rows of the parts are the figures. */
export async function countRows(sqlUrl: string): Promise<number> {
  const [row] = await sqlOverHttp<{ n: string | number }>(sqlUrl, "SELECT count() AS n FROM observations");
  return Number(row?.n ?? 0);
}

export interface AwaitRowsOptions {
  readonly sqlUrl: string;
  /** Resolves when there are so many. */
  readonly wanted: number;
  readonly deadlineMs: number;
  /** Told of every count, with `performance.now()`. */
  readonly onCount?: (rows: number, atMs: number) => void;
}

/** Resolves when so many figures can be queried; throws after the deadline, or where there are more. */
export async function awaitRows({ sqlUrl, wanted, deadlineMs, onCount }: AwaitRowsOptions): Promise<void> {
  const giveUpAtMs = performance.now() + deadlineMs;
  for (;;) {
    const rows = await countRows(sqlUrl);
    onCount?.(rows, performance.now());
    if (rows === wanted) return;
    if (rows > wanted) throw new Error(`${rows} rows are there, only ${wanted} were sent`);
    if (performance.now() > giveUpAtMs) throw new Error(`after ${deadlineMs} ms ${rows} of ${wanted} rows are there`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
