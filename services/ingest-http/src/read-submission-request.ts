import type { SubmissionBody } from "@yardstick/contracts";
import { HttpProblem, type HttpRequest } from "@yardstick/runtime";
import type { DecodeLimits } from "@yardstick/submissions";
import { chooseFormat, SUBMISSION_FORMATS } from "./content-types.ts";
import { inflateBody } from "./inflate-body.ts";
import { problemOfDecoding } from "./problem-of-decoding.ts";
import { readPostQuery } from "./read-post-query.ts";

export interface SubmissionRequest {
  readonly body: SubmissionBody;
  /** JSON of the body: as it was received, or what another format says in JSON. */
  readonly bytes: Uint8Array;
  readonly dryRun: boolean;
}

/** Reads headers, query string and body of a POST; throws the problem that the first of them has. */
export async function readSubmissionRequest(request: HttpRequest, limits: DecodeLimits): Promise<SubmissionRequest> {
  const chosen = chooseFormat(request.headers["content-type"]);
  if (chosen === null) throw typeNotSupported();
  const { format, charset } = chosen;
  const { dryRun, source, mode } = readPostQuery(request.query, format);
  const sent = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const bytes = await inflateBody(sent, request.headers["content-encoding"], limits.maxBytes);
  const decoded = format.decode(bytes, { limits, charset, source, mode });
  if (decoded.outcome !== "decoded") throw problemOfDecoding(decoded);
  const { body } = decoded;
  return { body, bytes: format.envelopeInQuery ? new TextEncoder().encode(JSON.stringify(body)) : bytes, dryRun };
}

const IDEMPOTENCY_KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/** The header of that name; it is an opaque text of the sender's. */
export function readIdempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined || (typeof header === "string" && IDEMPOTENCY_KEY.test(header))) return header;
  throw new HttpProblem({
    status: 400,
    code: "IDEMPOTENCY_KEY_INVALID",
    detail: "An Idempotency-Key is given once and has 1 to 255 printable ASCII characters.",
  });
}

function typeNotSupported(): HttpProblem {
  const types = [...SUBMISSION_FORMATS].map(([type, { charsets }]) => `${type} (${charsets.join(", ")})`);
  return new HttpProblem({
    status: 415,
    code: "MEDIA_TYPE_NOT_SUPPORTED",
    detail: `Content-Type names one of: ${types.join("; ")}.`,
    headers: { accept: [...SUBMISSION_FORMATS.keys()].join(", ") },
  });
}
