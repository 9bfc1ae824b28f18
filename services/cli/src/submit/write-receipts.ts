import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import type { IngestClient } from "../ingest/ingest-client.ts";
import type { Shipment } from "../ingest/shipment.ts";
import { UsageError } from "../verb.ts";
import type { SentSubmission } from "./sent-submission.ts";

/**
 * Writes each receipt as a table, row by row: the first into the file that was named, those of further submissions
 * beside it (`out.csv`, `out.2.csv`). What was refused without a receipt has none. Answers the files. @throws UsageError
 */
export async function writeReceipts(
  sent: readonly SentSubmission[],
  file: string,
  client: IngestClient,
): Promise<string[]> {
  const written: string[] = [];
  for (const { shipment, receipt } of sent) {
    if (receipt === null) continue;
    const { submissionId } = receipt;
    const table =
      submissionId === undefined ? await previewOf(shipment, client) : await client.receiptTable(submissionId);
    const path = written.length === 0 ? file : numbered(file, written.length + 1);
    await writeFile(path, table).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${path} cannot be written (${error.code ?? error.message}); the receipts are stored`);
    });
    written.push(path);
  }
  return written;
}

function previewOf({ bytes, contentType, fields }: Shipment, client: IngestClient): Promise<Uint8Array> {
  return client.previewTable(bytes, { contentType, fields });
}

function numbered(file: string, number: number): string {
  const ending = extname(file);
  return `${file.slice(0, file.length - ending.length)}.${number}${ending}`;
}
