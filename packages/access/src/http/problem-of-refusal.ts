import { HttpProblem } from "@yardstick/runtime";
import type { Refusal } from "../decide/refusals.ts";

/** A refusal as it is answered over HTTP. RFC 6750 says how a bearer token is asked for. */
export function problemOfRefusal({ status, code, message }: Refusal): HttpProblem {
  const challenge = code === "KEY_MISSING" ? CHALLENGE : `${CHALLENGE}, error="invalid_token"`;
  const headers = status === 401 ? { "www-authenticate": challenge } : {};
  return new HttpProblem({ status, code, detail: message.en, headers, extensions: { message } });
}

const CHALLENGE = 'Bearer realm="yardstick"';
