import { createHash, timingSafeEqual } from "node:crypto";

/** SHA-256, hexadecimal. A secret is 256 random bits, so nothing slower than a plain hash is needed. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Whether two hashes are the same, in a time that does not tell where they differ. */
export function hashesEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
