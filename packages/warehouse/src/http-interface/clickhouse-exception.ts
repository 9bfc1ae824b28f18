/**
 * An error as ClickHouse's clients know it: a numeric code, its name, and the text `Code: N. DB::Exception: … (NAME)`.
 * https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
 */
export class ClickHouseException extends Error {
  readonly code: number;
  readonly type: string;
  readonly httpStatus: number;

  constructor(type: KnownType, message: string) {
    super(message);
    this.name = "ClickHouseException";
    this.code = knownTypes[type].code;
    this.type = type;
    this.httpStatus = knownTypes[type].httpStatus;
  }

  /** Reads what the engine threw. Its messages repeat their own head and tail where one layer wraps another. */
  static fromEngine(error: unknown): ClickHouseException {
    const text = error instanceof Error ? error.message.trim() : String(error);
    const code = Number(/^Code: (\d+)\./.exec(text)?.[1] ?? 1002);
    const type = /\(([A-Z0-9_]+)\)$/.exec(text)?.[1] ?? "UNKNOWN_EXCEPTION";
    const message = text
      .replace(/^(?:Code: \d+\. DB::Exception: )+/, "")
      .replace(/(?:\s*\((?:[A-Z0-9_]+|version [\d.]+)\)\.?)+$/, "")
      .replace(/: In scope SELECT formatQuerySingleLine\(unhex\('[0-9a-f]*'\)\)\.?/, "");
    const exception = new ClickHouseException("UNKNOWN_EXCEPTION", message);
    return Object.assign(exception, { code, type, httpStatus: httpStatusOf(code) });
  }

  /** The body of an error answer. Clients read code and name out of it with regular expressions. */
  toText(version: string): string {
    const end = this.message.endsWith(".") ? "" : ".";
    return `Code: ${this.code}. DB::Exception: ${this.message}${end} (${this.type}) (version ${version})\n`;
  }
}

type KnownType = keyof typeof knownTypes;

/** The errors that this interface raises itself. */
const knownTypes = {
  BAD_ARGUMENTS: { code: 36, httpStatus: 400 },
  NOT_IMPLEMENTED: { code: 48, httpStatus: 501 },
  SYNTAX_ERROR: { code: 62, httpStatus: 400 },
  UNKNOWN_FORMAT: { code: 73, httpStatus: 400 },
  UNKNOWN_DATABASE: { code: 81, httpStatus: 404 },
  QUOTA_EXCEEDED: { code: 201, httpStatus: 429 },
  TIMEOUT_EXCEEDED: { code: 159, httpStatus: 408 },
  QUERY_IS_TOO_LARGE: { code: 161, httpStatus: 413 },
  READONLY: { code: 164, httpStatus: 403 },
  TOO_MANY_SIMULTANEOUS_QUERIES: { code: 202, httpStatus: 503 },
  CANNOT_DECOMPRESS: { code: 271, httpStatus: 400 },
  ACCESS_DENIED: { code: 497, httpStatus: 403 },
  AUTHENTICATION_FAILED: { code: 516, httpStatus: 401 },
  UNKNOWN_EXCEPTION: { code: 1002, httpStatus: 500 },
} as const;

/** As ClickHouse answers: the client's own mistakes are 4xx, everything else 500. */
function httpStatusOf(code: number): number {
  if (code === 164 || code === 497) return 403;
  if (code === 159) return 408;
  if (code === 161) return 413;
  if (code === 48) return 501;
  if (notFound.has(code)) return 404;
  return badRequest.has(code) ? 400 : 500;
}

const notFound = new Set([46, 47, 50, 60, 81, 115]);
const badRequest = new Set([6, 26, 27, 36, 38, 41, 42, 43, 53, 62, 69, 70, 72, 73, 117, 130, 386, 427, 441, 456, 457]);
