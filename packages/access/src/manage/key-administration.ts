import type { AuditEntry, IssuedKey, KeySummary } from "./key-summary.ts";
import type { AuditQuestion, NewKey } from "./new-key.ts";

/** What an operator does with keys, on the tables or through the process that holds them. */
export interface KeyAdministration {
  /** The key is valid, and survives a crash, when this resolves. @throws ZodError for a key that cannot be. */
  create(asked: NewKey): Promise<IssuedKey>;
  /** Every key there ever was, the newest first. */
  list(): Promise<KeySummary[]>;
  /** Refused from now on; for good. Repeatable. @throws AccessError KEY_NOT_FOUND */
  revoke(keyId: string): Promise<KeySummary>;
  /** A new secret; the one before is accepted for the grace. @throws AccessError KEY_NOT_FOUND, KEY_NOT_ROTATABLE */
  rotate(keyId: string, graceSeconds: number): Promise<IssuedKey>;
  /** What was changed by whom, the newest first. */
  audit(question: AuditQuestion): Promise<AuditEntry[]>;
}
