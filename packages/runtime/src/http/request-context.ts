import type { HttpRequest } from "./http-types.ts";

const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's W3C trace context, to be carried on into events; undefined where there is none or it is malformed. */
export function traceparentOf(request: HttpRequest): string | undefined {
  const header = request.headers.traceparent;
  return typeof header === "string" && TRACEPARENT.test(header) ? header : undefined;
}

/** From here on every log line of this request, the last one too, carries the submission's id. */
export function bindSubmission(request: HttpRequest, submissionId: string): void {
  request.log = request.log.child({ submissionId });
}

/** A request id the caller may choose, within what is safe in a log line; null where it has to be made. */
export function requestIdFrom(header: string | string[] | undefined): string | null {
  return typeof header === "string" && /^[\w.:-]{1,64}$/.test(header) ? header : null;
}
