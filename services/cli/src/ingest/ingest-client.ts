import {
  type Problem,
  problem,
  type Receipt,
  receipt,
  type SubmissionAccepted,
  submissionAccepted,
} from "@yardstick/contracts";
import type { Sleep } from "@yardstick/runtime";
import { JSON_TYPE } from "./shipment.ts";

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
  /** Default: JSON. */
  readonly contentType?: string;
  /** What stands beside a body that has no place for it: source, mode, feed, fileName. */
  readonly fields?: Readonly<Record<string, string>>;
}

export type SubmitAnswer =
  | { readonly kind: "accepted"; readonly accepted: SubmissionAccepted }
  | { readonly kind: "receipt"; readonly receipt: Receipt }
  | { readonly kind: "refused"; readonly problem: Problem };

export interface IngestClient {
  /** Posts a body. Answers of "come back later" (429, 503) are asked again, as long as they say. @throws IngestUnreachable */
  submit(body: Uint8Array<ArrayBuffer>, options?: SubmitOptions): Promise<SubmitAnswer>;
  /** The receipt; null for an id that was never issued. @throws IngestUnreachable */
  receipt(submissionId: string): Promise<Receipt | null>;
  /** The receipt as a table, row by row, to the byte as it was answered. @throws IngestUnreachable */
  receiptTable(submissionId: string): Promise<Uint8Array>;
  /** The receipt of a dry run as a table, row by row. @throws IngestUnreachable */
  previewTable(body: Uint8Array<ArrayBuffer>, options?: SubmitOptions): Promise<Uint8Array>;
}

/** Nobody answers, or what answers is not Yardstick. */
export class IngestUnreachable extends Error {
  override readonly name = "IngestUnreachable";
}

const ATTEMPTS = 5;
const REQUEST_TIMEOUT_MS = 60_000;
const LONGEST_WAIT_SECONDS = 30;
/** A line of 400 kbit/s, which a body has that much longer for. */
const SLOWEST_BYTES_PER_MS = 50;

export function createIngestClient({ url, key, sleep }: IngestClientOptions): IngestClient {
  const base = url.replace(/\/+$/, "");
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };

  async function ask(path: string, init: RequestInit & { readonly body?: Uint8Array<ArrayBuffer> }): Promise<Response> {
    const timeoutMs = REQUEST_TIMEOUT_MS + Math.ceil((init.body?.length ?? 0) / SLOWEST_BYTES_PER_MS);
    for (let attempt = 1; ; attempt += 1) {
      const headers = { ...init.headers, ...authorization };
      const response = await reach(`${base}${path}`, { ...init, headers }, timeoutMs);
      if ((response.status !== 503 && response.status !== 429) || attempt === ATTEMPTS) return response;
      const seconds = Number(response.headers.get("retry-after") ?? "1");
      await response.arrayBuffer();
      await sleep(Math.min(Number.isFinite(seconds) ? seconds : 1, LONGEST_WAIT_SECONDS) * 1_000);
    }
  }

  return {
    submit: async (body, options = {}) => {
      const response = await post(body, options);
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
    receiptTable: async (submissionId) =>
      readTable(await ask(`/v1/submissions/${encodeURIComponent(submissionId)}?format=csv`, { method: "GET" })),
    previewTable: async (body, options = {}) =>
      readTable(await post(body, { ...options, dryRun: true }, { accept: "text/csv" })),
  };

  function post(
    body: Uint8Array<ArrayBuffer>,
    { idempotencyKey, dryRun = false, contentType = JSON_TYPE, fields = {} }: SubmitOptions,
    accept: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const query = new URLSearchParams({ ...fields, ...(dryRun ? { dryRun: "true" } : {}) });
    const path = query.size === 0 ? "/v1/submissions" : `/v1/submissions?${query}`;
    const key = idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey };
    return ask(path, { method: "POST", headers: { ...accept, ...key, "content-type": contentType }, body });
  }

  async function readTable(response: Response): Promise<Uint8Array> {
    // As a text it would lose its byte order mark, without which spreadsheets read another charset.
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    throw new IngestUnreachable(problemOf(await readJson(response), response, base).detail);
  }
}

async function reach(url: string, init: RequestInit, timeoutMs: number): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
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
