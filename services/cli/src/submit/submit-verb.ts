import { EXIT, type ExitCode } from "../exit-codes.ts";
import { createIngestClient, type IngestClient } from "../ingest/ingest-client.ts";
import { readApiKey } from "../ingest/read-api-key.ts";
import { createProgress } from "../terminal/progress.ts";
import type { CommandContext, Verb } from "../verb.ts";
import { printSubmissions } from "./print-submissions.ts";
import { readSubmitOptions, type SubmitVerbOptions } from "./read-submit-options.ts";
import { sendFiles } from "./send-files.ts";
import { exitCodeOf, type SentSubmission } from "./sent-submission.ts";
import { type FileToSend, fileToSend } from "./ship-file.ts";
import { writeReceipts } from "./write-receipts.ts";

export const submitVerb: Verb = {
  name: "submit",
  summary: "send files of figures, wait until they are settled, print the receipts",
  help: `pnpm yardstick submit FILE... [flags]

Sends each file as one submission, waits until it is settled and prints its receipt. CSV, xlsx, JSON, NDJSON, SDMX-CSV,
SDMX-JSON and SDMX-ML are told by name and content, and read by the service, so that the receipt names the file's own
cells. A file that is too large for one submission is cut here and sent in parts. - reads from a pipe.

A run that broke off is repeated with the same command: what was sent is not sent again, since each Idempotency-Key is
made of what is sent. So is a file that was sent long ago; where it should count once more, after a correction that
turned out wrong, add --anew.

  --url URL          where ingest-http listens (http://127.0.0.1:8080)
  --source ID        who reports; required for every format but JSON, which says it itself
  --mode MODE        atomic: all rows or none (default); partial: the good rows
  --format NAME      json, ndjson, csv, xlsx, sdmx-csv, sdmx-json or sdmx-ml, where name and content do not tell
  --feed ID          the mapping to read the file by
  --charset NAME     of CSV: utf-8 or gb18030
  --file-name NAME   name to tell format and feed by, such as for a pipe
  --by-citation      one submission for each citation of a CSV or JSON file, in the order of the file
  --dry-run          judge, and store nothing
  --anew             send what was sent before as a new submission
  --no-wait          do not wait until it is settled
  --timeout SECONDS  how long to wait (120)
  --receipt FILE     write what became of every row as CSV; for further submissions FILE.2.csv, FILE.3.csv ...
  --key-file FILE    a file that holds the key to show, where keys are required (YARDSTICK_API_KEY_FILE)
  --lang zh|en       language of the messages (the machine's)
  --json             last line of stdout: {"submissions": [{"file": ..., receipt or problem}, ...]}

Exit codes: 0 every row is stored; 1 rows or submissions were refused; 2 the command or a file cannot be used;
3 nobody answers at the address, or it asks to come back later; 4 safe in the log, but not settled within the wait.
`,
  run: async (args, context) => {
    const options = readSubmitOptions(args, context.clock.nowMs());
    const files = await readFiles(options, context);
    const key = await readApiKey(options.keyFile, context);
    const client = createIngestClient({ url: options.url, key, sleep: context.sleep });
    const progress = createProgress(context.err, context.errStyle, { elsewhere: "lines" });
    try {
      const sent = await sendFiles(files, { options, client, context, progress });
      progress.end();
      return await report(sent, { options, client, context });
    } finally {
      progress.end();
    }
  },
};

/** Every file is there and says what it is before anything is sent. */
async function readFiles(options: SubmitVerbOptions, context: CommandContext): Promise<FileToSend[]> {
  const files: FileToSend[] = [];
  for (const path of options.files) files.push(fileToSend(path, await context.readFile(path), options));
  return files;
}

interface ReportScope {
  readonly options: SubmitVerbOptions;
  readonly client: IngestClient;
  readonly context: CommandContext;
}

async function report(sent: readonly SentSubmission[], { options, client, context }: ReportScope): Promise<ExitCode> {
  const { json, lang, receiptFile } = options;
  const code = exitCodeOf(sent);
  if (receiptFile !== undefined && code !== EXIT.unsettled) {
    for (const path of await writeReceipts(sent, receiptFile, client)) context.err(`wrote ${path}\n`);
  }
  if (json) {
    const submissions = sent.map(({ shipment, receipt, problem }) => ({
      file: shipment.label,
      ...(receipt ?? problem),
    }));
    context.out(`${JSON.stringify({ submissions })}\n`);
  } else context.out(printSubmissions(sent, lang, context.outStyle));
  if (code === EXIT.unsettled) context.err("Safe in the log, but not settled yet: pnpm yardstick status ID\n");
  return code;
}
