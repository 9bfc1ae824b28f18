import { createHash } from "node:crypto";

/**
 * The id of an event that follows from others: 32 hexadecimal digits of a SHA-256 over its type and what caused it, in
 * that order. A replay of the same causes makes the same id, which is how consumers know a repetition.
 */
export function deriveEventId(type: string, ...causes: readonly string[]): string {
  // JSON keeps ["a", "bc"] and ["ab", "c"] apart.
  return createHash("sha256")
    .update(JSON.stringify([type, ...causes]))
    .digest("hex")
    .slice(0, 32);
}
