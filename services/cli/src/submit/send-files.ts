import type { Receipt } from "@yardstick/contracts";
import { decodeSubmission } from "@yardstick/submissions";
import { awaitSettled } from "../ingest/await-settled.ts";
import { type IngestClient, IngestUnreachable } from "../ingest/ingest-client.ts";
import { JSON_TYPE, type Shipment } from "../ingest/shipment.ts";
import { splitByCitation } from "../ingest/split-by-citation.ts";
import { bar } from "../terminal/bar.ts";
import type { Progress } from "../terminal/progress.ts";
import { type CommandContext, UsageError } from "../verb.ts";
import { cutFile, isTooLargeForOne } from "./cut-file.ts";
import { once, questionOf } from "./question-of.ts";
import type { SubmitVerbOptions } from "./read-submit-options.ts";
import type { SentSubmission } from "./sent-submission.ts";
import { type FileToSend, keyOf, shipFile } from "./ship-file.ts";

export interface SendScope {
  readonly options: SubmitVerbOptions;
  readonly client: IngestClient;
  readonly context: CommandContext;
  readonly progress: Progress;
}

/** One after the other: of two figures for one coordinate the later in the log is the current one. */
export async function sendFiles(files: readonly FileToSend[], scope: SendScope): Promise<SentSubmission[]> {
  const { context, progress } = scope;
  const sent: SentSubmission[] = [];
  try {
    for (const [index, file] of files.entries()) {
      for await (const one of sendFile(file, scope)) {
        sent.push(one);
        const drawn = context.errStyle.isTerminal ? `${bar(index + 1, files.length)} ` : "";
        progress.update(`${drawn}sent ${index + 1} of ${files.length}: ${one.shipment.label}`);
      }
    }
    return await settle(sent, scope);
  } catch (error) {
    const safe = sent.filter(({ receipt }) => receipt?.submissionId !== undefined).length;
    if (error instanceof IngestUnreachable && safe > 0) {
      context.err(`${safe} submissions are safe in the log. The same command again goes on: nothing is sent twice.\n`);
    }
    throw error;
  }
}

async function* sendFile(file: FileToSend, scope: SendScope): AsyncGenerator<SentSubmission> {
  const { options } = scope;
  if (options.byCitation) {
    for (const shipment of await citationsOf(file, options)) yield await send(shipment, scope);
    return;
  }
  if (!isTooLargeForOne(file)) {
    const one = await send(shipFile(file, options), scope);
    if (!TOO_LARGE.has(one.problem?.code ?? "")) return yield one;
  }
  for await (const part of cutFile(file, options)) {
    yield part.kind === "part" ? await send(part.shipment, scope) : { ...part, receipt: null };
  }
}

/** What a service answers to a file that would do in parts. */
const TOO_LARGE: ReadonlySet<string> = new Set(["TOO_MANY_ROWS", "BODY_TOO_LARGE"]);

async function citationsOf(file: FileToSend, options: SubmitVerbOptions): Promise<Shipment[]> {
  const decoded = await decodeSubmission(file.format, once(file.bytes), questionOf(file, options));
  if (decoded.outcome !== "decoded") {
    const told = decoded.faults.map(({ issue: { place, message } }) =>
      `${place ?? ""} ${message[options.lang]}`.trim(),
    );
    throw new UsageError([`${file.path} is no submission`, ...told].join("\n"));
  }
  return splitByCitation(decoded.body).map(({ label, body, fileRows, idempotencyKey }) => {
    const encoded = new Uint8Array(new TextEncoder().encode(JSON.stringify(body)));
    const key = options.anew === null ? idempotencyKey : keyOf(idempotencyKey, encoded, options);
    const common = { label, bytes: encoded, contentType: JSON_TYPE, fields: {}, fileRows };
    return { ...common, idempotencyKey: key, rows: fileRows.length };
  });
}

async function send(shipment: Shipment, { options, client }: SendScope): Promise<SentSubmission> {
  const { bytes, contentType, fields, idempotencyKey } = shipment;
  const key = options.dryRun ? {} : { idempotencyKey };
  const answer = await client.submit(bytes, { dryRun: options.dryRun, contentType, fields, ...key });
  if (answer.kind === "refused") return { shipment, receipt: null, problem: answer.problem };
  const receipt = answer.kind === "receipt" ? answer.receipt : acceptedReceipt(answer.accepted);
  return { shipment, receipt, problem: null };
}

/** What is known before the first look at the receipt. */
function acceptedReceipt({ submissionId, state }: { submissionId: string; state: Receipt["state"] }): Receipt {
  const counts = { accepted: 0, superseded: 0, unchanged: 0, rejected: 0 };
  return { submissionId, source: null, state, contentSha256: null, counts, issueCounts: {}, issues: [] };
}

async function settle(sent: readonly SentSubmission[], scope: SendScope): Promise<SentSubmission[]> {
  const { options, client, context, progress } = scope;
  const ids = sent.flatMap(({ receipt }) => receipt?.submissionId ?? []);
  if (options.waitMs === 0) return [...sent];
  const receipts = await awaitSettled({
    client,
    submissionIds: ids,
    clock: context.clock,
    sleep: context.sleep,
    deadlineMs: options.waitMs,
    onProgress: (settled) => {
      if (ids.length === 0) return;
      const drawn = context.errStyle.isTerminal ? `${bar(settled, ids.length)} ` : "";
      progress.update(`${drawn}settled: ${settled} of ${ids.length}`);
    },
  });
  const byId = new Map(receipts.map((receipt) => [receipt.submissionId, receipt]));
  return sent.map((one) => ({ ...one, receipt: byId.get(one.receipt?.submissionId) ?? one.receipt }));
}
