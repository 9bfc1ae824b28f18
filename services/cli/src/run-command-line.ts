import { suggestClosest } from "@yardstick/submissions";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { feedVerb } from "./feed/feed-verb.ts";
import { IngestUnreachable } from "./ingest/ingest-client.ts";
import { auditVerb } from "./keys/audit-verb.ts";
import { keysVerb } from "./keys/keys-verb.ts";
import { migrateVerb } from "./migrate/migrate-verb.ts";
import { planVerb } from "./plan/plan-verb.ts";
import { statusVerb } from "./status/status-verb.ts";
import { submitVerb } from "./submit/submit-verb.ts";
import { type CommandContext, UsageError, type Verb } from "./verb.ts";

const VERBS: readonly Verb[] = [submitVerb, statusVerb, migrateVerb, keysVerb, auditVerb, planVerb, feedVerb];

/** Finds the verb, runs it, and turns what went wrong into a sentence and an exit code. */
export async function runCommandLine(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  // "--" is what `pnpm yardstick -- verb` passes on.
  const [name, ...args] = argv[0] === "--" ? argv.slice(1) : argv;
  const verb = VERBS.find((known) => known.name === name);
  if (verb === undefined) return answerWithoutVerb(name, context);
  if (args.includes("--help") || args.includes("-h")) {
    context.out(verb.help);
    return EXIT.done;
  }
  try {
    return await verb.run(args, context);
  } catch (error) {
    if (error instanceof UsageError) {
      context.err(`yardstick ${verb.name}: ${error.message}\nSee: pnpm yardstick ${verb.name} --help\n`);
      return EXIT.usage;
    }
    if (error instanceof IngestUnreachable) {
      context.err(`yardstick ${verb.name}: ${error.message}\nIs it running (pnpm start)? Another address: --url\n`);
      return EXIT.unreachable;
    }
    throw error;
  }
}

function answerWithoutVerb(name: string | undefined, context: CommandContext): ExitCode {
  const width = Math.max(...VERBS.map((verb) => verb.name.length));
  const list = VERBS.map((verb) => `  ${verb.name.padEnd(width)}  ${verb.summary}\n`).join("");
  const overview = `pnpm yardstick <verb> ...\n\n${list}\nEach verb explains itself: pnpm yardstick <verb> --help\n`;
  if (name === "--help" || name === "-h" || name === "help") {
    context.out(overview);
    return EXIT.done;
  }
  if (name !== undefined) {
    const [closest] = suggestClosest(
      name,
      VERBS.map((verb) => verb.name),
    );
    context.err(`there is no verb ${name}${closest === undefined ? "" : `; did you mean ${closest}?`}\n\n`);
  }
  context.err(overview);
  return EXIT.usage;
}
