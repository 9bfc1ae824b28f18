import type { Randomness } from "@yardstick/runtime";
import { formatKey } from "./key-text.ts";
import { hashSecret } from "./secret-hash.ts";

export interface NewSecret {
  /** What is shown once: `ysk_<id>_<secret>`. */
  readonly text: string;
  readonly keyId: string;
  /** What is kept. */
  readonly hash: string;
}

/** A new key, or a new secret for the key of that id. */
export function issueKey(randomness: Pick<Randomness, "randomBytes">, keyId?: string): NewSecret {
  const id = keyId ?? Buffer.from(randomness.randomBytes(ID_BYTES)).toString("hex");
  const secret = Buffer.from(randomness.randomBytes(SECRET_BYTES)).toString("hex");
  return { text: formatKey({ keyId: id, secret }), keyId: id, hash: hashSecret(secret) };
}

const ID_BYTES = 6;
const SECRET_BYTES = 32;
