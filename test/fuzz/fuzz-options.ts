import { parseArgs } from "node:util";
import { FEED_FORMATS, type FeedFormat } from "@yardstick/contracts";

export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
  readonly only: readonly FeedFormat[];
  /** The only input of each format that is tried; null for all. */
  readonly index: number | null;
  /** Requests against the ingest API. */
  readonly posts: number;
  /** Directories with files of others. */
  readonly corpus: readonly string[];
  /** Where inputs are left that something is wrong with. */
  readonly out: string;
}

/** Reads `--inputs N --seed N --only csv,xlsx --index N --posts N --corpus DIR --out DIR`. Throws on anything else. */
export function fuzzOptions(args: readonly string[]): FuzzOptions {
  const { values } = parseArgs({
    args: args.filter((argument) => argument !== "--"),
    options: {
      inputs: { type: "string", default: "20000" },
      seed: { type: "string", default: "1" },
      only: { type: "string", default: FEED_FORMATS.join(",") },
      index: { type: "string" },
      posts: { type: "string", default: "2000" },
      corpus: { type: "string", multiple: true, default: [] },
      out: { type: "string", default: "/tmp/yardstick-fuzz" },
    },
  });
  const only = values.only.split(",").map((text) => {
    const format = FEED_FORMATS.find((known) => known === text.trim());
    if (format === undefined) throw new Error(`--only: got ${text}, wanted some of ${FEED_FORMATS.join(",")}`);
    return format;
  });
  return {
    only,
    inputs: wholeNumber("inputs", values.inputs),
    seed: wholeNumber("seed", values.seed),
    index: values.index === undefined ? null : wholeNumber("index", values.index),
    posts: values.index === undefined ? wholeNumber("posts", values.posts) : 0,
    corpus: values.corpus,
    out: values.out,
  };
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new Error(`--${name}: got ${text}, wanted a whole number`);
  return number;
}
