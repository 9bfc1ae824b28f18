import type { HttpRequest } from "@yardstick/runtime";

/**
 * Lets the rest of a body that nobody reads any more pass, so that its sender comes to read the answer: a connection that
 * is closed while it still sends resets it. The request's own deadline ends a sender that never ends.
 */
export function passBody({ raw }: HttpRequest): void {
  if (raw.readableEnded || raw.destroyed) return;
  raw.unpipe();
  raw.resume();
}
