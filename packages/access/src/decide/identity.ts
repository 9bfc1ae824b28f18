import type { KeyScope } from "../keys/key-record.ts";
import { type AccessDecision, type AccessQuestion, ALLOWED, decideScope } from "./decide-access.ts";

/** Who asks: the holder of a key, or whoever is on this machine while there is no key at all. */
export interface Identity {
  readonly keyId: string | null;
  /** Null: everything. */
  readonly scope: KeyScope | null;
}

/** Anybody on this machine, while no key is configured. */
export const ANONYMOUS: Identity = { keyId: null, scope: null };

/** Somebody who showed no key where none was asked for, although there are keys: they may nothing else. */
export const NOBODY: Identity = {
  keyId: null,
  scope: { verbs: [], sources: [], regionPrefixes: [], requestsPerMinute: null, rowsPerMinute: null },
};

/** Whether this lies within what they may do. */
export function allow({ scope }: Identity, question: AccessQuestion): AccessDecision {
  return scope === null ? ALLOWED : decideScope(scope, question);
}
