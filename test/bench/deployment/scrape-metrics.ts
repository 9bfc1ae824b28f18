export interface StageCounts {
  /** Records that a stage has not committed. */
  readonly lag: number;
  readonly storeBatches: number;
  readonly recomputeBatches: number;
  readonly recomputeRecords: number;
  readonly recomputeSeconds: number;
  readonly deadLetters: number;
}

/** The figures of one process's `/metrics` that the benchmark uses. */
export async function scrapeMetrics(adminUrl: string): Promise<StageCounts> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const sum = (name: RegExp) =>
    samples.filter((line) => name.test(line)).reduce((total, line) => total + Number(line.split(" ").at(-1)), 0);
  return {
    lag: sum(/_lag_records[{ ]/),
    storeBatches: sum(/aggregator_store_batches_total[{ ]/),
    recomputeBatches: sum(/aggregator_recompute_batches_total[{ ]/),
    recomputeRecords: sum(/aggregator_recompute_records_total[{ ]/),
    recomputeSeconds: sum(/aggregator_recompute_batch_seconds_sum[{ ]/),
    deadLetters: sum(/_dead_letters_total[{ ]/),
  };
}
