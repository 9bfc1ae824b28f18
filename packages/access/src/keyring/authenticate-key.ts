import { decideState } from "../decide/decide-access.ts";
import type { Identity } from "../decide/identity.ts";
import { KEY_INVALID, KEY_MISSING, type Refusal } from "../decide/refusals.ts";
import { type KeyRecord, scopeOf } from "../keys/key-record.ts";
import { parseKey } from "../keys/key-text.ts";
import { hashesEqual, hashSecret } from "../keys/secret-hash.ts";

export type Authentication = { readonly allowed: true; readonly identity: Identity } | Refusal;

/** Who shows this key. What is wrong with a key is told only to those who know its secret. */
export function authenticateKey(
  text: string | null,
  keys: ReadonlyMap<string, KeyRecord>,
  nowMs: number,
): Authentication {
  if (text === null) return KEY_MISSING;
  const shown = parseKey(text);
  const key = shown === null ? undefined : keys.get(shown.keyId);
  if (shown === null || key === undefined || !knowsSecret(key, hashSecret(shown.secret), nowMs)) return KEY_INVALID;
  return decideState(key, nowMs) ?? { allowed: true, identity: { keyId: key.keyId, scope: scopeOf(key) } };
}

function knowsSecret(key: KeyRecord, hash: string, nowMs: number): boolean {
  const current = hashesEqual(key.secretHash, hash);
  const previous = key.previousHash !== null && hashesEqual(key.previousHash, hash);
  return current || (previous && key.previousValidUntilMs !== null && nowMs < key.previousValidUntilMs);
}
