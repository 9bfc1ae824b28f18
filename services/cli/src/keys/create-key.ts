import { type KeyAdministration, type NewKey, newKey } from "@yardstick/access";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { readArguments } from "../read-arguments.ts";
import { type CommandContext, UsageError } from "../verb.ts";
import { PLACE_FLAGS, placeOf } from "./key-options.ts";
import { howToUse } from "./print-keys.ts";
import { readExpiry } from "./read-expiry.ts";
import { withKeyAdministration } from "./with-key-administration.ts";

/** `keys create`: the key alone on stdout, and how it is used on stderr. */
export async function createKey(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {
    ...PLACE_FLAGS,
    source: { type: "string", multiple: true, default: [] },
    region: { type: "string", multiple: true, default: [] },
    verb: { type: "string", multiple: true, default: ["submit"] },
    expires: { type: "string" },
    rate: { type: "string" },
    "row-rate": { type: "string" },
    note: { type: "string", default: "" },
  });
  if (positionals.length > 0) throw new UsageError(`${positionals[0]}: keys create takes flags only`);
  const asked = {
    verbs: values.verb,
    sources: values.source,
    regionPrefixes: values.region,
    validUntil: values.expires === undefined ? null : readExpiry(values.expires, context.clock.nowMs()),
    requestsPerMinute: readRate("--rate", values.rate),
    rowsPerMinute: readRate("--row-rate", values["row-rate"]),
    note: values.note,
  };
  const checked = newKey.safeParse(asked);
  if (!checked.success) {
    throw new UsageError(
      checked.error.issues.map((issue) => `${flagOf(issue.path, asked)}: ${issue.message}`).join("\n"),
    );
  }
  const create = (keys: KeyAdministration) => keys.create(asked as NewKey);
  return withKeyAdministration(placeOf(values), context, async (keys) => {
    const issued = await create(keys);
    if (values.json) context.out(`${JSON.stringify(issued)}\n`);
    else {
      context.out(`${issued.key}\n`);
      context.err(howToUse(issued));
    }
    return EXIT.done;
  });
}

const FLAGS: Readonly<Record<string, string>> = {
  verbs: "--verb",
  sources: "--source",
  regionPrefixes: "--region",
  requestsPerMinute: "--rate",
  rowsPerMinute: "--row-rate",
  note: "--note",
};

/** The flag that a fault is of, with what was typed. */
function flagOf([field, index]: readonly PropertyKey[], asked: Readonly<Record<string, unknown>>): string {
  const value = asked[String(field)];
  const typed = typeof index === "number" && Array.isArray(value) ? ` ${value[index]}` : "";
  return `${FLAGS[String(field)] ?? String(field)}${typed}`;
}

function readRate(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`${flag} ${text}: a whole number from 1, for each minute`);
}
