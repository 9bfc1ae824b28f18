import { createHash, timingSafeEqual } from "node:crypto";
import type { Randomness } from "../randomness.ts";

/** What a program shows to administer a process on its own machine; a new one at each start. */
export interface AdminToken {
  /** Kept in a file that its owner alone reads; never logged. */
  readonly text: string;
  /** Whether an `Authorization` header shows it, in a time that does not tell how much of it is right. */
  isShownIn(authorization: string | undefined): boolean;
}

export function createAdminToken(randomness: Pick<Randomness, "randomBytes">): AdminToken {
  const text = Buffer.from(randomness.randomBytes(32)).toString("hex");
  const wanted = digest(`Bearer ${text}`);
  return { text, isShownIn: (authorization) => timingSafeEqual(digest(authorization ?? ""), wanted) };
}

/** Of one length, whatever was sent. */
const digest = (value: string) => createHash("sha256").update(value).digest();
