import {
  type Problem,
  problem,
  type Receipt,
  receipt,
  type SubmissionAccepted,
  submissionAccepted,
} from "@yardstick/contracts";
import type { Sleep } from "@yardstick/runtime";

export interface IngestClientOptions {
  /** Where ingest-http listens: `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Shown as `Authorization: Bearer`. */
  readonly key?: string | undefined;
  readonly sleep: Sleep;
}

export interface SubmitOptions {
  readonly idempotencyKey?: string;
  readonly dryRun?: boolean;
}

export type SubmitAnswer =
  | { readonly kind: "accepted"; readonly accepted: SubmissionAccepted }
  | { readonly kind: "receipt"; readonly receipt: Receipt }
  | { readonly kind: "refused"; readonly problem: Problem };

export interface IngestClient {
  /** Posts a JSON body. Answers of "come back later" (429, 503) are asked again, as long as they say. @throws IngestUnreachable */
  submit(body: Uint8Array<ArrayBuffer>, options?: SubmitOptions): Promise<SubmitAnswer>;
  /** The receipt; null for an id that was never issued. @throws IngestUnreachable */
  receipt(submissionId: string): Promise<Receipt | null>;
}

/** Nobody answers, or what answers is not Yardstick. */
export class IngestUnreachable extends Error {
  override readonly name = "IngestUnreachable";
}

const ATTEMPTS = 5;
const REQUEST_TIMEOUT_MS = 60_000;
const LONGEST_WAIT_SECONDS = 30;

export function createIngestClient({ url, key, sleep }: IngestClientOptions): IngestClient {
  const base = url.replace(/\/+$/, "");
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };

  async function ask(path: string, init: RequestInit): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await reach(`${base}${path}`, { ...init, headers: { ...init.headers, ...authorization } });
      if ((response.status !== 503 && response.status !== 429) || attempt === ATTEMPTS) return response;
      const seconds = Number(response.headers.get("retry-after") ?? "1");
      await response.arrayBuffer();
      await sleep(Math.min(Number.isFinite(seconds) ? seconds : 1, LONGEST_WAIT_SECONDS) * 1_000);
    }
  }

  return {
    submit: async (body, { idempotencyKey, dryRun = false } = {}) => {
      const headers = {
        "content-type": "application/json",
        ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
      };
      const response = await ask(`/v1/submissions${dryRun ? "?dryRun=true" : ""}`, { method: "POST", headers, body });
      const answer = await readJson(response);
      if (response.status === 202) return { kind: "accepted", accepted: submissionAccepted.parse(answer) };
      if (response.ok) return { kind: "receipt", receipt: receipt.parse(answer) };
      const refusal = problemOf(answer, response, base);
      if (!isOfTheSubmission(response.status)) throw new IngestUnreachable(`${base}: ${refusal.detail}`);
      return { kind: "refused", problem: refusal };
    },
    receipt: async (submissionId) => {
      const response = await ask(`/v1/submissions/${encodeURIComponent(submissionId)}`, { method: "GET" });
      const answer = await readJson(response);
      if (response.ok) return receipt.parse(answer);
      const { detail } = problemOf(answer, response, base);
      if (response.status === 404) return null;
      throw new IngestUnreachable(detail);
    },
  };
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
  } catch (cause) {
    const reason = cause instanceof Error ? reasonOf(cause) : String(cause);
    throw new IngestUnreachable(`${new URL(url).origin} does not answer (${reason})`, { cause });
  }
}

/** Whether an answer is about what was sent, or the key that was shown; not another door, and not a service in trouble. */
function isOfTheSubmission(status: number): boolean {
  return status < 429 && status !== 404 && status !== 405;
}

/** fetch says "fetch failed" and keeps the reason, such as ECONNREFUSED, in its cause. */
function reasonOf(error: Error): string {
  const { cause } = error;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : error.message;
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function problemOf(answer: unknown, response: Response, base: string): Problem {
  const parsed = problem.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new IngestUnreachable(
    `${base} answers ${response.status}, and not as Yardstick would: is it the right address?`,
  );
}
