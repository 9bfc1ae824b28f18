import { keyIdIn } from "@yardstick/access";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { readArguments } from "../read-arguments.ts";
import { type CommandContext, UsageError, type Verb } from "../verb.ts";
import { createKey } from "./create-key.ts";
import { PLACE_EXIT_CODES, PLACE_FLAGS, PLACE_HELP, placeOf } from "./key-options.ts";
import { howToUse, printKeys } from "./print-keys.ts";
import { withKeyAdministration } from "./with-key-administration.ts";

export const keysVerb: Verb = {
  name: "keys",
  summary: "create, list, revoke and rotate the keys that callers show",
  help: `pnpm yardstick keys create --source SOURCE [--source ...] [flags]
pnpm yardstick keys list [flags]
pnpm yardstick keys revoke KEY-ID [flags]
pnpm yardstick keys rotate KEY-ID [--grace-hours N] [flags]

create prints a new key, once: the key on stdout, how to use it on stderr. From the first key on every caller has to
show one, also on this machine, and services may listen beyond it (YARDSTICK_INGEST_HOST=0.0.0.0). revoke refuses a key for
good; processes that run apart notice within YARDSTICK_KEYS_REFRESH_INTERVAL_MS. rotate prints a new secret for the same
key id, and goes on accepting the one before for the grace.

  --source SOURCE    whom the key may speak for; * stands for any letters (--source '2104*'); can be repeated
  --region CODE      beginning of the region codes it may report on (2104); can be repeated; all without it
  --verb VERB        submit, read or admin; can be repeated (submit)
  --expires DAY      last day on which it is accepted, in China (2027-12-31), or an instant
  --rate N           requests a minute, for each process
  --row-rate N       rows a minute, for each process
  --note TEXT        whom it was given to
  --grace-hours N    how long the old secret is accepted after rotate, at most 720 (24)

${PLACE_HELP}

Exit codes: 0 done; ${PLACE_EXIT_CODES}
`,
  run: async ([action, ...args], context) => {
    if (action === "create") return createKey(args, context);
    if (action === "list") return listKeys(args, context);
    if (action === "revoke") return revokeKey(args, context);
    if (action === "rotate") return rotateKey(args, context);
    throw new UsageError("it is: keys create, keys list, keys revoke KEY-ID, or keys rotate KEY-ID");
  },
};

async function listKeys(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = readArguments(args, PLACE_FLAGS);
  return withKeyAdministration(placeOf(values), context, async (keys) => {
    const all = await keys.list();
    if (values.json) context.out(`${JSON.stringify({ keys: all })}\n`);
    else if (all.length === 0)
      context.err("there are no keys: services listen on this machine only, and ask for none\n");
    else context.out(printKeys(all, context.outStyle));
    return EXIT.done;
  });
}

async function revokeKey(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, PLACE_FLAGS);
  const keyId = oneKeyId(positionals);
  return withKeyAdministration(placeOf(values), context, async (keys) => {
    const revoked = await keys.revoke(keyId);
    if (values.json) context.out(`${JSON.stringify(revoked)}\n`);
    else context.out(`${keyId} is revoked\n`);
    return EXIT.done;
  });
}

async function rotateKey(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {
    ...PLACE_FLAGS,
    "grace-hours": { type: "string", default: "24" },
  });
  const keyId = oneKeyId(positionals);
  const graceHours = /^\d{1,3}$/.test(values["grace-hours"]) ? Number(values["grace-hours"]) : Number.NaN;
  if (!(graceHours <= 720))
    throw new UsageError(`--grace-hours ${values["grace-hours"]}: a whole number from 0 to 720`);
  return withKeyAdministration(placeOf(values), context, async (keys) => {
    const issued = await keys.rotate(keyId, graceHours * 3_600);
    if (values.json) context.out(`${JSON.stringify(issued)}\n`);
    else {
      context.out(`${issued.key}\n`);
      const until = issued.summary.previousSecretUntil;
      context.err(
        `${howToUse(issued)}${until === null ? "The old secret is refused." : `The old secret is accepted until ${until}.`}\n`,
      );
    }
    return EXIT.done;
  });
}

function oneKeyId(positionals: readonly string[]): string {
  const [text, ...others] = positionals;
  if (text === undefined || others.length > 0) throw new UsageError("name one key by its id; see: keys list");
  const keyId = keyIdIn(text);
  // What was typed may be half of a key, so it is not repeated.
  if (keyId === null) throw new UsageError("that is no key id: 12 characters, 0 to 9 and a to f; see: keys list");
  return keyId;
}
