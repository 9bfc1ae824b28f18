import { SOURCE_PATTERN, SUBMISSION_MODES, type SubmissionMode } from "@yardstick/contracts";
import { readArguments } from "../read-arguments.ts";
import { UsageError } from "../verb.ts";

export const DEFAULT_URL = "http://127.0.0.1:8080";
const DEFAULT_WAIT_SECONDS = 120;

export interface SubmitVerbOptions {
  readonly files: readonly string[];
  readonly url: string;
  readonly keyFile: string | undefined;
  readonly source: string | undefined;
  readonly mode: SubmissionMode | undefined;
  readonly charset: string | undefined;
  readonly byCitation: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly lang: "zh" | "en";
  readonly waitMs: number;
}

/** @throws UsageError */
export function readSubmitOptions(args: readonly string[]): SubmitVerbOptions {
  const { values, positionals } = readArguments(args, {
    url: { type: "string", default: DEFAULT_URL },
    "key-file": { type: "string" },
    source: { type: "string" },
    mode: { type: "string" },
    charset: { type: "string" },
    "by-citation": { type: "boolean", default: false },
    "dry-run": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    lang: { type: "string", default: "en" },
    "wait-seconds": { type: "string", default: String(DEFAULT_WAIT_SECONDS) },
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
    charset: values.charset,
    byCitation: values["by-citation"],
    dryRun: values["dry-run"],
    json: values.json,
    lang: oneOf("--lang", values.lang, ["zh", "en"]),
    waitMs: readSeconds(values["wait-seconds"]) * 1_000,
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
  throw new UsageError(`--wait-seconds ${text}: a whole number from 0 to 99999`);
}
