import { z } from "zod";
import { type KeyRecord, keyStateAt } from "../keys/key-record.ts";

/** A key as its administrator sees it: everything but its hashes. Instants RFC 3339, UTC. */
export const keySummary = z.object({
  keyId: z.string(),
  state: z.enum(["valid", "not_yet_valid", "expired", "revoked"]),
  note: z.string(),
  verbs: z.array(z.string()),
  sources: z.array(z.string()),
  regionPrefixes: z.array(z.string()),
  requestsPerMinute: z.int().nullable(),
  rowsPerMinute: z.int().nullable(),
  validFrom: z.string(),
  validUntil: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** Until when the secret before the last rotation is accepted; null where none is. */
  previousSecretUntil: z.string().nullable(),
  createdAt: z.string(),
});
export type KeySummary = z.infer<typeof keySummary>;

/** A key at its creation or rotation: the only time that its text is known. */
export const issuedKey = z.object({ key: z.string(), summary: keySummary });
export type IssuedKey = z.infer<typeof issuedKey>;

export const auditEntry = z.object({
  at: z.string(),
  actor: z.string(),
  verb: z.string(),
  source: z.string(),
  object: z.string(),
  detail: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export function summariseKey(key: KeyRecord, nowMs: number): KeySummary {
  const previousUntil = key.previousValidUntilMs;
  return {
    keyId: key.keyId,
    state: keyStateAt(key, nowMs),
    note: key.note,
    verbs: [...key.verbs],
    sources: [...key.sources],
    regionPrefixes: [...key.regionPrefixes],
    requestsPerMinute: key.requestsPerMinute,
    rowsPerMinute: key.rowsPerMinute,
    validFrom: instant(key.validFromMs),
    validUntil: instantOrNull(key.validUntilMs),
    revokedAt: instantOrNull(key.revokedAtMs),
    previousSecretUntil: previousUntil !== null && nowMs < previousUntil ? instant(previousUntil) : null,
    createdAt: instant(key.createdAtMs),
  };
}

const instant = (ms: number) => new Date(ms).toISOString();
const instantOrNull = (ms: number | null) => (ms === null ? null : instant(ms));
