import type { Access } from "../access-for.ts";
import type { AccessQuestion } from "../decide/decide-access.ts";
import { allow, type Identity } from "../decide/identity.ts";
import { problemOfRefusal } from "./problem-of-refusal.ts";
import { problemOfRate } from "./rate-headers.ts";

/** @throws HttpProblem 403: SOURCE_NOT_ALLOWED, REGION_NOT_ALLOWED, VERB_NOT_ALLOWED */
export function requireAccess(identity: Identity, question: AccessQuestion): void {
  const decision = allow(identity, question);
  if (!decision.allowed) throw problemOfRefusal(decision);
}

/** Counts rows against the key's rate. @throws HttpProblem 429 RATE_LIMITED */
export async function countRows({ limits }: Access, identity: Identity, rows: number): Promise<void> {
  const state = await limits.takeRows(identity, rows);
  if (state !== null && !state.allowed) throw problemOfRate(state, "rows");
}
