import type { HttpReply, HttpRequest } from "./http-types.ts";

/** How much more than is taken a sender may send before it is cut off. */
const PASSED_PER_TAKEN = 16;

/**
 * Lets the body that was refused as too large pass unread, so that its sender reads the answer: a connection that is
 * closed while it still sends resets it, and most clients then report a broken pipe and not the 413. Node discards
 * what follows an answer on a connection that stays open, until the request's time is over. A body that says that it
 * is far larger is not waited for.
 */
export function letBodyPass(request: HttpRequest, reply: HttpReply, takenBytes: number): void {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced <= takenBytes * PASSED_PER_TAKEN) reply.removeHeader("connection");
}
