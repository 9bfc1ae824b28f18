/** Why somebody is not let in, for the one who asks. Nothing of the inside, and no secret. */
export interface Refusal {
  readonly allowed: false;
  readonly status: 401 | 403;
  readonly code: RefusalCode;
  readonly message: { readonly zh: string; readonly en: string };
}

export type RefusalCode =
  | "KEY_MISSING"
  | "KEY_INVALID"
  | "KEY_NOT_YET_VALID"
  | "KEY_EXPIRED"
  | "KEY_REVOKED"
  | "VERB_NOT_ALLOWED"
  | "SOURCE_NOT_ALLOWED"
  | "REGION_NOT_ALLOWED";

export function refuse(code: RefusalCode, zh: string, en: string): Refusal {
  return { allowed: false, status: code.startsWith("KEY_") ? 401 : 403, code, message: { zh, en } };
}

export const KEY_MISSING = refuse(
  "KEY_MISSING",
  "需要密钥：请在请求头中写 Authorization: Bearer ysk_…，密钥由运维人员发放（pnpm yardstick keys create）。",
  "A key is needed: send the header Authorization: Bearer ysk_…. The operator issues keys (pnpm yardstick keys create).",
);

/** One answer for a text that is no key, an id that there is not, and a wrong secret: which one it is helps only a guesser. */
export const KEY_INVALID = refuse(
  "KEY_INVALID",
  "密钥无效：请核对是否完整复制（ysk_ 加 12 位编号加 64 位密文），或请运维人员重新发放。",
  "This key is not valid. Check that it was copied as a whole (ysk_, 12 and 64 characters), or ask the operator for a new one.",
);

export const KEY_NOT_YET_VALID = refuse("KEY_NOT_YET_VALID", "密钥尚未生效。", "This key is not valid yet.");

export const KEY_EXPIRED = refuse(
  "KEY_EXPIRED",
  "密钥已过期，请向运维人员申请新的密钥。",
  "This key has expired. Ask the operator for a new one.",
);

export const KEY_REVOKED = refuse(
  "KEY_REVOKED",
  "密钥已被撤销，请向运维人员申请新的密钥。",
  "This key has been revoked. Ask the operator for a new one.",
);
