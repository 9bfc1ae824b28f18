import {
  type AuditEntry,
  auditEntry,
  type IssuedKey,
  issuedKey,
  type KeyAdministration,
  type KeySummary,
  keySummary,
} from "@yardstick/access";
import { problem } from "@yardstick/contracts";
import type { AdminAddress } from "@yardstick/runtime";
import { UsageError } from "../verb.ts";

/** The process that was looked for does not answer at the admin port, or not what it was asked. */
export class AdminUnreachable extends Error {
  override readonly name = "AdminUnreachable";
  /** Nobody is there, or somebody who does not know the token: the process that wrote the address is gone. */
  readonly isGone: boolean;

  constructor(message: string, isGone: boolean) {
    super(message);
    this.isGone = isGone;
  }
}

/** Keys by way of the process that holds them. @throws AdminUnreachable, UsageError with what the process says */
export function createAdminClient({ url, token }: AdminAddress): KeyAdministration {
  async function ask(method: "GET" | "POST", path: string, body?: unknown): Promise<unknown> {
    const response = await reach(`${url.replace(/\/+$/, "")}/v1/admin${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
    });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return answer;
    const said = problem.safeParse(answer);
    if (!said.success)
      throw new AdminUnreachable(`${url} answers ${response.status}, and not as Yardstick would`, true);
    const { detail, errors = [] } = said.data;
    if (response.status === 401) throw new AdminUnreachable(`${url}: ${detail}`, true);
    if (response.status >= 500) throw new AdminUnreachable(`${url}: ${detail}`, false);
    throw new UsageError([detail, ...errors.map(({ path: place, message }) => `${place}: ${message}`)].join("\n"));
  }
  return {
    create: async (asked): Promise<IssuedKey> => issuedKey.parse(await ask("POST", "/keys", asked)),
    list: async (): Promise<KeySummary[]> => keySummary.array().parse(dataOf(await ask("GET", "/keys"))),
    revoke: async (id): Promise<KeySummary> => keySummary.parse(await ask("POST", `/keys/${id}/revoke`)),
    rotate: async (id, graceSeconds): Promise<IssuedKey> =>
      issuedKey.parse(await ask("POST", `/keys/${id}/rotate`, { graceSeconds })),
    audit: async (question): Promise<AuditEntry[]> => {
      const asked = new URLSearchParams();
      for (const [name, value] of Object.entries(question)) if (value !== undefined) asked.set(name, String(value));
      return auditEntry.array().parse(dataOf(await ask("GET", `/audit?${asked}`)));
    },
  };
}

const TIMEOUT_MS = 30_000;

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const isLate = cause instanceof Error && cause.name === "TimeoutError";
    throw new AdminUnreachable(`${new URL(url).origin} does not answer (${reason})`, !isLate);
  }
}

function dataOf(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null && "data" in answer ? answer.data : answer;
}
