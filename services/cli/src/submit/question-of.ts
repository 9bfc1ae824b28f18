import { loadReference } from "@yardstick/contracts";
import { loadConfig } from "@yardstick/runtime";
import { DEFAULT_DECODE_LIMITS, type DecodeQuestion } from "@yardstick/submissions";
import { clientConfig } from "../config.ts";
import { UsageError } from "../verb.ts";
import type { SubmitVerbOptions } from "./read-submit-options.ts";
import type { FileToSend } from "./ship-file.ts";

/** What a file is read with that has to be read here. A feed of one's own is looked for in `YARDSTICK_REFERENCE_DIR`. */
export function questionOf({ path, fileName, bytes }: FileToSend, options: SubmitVerbOptions): DecodeQuestion {
  const { source, mode, charset } = options;
  const config = loadConfig({ service: "yardstick submit", shape: clientConfig, argv: [] });
  const reference = loadReference({ overlayDir: config.YARDSTICK_REFERENCE_DIR, catalogueOnly: true });
  const feed = options.feed === undefined ? undefined : reference.feeds.get(options.feed);
  if (options.feed !== undefined && feed === undefined) {
    const where = "point YARDSTICK_REFERENCE_DIR at the directory that has it";
    throw new UsageError(`${path} has to be read here, and there is no feed ${options.feed} here: ${where}`);
  }
  return {
    ...(source === undefined ? {} : { source }),
    ...(mode === undefined ? {} : { mode }),
    ...(charset === undefined ? {} : { charset }),
    ...(fileName === undefined ? {} : { fileName }),
    ...(feed === undefined ? {} : { feed }),
    limits: {
      ...DEFAULT_DECODE_LIMITS,
      maxFileBytes: Math.max(DEFAULT_DECODE_LIMITS.maxFileBytes, bytes.length * MOST_UNPACKED),
    },
    reference,
  };
}

/** A workbook of rows unpacks to about ten times its bytes. */
const MOST_UNPACKED = 20;

/** Bytes that are all there, as a decoder takes them. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
