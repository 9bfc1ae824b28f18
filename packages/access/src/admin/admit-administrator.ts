import type { Access } from "../access-for.ts";
import { allow } from "../decide/identity.ts";

/** The id of the key with the verb `admin` that this header shows; null for everything else, also while no key is configured. */
export function administratorIn(access: Access, authorization: string | undefined): string | null {
  const answer = access.keyring.authenticate(authorization);
  if (!answer.allowed || answer.identity.keyId === null) return null;
  return allow(answer.identity, { verb: "admin" }).allowed ? answer.identity.keyId : null;
}
