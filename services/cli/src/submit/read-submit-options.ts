import {
  FEED_FORMATS,
  type FeedFormat,
  SOURCE_PATTERN,
  SUBMISSION_MODES,
  type SubmissionMode,
} from "@yardstick/contracts";
import { readArguments } from "../read-arguments.ts";
import { UsageError } from "../verb.ts";
import { languageOfMachine } from "./language.ts";

export const DEFAULT_URL = "http://127.0.0.1:8080";
const DEFAULT_TIMEOUT_SECONDS = 120;

export interface SubmitVerbOptions {
  readonly files: readonly string[];
  readonly url: string;
  readonly keyFile: string | undefined;
  readonly source: string | undefined;
  readonly mode: SubmissionMode | undefined;
  readonly format: FeedFormat | undefined;
  readonly feed: string | undefined;
  readonly charset: string | undefined;
  /** Name to tell format and feed by, in place of the file's own. */
  readonly fileName: string | undefined;
  readonly byCitation: boolean;
  readonly dryRun: boolean;
  /** Makes the Idempotency-Keys of this run its own; null: they say what is sent, and nothing else. */
  readonly anew: number | null;
  readonly json: boolean;
  readonly lang: "zh" | "en";
  /** How long to wait until everything is settled; 0 does not wait. */
  readonly waitMs: number;
  /** Where the receipts go as tables. */
  readonly receiptFile: string | undefined;
}

/** @throws UsageError */
export function readSubmitOptions(args: readonly string[], nowMs: number): SubmitVerbOptions {
  const { values, positionals } = readArguments(args, {
    url: { type: "string", default: DEFAULT_URL },
    "key-file": { type: "string" },
    source: { type: "string" },
    mode: { type: "string" },
    format: { type: "string" },
    feed: { type: "string" },
    charset: { type: "string" },
    "file-name": { type: "string" },
    "by-citation": { type: "boolean", default: false },
    "dry-run": { type: "boolean", default: false },
    anew: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    lang: { type: "string" },
    wait: { type: "boolean", default: true },
    "no-wait": { type: "boolean", default: false },
    timeout: { type: "string", default: String(DEFAULT_TIMEOUT_SECONDS) },
    receipt: { type: "string" },
  });
  if (positionals.length === 0) throw new UsageError("name at least one file");
  const { source } = values;
  if (source !== undefined && !SOURCE_PATTERN.test(source)) {
    throw new UsageError(`--source ${source}: small letters, digits, dots, dashes and underscores, at most 64`);
  }
  return {
    files: positionals,
    url: readUrl(values.url),
    keyFile: values["key-file"],
    source,
    mode: values.mode === undefined ? undefined : oneOf("--mode", values.mode, SUBMISSION_MODES),
    format: values.format === undefined ? undefined : oneOf("--format", values.format, FEED_FORMATS),
    feed: values.feed,
    charset: values.charset,
    fileName: values["file-name"],
    byCitation: values["by-citation"],
    dryRun: values["dry-run"],
    anew: values.anew ? nowMs : null,
    json: values.json,
    lang: values.lang === undefined ? languageOfMachine() : oneOf("--lang", values.lang, ["zh", "en"]),
    waitMs: values["no-wait"] ? 0 : readSeconds(values.timeout) * 1_000,
    receiptFile: values.receipt,
  };
}

/** @throws UsageError */
export function readUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new UsageError(`--url ${text}: an address such as ${DEFAULT_URL}`);
}

/** @throws UsageError */
export function oneOf<const Word extends string>(flag: string, text: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === text);
  if (word === undefined) throw new UsageError(`${flag} ${text}: ${words.join(" or ")}`);
  return word;
}

function readSeconds(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new UsageError(`--timeout ${text}: a whole number of seconds from 0 to 99999`);
}
