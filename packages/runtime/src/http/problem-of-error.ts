import { codeOf, dispositionOf, hasDisposition } from "../error-disposition.ts";
import { HttpProblem, type ProblemOptions } from "./problem.ts";

/**
 * What a caller is told about an error. Problems say it themselves; the server's own complaints about a request keep
 * their status; an error that a retry may mend is a 503; all else is a 500 that tells nothing of the inside.
 */
export function problemOfError(error: unknown): ProblemOptions {
  if (error instanceof HttpProblem) return error.options;
  const status = requestFaultOf(error);
  if (status !== null) return { status, code: FAULT_CODES[status] ?? "BAD_REQUEST", detail: (error as Error).message };
  if (isHandlerTimeout(error)) return { ...UNAVAILABLE, code: "HANDLER_TIMEOUT" };
  if (hasDisposition(error) && dispositionOf(error) === "retry") return { ...UNAVAILABLE, code: codeOf(error) };
  return {
    status: 500,
    code: "INTERNAL",
    detail: "Something failed that should not. It is in the log under the request id.",
  };
}

const UNAVAILABLE = {
  status: 503,
  detail: "What this needs does not answer at the moment. The same request may be sent again.",
  headers: { "retry-after": "5" },
};

/** The status of what fastify found wrong with the request itself, else null. */
function requestFaultOf(error: unknown): number | null {
  if (!(error instanceof Error) || !("statusCode" in error) || typeof error.statusCode !== "number") return null;
  return error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : null;
}

function isHandlerTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "FST_ERR_HANDLER_TIMEOUT";
}

const FAULT_CODES: Readonly<Record<number, string>> = {
  400: "BAD_REQUEST",
  408: "REQUEST_TIMEOUT",
  413: "BODY_TOO_LARGE",
  414: "ADDRESS_TOO_LONG",
  415: "MEDIA_TYPE_NOT_SUPPORTED",
};
