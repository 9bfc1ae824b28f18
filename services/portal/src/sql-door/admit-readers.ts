import { type Access, allow } from "@yardstick/access";
import type { DoorRefusal } from "@yardstick/warehouse";

/** Lets keys with the verb `read` through the SQL door, as often as their rate says; everybody while there is no key. */
export function admitReaders({ keyring, limits }: Access): (shownKey: string | null) => Promise<DoorRefusal | null> {
  return async (shownKey) => {
    const answer = keyring.authenticateKey(shownKey);
    if (!answer.allowed) return { type: "AUTHENTICATION_FAILED", message: answer.message.en, headers: CHALLENGE };
    const rate = await limits.takeRequest(answer.identity);
    if (rate !== null && !rate.allowed) {
      const { limit, resetSeconds } = rate;
      const message = `This key may ask ${limit} times a minute. Go on in ${resetSeconds} s.`;
      return { type: "QUOTA_EXCEEDED", message, headers: { "Retry-After": String(resetSeconds) } };
    }
    const decision = allow(answer.identity, { verb: "read" });
    return decision.allowed ? null : { type: "ACCESS_DENIED", message: decision.message.en };
  };
}

/** A browser asks its user for a password then. */
const CHALLENGE = { "WWW-Authenticate": 'Basic realm="yardstick", charset="UTF-8"' };
