import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { problemBody } from "./problem.ts";

/** Answers what is not even a request (too large a head, too slow, not HTTP), for which no handler is ever called. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const { status, code, detail } = FAULTS[error.code ?? ""] ?? NOT_HTTP;
  const body = JSON.stringify(problemBody({ status, code, detail }, "/"));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/problem+json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

const NOT_HTTP = { status: 400, code: "BAD_REQUEST", detail: "This is not an HTTP request." };

const FAULTS: Readonly<Record<string, typeof NOT_HTTP>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: "REQUEST_TIMEOUT", detail: "The request did not arrive in time." },
  HPE_HEADER_OVERFLOW: { status: 431, code: "HEADERS_TOO_LARGE", detail: "The head of the request is too large." },
};
