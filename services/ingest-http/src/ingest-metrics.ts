import type { Metrics } from "@yardstick/runtime";

/** What the service counts beside its requests. */
export interface IngestMetrics {
  /** One submission is safe in the log. */
  published(rows: number, bytes: number): void;
}

export function createIngestMetrics(metrics: Metrics): IngestMetrics {
  const counter = (name: string, help: string) => metrics.counter({ name: `ingest_http_${name}_total`, help });
  const submissions = counter("submissions", "Submissions that the log acknowledged.");
  const rows = counter("rows", "Rows of the submissions that the log acknowledged.");
  const bytes = counter("submission_bytes", "Bytes of the submissions that the log acknowledged.");
  return {
    published: (rowCount, byteCount) => {
      submissions.inc();
      rows.inc(rowCount);
      bytes.inc(byteCount);
    },
  };
}
