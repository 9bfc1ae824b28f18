import {
  type Feed,
  loadReference,
  type ReferenceData,
  ReferenceDataError,
  referenceConfig,
} from "@yardstick/contracts";
import { loadConfig } from "@yardstick/runtime";
import { suggestClosest } from "@yardstick/submissions";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { readArguments } from "../read-arguments.ts";
import { oneOf } from "../submit/read-submit-options.ts";
import { type CommandContext, UsageError, type Verb } from "../verb.ts";
import { checkFeedFile } from "./check-feed-file.ts";
import { type Language, printFeedCheck, printFeeds, printFeedTrial } from "./print-feed.ts";
import { tryFeed } from "./try-feed.ts";

export const feedVerb: Verb = {
  name: "feed",
  summary: "check a feed (what columns mean), try it on a file, or list the feeds",
  help: `pnpm yardstick feed check FILE [flags]
pnpm yardstick feed try FEED FILE [flags]
pnpm yardstick feed list [flags]

check reads a feed (JSON) and says place by place what is wrong with it, all at once. try reads a file of figures by a
feed and prints what its first rows become, with all that reading it has to tell; FEED is the id of one in use, a
file.json, or "-" for none: the file is then read by its own headings. Nothing is sent or changed. list shows the feeds
in use: the shipped ones with those of YARDSTICK_REFERENCE_DIR laid over them. How a feed is written:
contracts/reference/feeds/README.md.

  --rows N           so many rows are printed by try (20)
  --lang zh|en       language of the messages (en)
  --json             print one object instead of tables

Exit codes: 0 the feed can be used, the file can be read (there may be warnings); 1 it has errors; 2 the command, a
file or the reference directory cannot be used.
`,
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, {
      lang: { type: "string", default: "en" },
      json: { type: "boolean", default: false },
      rows: { type: "string", default: "20" },
    });
    const [action, ...names] = positionals;
    const options = { language: oneOf("--lang", values.lang, ["zh", "en"]), json: values.json };
    const [first, second] = names;
    if (action === "list" && names.length === 0) return list(options, context);
    if (action === "check" && first !== undefined && names.length === 1) return await check(first, options, context);
    if (action === "try" && first !== undefined && second !== undefined && names.length === 2)
      return await tryOut({ name: first, file: second, maxRows: countOf(values.rows) }, options, context);
    throw new UsageError("it is: feed check FILE, feed try FEED FILE, or: feed list");
  },
};

interface FeedOptions {
  readonly language: Language;
  readonly json: boolean;
}

async function check(file: string, { language, json }: FeedOptions, context: CommandContext): Promise<ExitCode> {
  const text = new TextDecoder().decode(await context.readFile(file));
  const checked = checkFeedFile(file, text, reference());
  if (json) context.out(`${JSON.stringify({ ...checked, feed: checked.feed?.id ?? null })}\n`);
  else context.out(printFeedCheck(checked, language, context.outStyle));
  return checked.errors === 0 ? EXIT.done : EXIT.rejected;
}

interface TryQuestion {
  readonly name: string;
  readonly file: string;
  readonly maxRows: number;
}

async function tryOut(
  { name, file, maxRows }: TryQuestion,
  { language, json }: FeedOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const data = reference();
  const feed = await feedOf(name, data, context);
  const trial = await tryFeed({ file, bytes: await context.readFile(file), feed, reference: data, maxRows });
  context.out(json ? `${JSON.stringify(trial)}\n` : printFeedTrial(trial, language, context.outStyle));
  return trial.faults.length === 0 ? EXIT.done : EXIT.rejected;
}

async function feedOf(name: string, data: ReferenceData, context: CommandContext): Promise<Feed | null> {
  if (name === "-") return null;
  const known = data.feeds.get(name);
  if (known !== undefined) return known;
  if (!name.endsWith(".json")) {
    const [closest] = suggestClosest(name, data.feeds.keys());
    throw new UsageError(`there is no feed ${name}${closest === undefined ? "" : `; did you mean ${closest}?`}`);
  }
  const checked = checkFeedFile(name, new TextDecoder().decode(await context.readFile(name)), data);
  if (checked.feed === null || checked.errors > 0) throw new UsageError(`${name} has errors: see feed check ${name}`);
  return checked.feed;
}

function list({ json }: FeedOptions, context: CommandContext): ExitCode {
  const feeds = [...reference().feeds.values()];
  context.out(json ? `${JSON.stringify({ feeds })}\n` : printFeeds(feeds, context.outStyle));
  return EXIT.done;
}

function countOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UsageError(`--rows is a number from 1, not ${text}`);
}

function reference(): ReferenceData {
  const config = loadConfig({ service: "yardstick feed", shape: referenceConfig, argv: [] });
  try {
    return loadReference({ overlayDir: config.YARDSTICK_REFERENCE_DIR, catalogueOnly: true });
  } catch (error) {
    if (error instanceof ReferenceDataError) throw new UsageError(error.message);
    throw error;
  }
}
