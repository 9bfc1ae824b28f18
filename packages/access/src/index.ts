export { type AccessConfig, accessConfig } from "./access-config.ts";
export { ACCESS_ERRORS, AccessError, type AccessErrorCode } from "./access-error.ts";
export { type Access, accessFor, createAccess, type KeyedDeps, openToAll } from "./access-for.ts";
export { administratorIn } from "./admin/admit-administrator.ts";
export { mountAccessRoutes } from "./admin/mount-access-routes.ts";
export { type AccessDecision, type AccessQuestion, decideAccess } from "./decide/decide-access.ts";
export { ANONYMOUS, allow, type Identity } from "./decide/identity.ts";
export type { Refusal, RefusalCode } from "./decide/refusals.ts";
export { type Admission, admit } from "./http/admit.ts";
export { type AuthoriseOptions, authorise } from "./http/authorise.ts";
export { problemOfRefusal } from "./http/problem-of-refusal.ts";
export { countRows, requireAccess } from "./http/require-access.ts";
export type { Authentication } from "./keyring/authenticate-key.ts";
export { type Keyring, type KeyringOptions, openKeyring } from "./keyring/open-keyring.ts";
export { issueKey, type NewSecret } from "./keys/issue-key.ts";
export { ACCESS_VERBS, type AccessVerb, type KeyRecord, type KeyScope, type KeyState } from "./keys/key-record.ts";
export { type KeyText, keyIdIn, parseKey } from "./keys/key-text.ts";
export { AUDIT_COLUMNS, type NewAuditEntry, writeAudit } from "./manage/audit-table.ts";
export type { KeyAdministration } from "./manage/key-administration.ts";
export { createKeyStore, type KeyStoreDeps } from "./manage/key-store.ts";
export {
  type AuditEntry,
  auditEntry,
  type IssuedKey,
  issuedKey,
  type KeySummary,
  keySummary,
} from "./manage/key-summary.ts";
export { type AuditQuestion, auditQuestion, type NewKey, newKey } from "./manage/new-key.ts";
export { createRateLimits, type RateLimits, type RateState } from "./rate/rate-limits.ts";
