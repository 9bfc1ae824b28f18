import type { HttpReply } from "@yardstick/runtime";
import type { Access } from "../access-for.ts";
import { allow, type Identity } from "../decide/identity.ts";
import type { Refusal } from "../decide/refusals.ts";
import type { Authentication } from "../keyring/authenticate-key.ts";
import type { AccessVerb } from "../keys/key-record.ts";
import { problemOfRefusal } from "./problem-of-refusal.ts";
import { problemOfRate, rateHeaders } from "./rate-headers.ts";

export interface Admission {
  readonly access: Access;
  /** One of them is needed. */
  readonly verbs: readonly AccessVerb[];
}

/**
 * Lets in who showed a key: counts the request against its rate and asks for one of the verbs. `authorise` does it in
 * front of every handler; a route that finds its key elsewhere than in the header is open there and does it itself.
 *
 * @throws HttpProblem 401, 403, 429
 */
export async function admit(shown: Authentication, reply: HttpReply, { access, verbs }: Admission): Promise<Identity> {
  if (!shown.allowed) throw problemOfRefusal(shown);
  const { identity } = shown;
  const rate = await access.limits.takeRequest(identity);
  if (rate !== null && !rate.allowed) throw problemOfRate(rate, "requests");
  if (rate !== null) reply.headers(rateHeaders(rate));
  const refusals = verbs
    .map((verb) => allow(identity, { verb }))
    .filter((answer): answer is Refusal => !answer.allowed);
  if (refusals[0] !== undefined && refusals.length === verbs.length) throw problemOfRefusal(refusals[0]);
  return identity;
}
