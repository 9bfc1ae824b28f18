import { dateTimeText } from "@yardstick/warehouse";
import type { AccessVerb, KeyRecord } from "./key-record.ts";

/** Every key, newest version; the columns are those of `KeyRow`. */
export const SELECT_KEYS = `
SELECT key_id, secret_hash, previous_hash, note, sources, region_prefixes, verbs, requests_per_minute, rows_per_minute,
  toUnixTimestamp64Milli(previous_valid_until) AS previous_valid_until_ms,
  toUnixTimestamp64Milli(valid_from) AS valid_from_ms,
  toUnixTimestamp64Milli(valid_until) AS valid_until_ms,
  toUnixTimestamp64Milli(revoked_at) AS revoked_at_ms,
  toUnixTimestamp64Milli(created_at) AS created_at_ms,
  version
FROM api_keys FINAL`;

/** 64-bit numbers come as text. */
export interface KeyRow {
  readonly key_id: string;
  readonly secret_hash: string;
  readonly previous_hash: string;
  readonly note: string;
  readonly sources: readonly string[];
  readonly region_prefixes: readonly string[];
  readonly verbs: readonly string[];
  readonly requests_per_minute: number;
  readonly rows_per_minute: number;
  readonly previous_valid_until_ms: string | null;
  readonly valid_from_ms: string;
  readonly valid_until_ms: string | null;
  readonly revoked_at_ms: string | null;
  readonly created_at_ms: string;
  readonly version: string;
}

export function toKeyRecord(row: KeyRow): KeyRecord {
  return {
    keyId: row.key_id,
    secretHash: row.secret_hash,
    previousHash: row.previous_hash === "" ? null : row.previous_hash,
    previousValidUntilMs: msOrNull(row.previous_valid_until_ms),
    note: row.note,
    sources: row.sources,
    regionPrefixes: row.region_prefixes,
    // A verb of a newer version of the program grants nothing here: it is compared and never matches.
    verbs: row.verbs as readonly AccessVerb[],
    requestsPerMinute: row.requests_per_minute === 0 ? null : row.requests_per_minute,
    rowsPerMinute: row.rows_per_minute === 0 ? null : row.rows_per_minute,
    validFromMs: Number(row.valid_from_ms),
    validUntilMs: msOrNull(row.valid_until_ms),
    revokedAtMs: msOrNull(row.revoked_at_ms),
    createdAtMs: Number(row.created_at_ms),
    version: BigInt(row.version),
  };
}

export const KEY_COLUMNS = [
  "key_id",
  "secret_hash",
  "previous_hash",
  "previous_valid_until",
  "note",
  "sources",
  "region_prefixes",
  "verbs",
  "requests_per_minute",
  "rows_per_minute",
  "valid_from",
  "valid_until",
  "revoked_at",
  "created_at",
  "version",
] as const;

/** A key as a row of `KEY_COLUMNS`. */
export function toKeyRow(key: KeyRecord): unknown[] {
  return [
    key.keyId,
    key.secretHash,
    key.previousHash ?? "",
    instantOrNull(key.previousValidUntilMs),
    key.note,
    key.sources,
    key.regionPrefixes,
    key.verbs,
    key.requestsPerMinute ?? 0,
    key.rowsPerMinute ?? 0,
    instant(key.validFromMs),
    instantOrNull(key.validUntilMs),
    instantOrNull(key.revokedAtMs),
    instant(key.createdAtMs),
    String(key.version),
  ];
}

const msOrNull = (text: string | null) => (text === null ? null : Number(text));
const instant = (ms: number) => dateTimeText(new Date(ms));
const instantOrNull = (ms: number | null) => (ms === null ? null : instant(ms));
