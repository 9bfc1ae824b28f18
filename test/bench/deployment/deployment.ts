import { type StageCounts, scrapeMetrics } from "./scrape-metrics.ts";

/** A running Yardstick, whatever it is made of. */
export interface Deployment {
  readonly ingestUrl: string;
  /** ClickHouse's HTTP interface. */
  readonly sqlUrl: string;
  readonly adminUrls: readonly string[];
  stop(): Promise<void>;
}

const POLL_MS = 250;

/** Resolves when no stage has a record left: twice in a row, since a stage may publish as the next one is asked. */
export async function settle({ adminUrls }: Deployment, deadlineMs: number): Promise<void> {
  const giveUpAtMs = performance.now() + deadlineMs;
  let quiet = 0;
  while (quiet < 2) {
    const { lag } = await stageCounts(adminUrls);
    quiet = lag === 0 ? quiet + 1 : 0;
    if (performance.now() > giveUpAtMs) throw new Error(`after ${deadlineMs} ms ${lag} records are still waiting`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** What the stages of all processes have done so far. */
export async function stageCounts(adminUrls: readonly string[]): Promise<StageCounts> {
  const all = await Promise.all(adminUrls.map(scrapeMetrics));
  const sum = (of: (counts: StageCounts) => number) => all.reduce((total, counts) => total + of(counts), 0);
  return {
    lag: sum(({ lag }) => lag),
    storeBatches: sum(({ storeBatches }) => storeBatches),
    recomputeBatches: sum(({ recomputeBatches }) => recomputeBatches),
    recomputeRecords: sum(({ recomputeRecords }) => recomputeRecords),
    recomputeSeconds: sum(({ recomputeSeconds }) => recomputeSeconds),
    deadLetters: sum(({ deadLetters }) => deadLetters),
  };
}
