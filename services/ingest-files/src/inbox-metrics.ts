import type { Metrics } from "@yardstick/runtime";

/** What the service counts. */
export interface InboxMetrics {
  /** One submission is safe in the log. */
  published(rows: number, bytes: number): void;
  /** One file has its receipt. */
  finished(outcome: "done" | "rejected"): void;
  /** A step failed and is done again. */
  failed(code: string): void;
  /** What the last look found: files that are not complete yet, and files in hand. */
  saw(waiting: number, inHand: number): void;
}

export function createInboxMetrics(metrics: Metrics): InboxMetrics {
  const counter = (name: string, help: string, labels: readonly string[] = []) =>
    metrics.counter({ name: `ingest_files_${name}_total`, help, labels });
  const submissions = counter("submissions", "Submissions that the log acknowledged.");
  const rows = counter("rows", "Rows of the submissions that the log acknowledged.");
  const bytes = counter("submission_bytes", "Bytes of the submissions that the log acknowledged.");
  const files = counter("files", "Files that were moved to done or rejected, with their receipt.", ["outcome"]);
  const failures = counter("failures", "Steps that failed and are done again.", ["code"]);
  const waiting = metrics.gauge({ name: "ingest_files_waiting_files", help: "Files that are not complete yet." });
  const inHand = metrics.gauge({
    name: "ingest_files_taken_files",
    help: "Files that were taken and have no receipt.",
  });
  return {
    published: (rowCount, byteCount) => {
      submissions.inc();
      rows.inc(rowCount);
      bytes.inc(byteCount);
    },
    finished: (outcome) => files.inc({ outcome }),
    failed: (code) => failures.inc({ code }),
    saw: (waitingFiles, takenFiles) => {
      waiting.set(waitingFiles);
      inHand.set(takenFiles);
    },
  };
}
