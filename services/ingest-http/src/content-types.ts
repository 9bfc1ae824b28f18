import type { SubmissionMode } from "@yardstick/contracts";
import {
  type DecodedSubmission,
  type DecodeLimits,
  decodeCsvSubmission,
  decodeJsonSubmission,
} from "@yardstick/submissions";

/** What stands beside a body that cannot carry its own envelope. */
export interface DecodeContext {
  readonly limits: DecodeLimits;
  readonly charset: string;
  readonly source: string | undefined;
  readonly mode: SubmissionMode | undefined;
}

export interface SubmissionFormat {
  /** Whether source and mode come in the query string, since the body has no place for them. */
  readonly envelopeInQuery: boolean;
  /** Charsets by which the type may be sent, in lower case; the first is the default. */
  readonly charsets: readonly [string, ...string[]];
  decode(bytes: Uint8Array, context: DecodeContext): DecodedSubmission;
}

/** The formats that are taken, by media type. One more is one more line here. */
export const SUBMISSION_FORMATS: ReadonlyMap<string, SubmissionFormat> = new Map<string, SubmissionFormat>([
  [
    "application/json",
    {
      envelopeInQuery: false,
      charsets: ["utf-8"],
      decode: (bytes, { limits }) => decodeJsonSubmission(bytes, limits),
    },
  ],
  [
    "text/csv",
    {
      envelopeInQuery: true,
      charsets: ["utf-8", "gb18030", "gbk", "gb2312"],
      decode: (bytes, { limits, charset, source = "", mode }) =>
        decodeCsvSubmission(bytes, { source, charset, limits, ...(mode === undefined ? {} : { mode }) }),
    },
  ],
]);

export interface ChosenFormat {
  readonly format: SubmissionFormat;
  readonly charset: string;
}

/** The format that a Content-Type header asks for; null where there is none such. */
export function chooseFormat(header: string | undefined): ChosenFormat | null {
  const [type = "", ...parameters] = (header ?? "").toLowerCase().split(";");
  const format = SUBMISSION_FORMATS.get(type.trim());
  if (format === undefined) return null;
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/.exec(parameter)?.[1])
    .find(Boolean);
  const chosen = charset === "utf8" ? "utf-8" : (charset ?? format.charsets[0]);
  return format.charsets.includes(chosen) ? { format, charset: chosen } : null;
}
