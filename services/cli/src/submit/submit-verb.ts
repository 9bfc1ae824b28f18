import type { Receipt } from "@yardstick/contracts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { awaitSettled } from "../ingest/await-settled.ts";
import { createIngestClient, type IngestClient } from "../ingest/ingest-client.ts";
import { type PlannedSubmission, planSubmissions } from "../ingest/plan-submissions.ts";
import { createProgress, type Progress } from "../terminal/progress.ts";
import type { CommandContext, Verb } from "../verb.ts";
import { printIssues, printSubmissions } from "./print-submissions.ts";
import { readSubmitOptions, type SubmitVerbOptions } from "./read-submit-options.ts";
import { exitCodeOf, type SentSubmission } from "./sent-submission.ts";

export const submitVerb: Verb = {
  name: "submit",
  summary: "send files of figures, wait until they are settled, print the receipts",
  help: `pnpm yardstick submit FILE... [flags]

Sends each file as one submission, waits until it is settled and prints its receipt. A .csv file is read as a table
with headings (as contracts/reference/figures/liaoning-figures.csv; Chinese headings are fine), every other file as
the JSON body of POST /v1/submissions. The same file sent again changes nothing: its Idempotency-Key is made of its content.

  --url URL          where ingest-http listens (http://127.0.0.1:8080)
  --source ID        who reports; required for CSV
  --mode MODE        atomic: all rows or none (default); partial: the good rows
  --charset NAME     of CSV: utf-8 (default) or gb18030
  --by-citation      one submission for each citation of the file, in the order of the file
  --dry-run          judge, and store nothing
  --wait-seconds N   how long to wait until settled (120); 0 does not wait
  --key-file FILE    a file that holds the key to show, where keys are required
  --lang zh|en       language of the messages (en)
  --json             print {"submissions": [receipt or problem, ...]} instead of tables

Exit codes: 0 every row is stored; 1 rows or submissions were refused; 2 the command or a file cannot be used;
3 nobody answers at the address; 4 safe in the log, but not settled within the wait.
`,
  run: async (args, context) => {
    const options = readSubmitOptions(args);
    const planned = await planFiles(options, context);
    if (planned === null) return EXIT.usage;
    const { keyFile } = options;
    const key = keyFile === undefined ? undefined : textOf(await context.readFile(keyFile)).trim();
    const client = createIngestClient({ url: options.url, key, sleep: context.sleep });
    const progress = createProgress(context.err, context.errStyle);
    try {
      const sent = await send(planned, { options, client, context, progress });
      progress.end();
      return report(sent, options, context);
    } finally {
      progress.end();
    }
  },
};

/** All files are read before anything is sent; null, with everything said, where one of them is no submission. */
async function planFiles(options: SubmitVerbOptions, context: CommandContext): Promise<PlannedSubmission[] | null> {
  const { source, mode, charset, byCitation } = options;
  const planned: PlannedSubmission[] = [];
  let refused = false;
  for (const file of options.files) {
    const plan = planSubmissions(await context.readFile(file), { file, source, mode, charset, byCitation });
    if (plan.ok) planned.push(...plan.submissions);
    else {
      refused = true;
      context.err(`${plan.message}\n`);
      if (plan.issues.length > 0) context.err(`${printIssues(plan.issues, options.lang, context.errStyle)}\n`);
    }
  }
  if (refused) context.err("Nothing was sent.\n");
  return refused ? null : planned;
}

interface SendScope {
  readonly options: SubmitVerbOptions;
  readonly client: IngestClient;
  readonly context: CommandContext;
  readonly progress: Progress;
}

/** One after the other: of two figures for one coordinate the later in the log is the current one. */
async function send(planned: readonly PlannedSubmission[], scope: SendScope): Promise<SentSubmission[]> {
  const { options, client, context, progress } = scope;
  const sent: SentSubmission[] = [];
  for (const [index, submission] of planned.entries()) {
    progress.update(`sending ${index + 1} of ${planned.length}: ${submission.label}`);
    sent.push(await sendOne(submission, scope));
  }
  const ids = sent.flatMap(({ receipt }) => receipt?.submissionId ?? []);
  const receipts = await awaitSettled({
    client,
    submissionIds: ids,
    clock: context.clock,
    sleep: context.sleep,
    deadlineMs: options.waitMs,
    onProgress: (settled) => progress.update(`settled: ${settled} of ${ids.length}`),
  });
  const byId = new Map(receipts.map((receipt) => [receipt.submissionId, receipt]));
  return sent.map((one) => ({ ...one, receipt: byId.get(one.receipt?.submissionId) ?? one.receipt }));
}

async function sendOne(planned: PlannedSubmission, { options, client }: SendScope): Promise<SentSubmission> {
  const body = new TextEncoder().encode(JSON.stringify(planned.body));
  const { dryRun } = options;
  const answer = await client.submit(body, { dryRun, ...(dryRun ? {} : { idempotencyKey: planned.idempotencyKey }) });
  if (answer.kind === "refused") return { planned, receipt: null, problem: answer.problem };
  const receipt = answer.kind === "receipt" ? answer.receipt : acceptedReceipt(answer.accepted, planned.body.source);
  return { planned, receipt, problem: null };
}

/** What is known before the first look at the receipt. */
function acceptedReceipt(
  { submissionId, state }: { submissionId: string; state: Receipt["state"] },
  source: string,
): Receipt {
  const counts = { accepted: 0, superseded: 0, unchanged: 0, rejected: 0 };
  return { submissionId, source, state, contentSha256: null, counts, issueCounts: {}, issues: [] };
}

function report(sent: readonly SentSubmission[], { json, lang }: SubmitVerbOptions, context: CommandContext): ExitCode {
  if (json) context.out(`${JSON.stringify({ submissions: sent.map(({ receipt, problem }) => receipt ?? problem) })}\n`);
  else context.out(printSubmissions(sent, lang, context.outStyle));
  const code = exitCodeOf(sent);
  if (code === EXIT.unsettled) context.err("Safe in the log, but not settled yet: pnpm yardstick status ID\n");
  return code;
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
