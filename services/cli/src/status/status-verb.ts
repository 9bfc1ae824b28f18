import type { Receipt } from "@yardstick/contracts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { isSettled } from "../ingest/await-settled.ts";
import { createIngestClient } from "../ingest/ingest-client.ts";
import { readApiKey } from "../ingest/read-api-key.ts";
import { readArguments } from "../read-arguments.ts";
import { languageOfMachine } from "../submit/language.ts";
import { printIssues } from "../submit/print-submissions.ts";
import { DEFAULT_URL, oneOf, readUrl } from "../submit/read-submit-options.ts";
import { type Column, renderTable } from "../terminal/render-table.ts";
import { type CommandContext, UsageError, type Verb } from "../verb.ts";

export const statusVerb: Verb = {
  name: "status",
  summary: "print the receipt of a submission",
  help: `pnpm yardstick status ID... [flags]

Prints what became of submissions, row by row.

  --url URL          where ingest-http listens (http://127.0.0.1:8080)
  --key-file FILE    a file that holds the key to show, where keys are required (YARDSTICK_API_KEY_FILE)
  --lang zh|en       language of the messages (the machine's)
  --json             print {"submissions": [receipt, ...]} instead of tables

Exit codes: 0 every row is stored; 1 rows were refused; 2 the command cannot be used, or an id was never issued;
3 nobody answers at the address; 4 not settled yet.
`,
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, {
      url: { type: "string", default: DEFAULT_URL },
      "key-file": { type: "string" },
      lang: { type: "string" },
      json: { type: "boolean", default: false },
    });
    if (positionals.length === 0) throw new UsageError("name at least one submission id");
    const lang = values.lang === undefined ? languageOfMachine() : oneOf("--lang", values.lang, ["zh", "en"]);
    const key = await readApiKey(values["key-file"], context);
    const client = createIngestClient({ url: readUrl(values.url), key, sleep: context.sleep });
    const receipts: Receipt[] = [];
    for (const id of positionals) {
      const receipt = await client.receipt(id);
      if (receipt === null) throw new UsageError(`no submission has the id ${id}`);
      receipts.push(receipt);
    }
    if (values.json) context.out(`${JSON.stringify({ submissions: receipts })}\n`);
    else print(receipts, lang, context);
    return exitCode(receipts);
  },
};

function print(receipts: readonly Receipt[], lang: "zh" | "en", { out, outStyle }: CommandContext): void {
  out(`${renderTable(receipts, COLUMNS, outStyle)}\n`);
  for (const { submissionId, issues } of receipts) {
    if (issues.length > 0) out(`\n${outStyle.bold(submissionId ?? "")}\n${printIssues(issues, lang, outStyle)}\n`);
  }
}

const COLUMNS: readonly Column<Receipt>[] = [
  { header: "submission", value: ({ submissionId }) => submissionId ?? "-" },
  { header: "source", value: ({ source }) => source ?? "-" },
  { header: "state", value: ({ state }) => state },
  ...(["accepted", "superseded", "unchanged", "rejected"] as const).map((name) => ({
    header: name,
    align: "right" as const,
    value: ({ counts }: Receipt) => String(counts[name]),
  })),
];

function exitCode(receipts: readonly Receipt[]): ExitCode {
  if (!receipts.every(isSettled)) return EXIT.unsettled;
  return receipts.some(({ counts }) => counts.rejected > 0) ? EXIT.rejected : EXIT.done;
}
