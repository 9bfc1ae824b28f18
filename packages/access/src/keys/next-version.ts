import type { KeyRecord } from "./key-record.ts";

/**
 * The version of a key's next row: the time, and always more than before. The version of a revoked key has the highest
 * bit too, so that no change which is written at the same time, or by a clock that runs ahead, takes the revocation back.
 */
export function nextVersion(next: Omit<KeyRecord, "version">, previous: bigint, nowMs: number): bigint {
  const revoked = next.revokedAtMs === null ? 0n : REVOKED;
  const time = BigInt(nowMs);
  const after = (previous & ~REVOKED) + 1n;
  return revoked | (time > after ? time : after);
}

const REVOKED = 1n << 63n;
