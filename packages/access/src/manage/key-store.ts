import type { Clock, Randomness } from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import { AccessError } from "../access-error.ts";
import { issueKey } from "../keys/issue-key.ts";
import { type KeyRecord, keyStateAt } from "../keys/key-record.ts";
import { KEY_COLUMNS, type KeyRow, SELECT_KEYS, toKeyRecord, toKeyRow } from "../keys/key-rows.ts";
import { nextVersion } from "../keys/next-version.ts";
import { readAudit, writeAudit } from "./audit-table.ts";
import type { KeyAdministration } from "./key-administration.ts";
import { type KeySummary, summariseKey } from "./key-summary.ts";
import { auditQuestion, newKey } from "./new-key.ts";

export interface KeyStoreDeps {
  readonly warehouse: Pick<Warehouse, "query" | "insert">;
  readonly clock: Clock;
  readonly randomness: Pick<Randomness, "randomBytes">;
  /** Who asks, for the audit: a key's id, or `command-line`. */
  readonly actor: string;
  /** Told when a change is durable. */
  readonly onChange?: () => Promise<void>;
}

/**
 * Keys in their table. A change leaves its line in `audit` before it is made, so that none is without one; a crash
 * between the two leaves a line for what did not happen.
 */
export function createKeyStore(deps: KeyStoreDeps): KeyAdministration {
  const { warehouse, clock, randomness } = deps;

  async function write(key: Omit<KeyRecord, "version">, change: Change): Promise<KeySummary> {
    const nowMs = clock.nowMs();
    await writeAudit(warehouse, { atMs: nowMs, actor: deps.actor, object: key.keyId, ...change });
    const record = { ...key, version: nextVersion(key, change.previousVersion ?? 0n, nowMs) };
    await warehouse.insert("api_keys", KEY_COLUMNS, [toKeyRow(record)]);
    await deps.onChange?.();
    return summariseKey(record, nowMs);
  }

  async function find(keyId: string): Promise<KeyRecord> {
    const [row] = await warehouse.query<KeyRow>(`${SELECT_KEYS} WHERE key_id = {keyId:String}`, { keyId });
    if (row !== undefined) return toKeyRecord(row);
    throw new AccessError("KEY_NOT_FOUND", `no key has the id ${keyId}`);
  }

  return {
    create: async (asked) => {
      const { validUntil, ...given } = newKey.parse(asked);
      const nowMs = clock.nowMs();
      const { text, keyId, hash } = issueKey(randomness);
      const validUntilMs = validUntil === null ? null : Date.parse(validUntil);
      const past = { previousHash: null, previousValidUntilMs: null, revokedAtMs: null };
      const key = { keyId, secretHash: hash, ...past, ...given, validFromMs: nowMs, validUntilMs, createdAtMs: nowMs };
      const detail = JSON.stringify({ ...given, validUntil });
      return { key: text, summary: await write(key, { verb: "keys.create", detail }) };
    },
    list: async () => {
      const rows = await warehouse.query<KeyRow>(`${SELECT_KEYS} ORDER BY created_at DESC, key_id`);
      return rows.map((row) => summariseKey(toKeyRecord(row), clock.nowMs()));
    },
    revoke: async (keyId) => {
      const { version, ...key } = await find(keyId);
      if (key.revokedAtMs !== null) return summariseKey({ ...key, version }, clock.nowMs());
      const revoked = { ...key, revokedAtMs: clock.nowMs() };
      return write(revoked, { verb: "keys.revoke", detail: key.note, previousVersion: version });
    },
    rotate: async (keyId, graceSeconds) => {
      const { version, ...key } = await find(keyId);
      const nowMs = clock.nowMs();
      const state = keyStateAt({ ...key, version }, nowMs);
      if (state === "revoked" || state === "expired") {
        const message = `the key ${keyId} is ${state} and gets no new secret; create a new key`;
        throw new AccessError("KEY_NOT_ROTATABLE", message);
      }
      const { text, hash } = issueKey(randomness, keyId);
      const previous = { previousHash: key.secretHash, previousValidUntilMs: nowMs + graceSeconds * 1_000 };
      const detail = JSON.stringify({ graceSeconds });
      const change = { verb: "keys.rotate", detail, previousVersion: version };
      return { key: text, summary: await write({ ...key, ...previous, secretHash: hash }, change) };
    },
    audit: (question) => readAudit(warehouse, auditQuestion.parse(question)),
  };
}

interface Change {
  readonly verb: string;
  readonly detail: string;
  readonly previousVersion?: bigint;
}
