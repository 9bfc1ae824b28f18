import { keyIdIn } from "@yardstick/access";
import { EXIT } from "../exit-codes.ts";
import { readArguments } from "../read-arguments.ts";
import { UsageError, type Verb } from "../verb.ts";
import { PLACE_EXIT_CODES, PLACE_FLAGS, PLACE_HELP, placeOf } from "./key-options.ts";
import { printAudit } from "./print-keys.ts";
import { withKeyAdministration } from "./with-key-administration.ts";

export const auditVerb: Verb = {
  name: "audit",
  summary: "print who changed what: submissions by key, and changes of keys",
  help: `pnpm yardstick audit [flags]

Prints every use that changed something, the newest first.

  --since DAY        from that day on, in China (2026-01-31), or from an instant
  --key KEY-ID       of one key; command-line for what was done from here
  --limit N          at most so many lines, up to 10000 (1000)
${PLACE_HELP}

Exit codes: 0 done; ${PLACE_EXIT_CODES}
`,
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, {
      ...PLACE_FLAGS,
      since: { type: "string" },
      key: { type: "string" },
      limit: { type: "string", default: "1000" },
    });
    if (positionals.length > 0) throw new UsageError(`${positionals[0]}: audit takes flags only`);
    const question = {
      limit: readLimit(values.limit),
      ...(values.since === undefined ? {} : { since: readSince(values.since) }),
      ...(values.key === undefined ? {} : { actor: keyIdIn(values.key) ?? values.key }),
    };
    return withKeyAdministration(placeOf(values), context, async (keys) => {
      const entries = await keys.audit(question);
      if (values.json) context.out(`${JSON.stringify({ audit: entries })}\n`);
      else if (entries.length === 0) context.err("nothing was changed\n");
      else context.out(printAudit(entries, context.outStyle));
      return EXIT.done;
    });
  },
};

function readSince(text: string): string {
  const instantMs = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+08:00` : text);
  if (Number.isNaN(instantMs)) throw new UsageError(`--since ${text}: a day such as 2026-01-31, or an instant`);
  return new Date(instantMs).toISOString();
}

function readLimit(text: string): number {
  const limit = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= 10_000) return limit;
  throw new UsageError(`--limit ${text}: a whole number from 1 to 10000`);
}
