/** What a key may be used for: `submit` figures, `read` them, `admin`ister a process. */
export const ACCESS_VERBS = ["submit", "read", "admin"] as const;
export type AccessVerb = (typeof ACCESS_VERBS)[number];

/** What a key may do, and how often. */
export interface KeyScope {
  readonly verbs: readonly AccessVerb[];
  /** Sources it may speak for; `*` stands for any letters. None: none. Asked of `submit` alone. */
  readonly sources: readonly string[];
  /** Beginnings of region codes it may report on. None: every region. Asked of `submit` alone. */
  readonly regionPrefixes: readonly string[];
  /** Null: as the service is set. */
  readonly requestsPerMinute: number | null;
  readonly rowsPerMinute: number | null;
}

/** A key as it is kept. Instants in milliseconds since 1970; an end is the first instant that is refused. */
export interface KeyRecord extends KeyScope {
  readonly keyId: string;
  readonly secretHash: string;
  /** The secret before the last rotation, accepted until `previousValidUntilMs`. */
  readonly previousHash: string | null;
  readonly previousValidUntilMs: number | null;
  readonly note: string;
  readonly validFromMs: number;
  readonly validUntilMs: number | null;
  readonly revokedAtMs: number | null;
  readonly createdAtMs: number;
  readonly version: bigint;
}

/** What a key may do, without what proves it: it goes along with requests. */
export function scopeOf({ verbs, sources, regionPrefixes, requestsPerMinute, rowsPerMinute }: KeyScope): KeyScope {
  return { verbs, sources, regionPrefixes, requestsPerMinute, rowsPerMinute };
}

export type KeyState = "valid" | "not_yet_valid" | "expired" | "revoked";

export function keyStateAt(key: KeyRecord, nowMs: number): KeyState {
  if (key.revokedAtMs !== null) return "revoked";
  if (key.validUntilMs !== null && nowMs >= key.validUntilMs) return "expired";
  return nowMs < key.validFromMs ? "not_yet_valid" : "valid";
}
