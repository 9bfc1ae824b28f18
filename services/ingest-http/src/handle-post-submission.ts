import { createHash } from "node:crypto";
import type { Receipt, ReferenceData, SubmissionAccepted, SubmissionState } from "@yardstick/contracts";
import type { EventLog } from "@yardstick/event-log";
import {
  bindSubmission,
  type Clock,
  HttpProblem,
  type HttpReply,
  type HttpRequest,
  type Randomness,
  type Sleep,
  traceparentOf,
} from "@yardstick/runtime";
import { type DecodeLimits, deriveSubmissionId, newSubmissionId } from "@yardstick/submissions";
import type { Warehouse } from "@yardstick/warehouse";
import type { IngestMetrics } from "./ingest-metrics.ts";
import { previewReceipt } from "./preview-receipt.ts";
import { publishSubmission } from "./publish-submission.ts";
import { readSettled, type SettledSubmission } from "./read-receipt.ts";
import { readIdempotencyKey, readSubmissionRequest, type SubmissionRequest } from "./read-submission-request.ts";
import type { RecentSubmissions } from "./recent-submissions.ts";

export interface PostDeps {
  readonly eventLog: EventLog;
  readonly warehouse: Pick<Warehouse, "query">;
  readonly topicPrefix: string;
  readonly reference: ReferenceData;
  readonly limits: DecodeLimits;
  readonly recent: RecentSubmissions;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly randomness: Randomness;
  readonly metrics: IngestMetrics;
}

/** `POST /v1/submissions`: 202 once the log has the submission safe, or 200 with the receipt of a dry run. */
export async function handlePostSubmission(request: HttpRequest, reply: HttpReply, deps: PostDeps): Promise<HttpReply> {
  const key = readIdempotencyKey(request.headers["idempotency-key"]);
  const submitted = await readSubmissionRequest(request, deps.limits);
  if (submitted.dryRun) return reply.code(200).send(dryRun(submitted, deps));
  const { source } = submitted.body;
  const submissionId =
    key === undefined ? newSubmissionId(deps.randomness.randomBytes(16)) : deriveSubmissionId(source, key);
  bindSubmission(request, submissionId);
  const contentSha256 = sha256(submitted.bytes);
  const submission = { submissionId, contentSha256, submitted, traceparent: traceparentOf(request) };
  const state =
    key === undefined ? await publish(submission, request, deps) : await publishOnce(submission, request, deps);
  const statusUrl = `/v1/submissions/${submissionId}`;
  const accepted: SubmissionAccepted = { submissionId, state, statusUrl };
  return reply.code(202).header("location", statusUrl).send(accepted);
}

interface Submission {
  readonly submissionId: string;
  readonly contentSha256: string;
  readonly submitted: SubmissionRequest;
  readonly traceparent: string | undefined;
}

function dryRun({ body, bytes }: SubmissionRequest, { reference, clock }: PostDeps): Receipt {
  return previewReceipt(body, { contentSha256: sha256(bytes), reference, nowMs: clock.nowMs() });
}

async function publish(submission: Submission, request: HttpRequest, deps: PostDeps): Promise<SubmissionState> {
  const { submissionId, submitted, traceparent } = submission;
  const { body, bytes } = submitted;
  const receivedAtMs = deps.clock.nowMs();
  try {
    await publishSubmission(deps.eventLog, deps.topicPrefix, { submissionId, body, bytes, receivedAtMs, traceparent });
  } catch (error) {
    const err = error instanceof HttpProblem ? error.options.cause : error;
    request.log.warn({ err }, "the event log did not take a submission");
    throw error;
  }
  deps.metrics.published(body.observations.length, bytes.length);
  return "received";
}

/** The same key and content is the same submission, which is published once as far as anybody remembers. */
async function publishOnce(submission: Submission, request: HttpRequest, deps: PostDeps): Promise<SubmissionState> {
  const { submissionId, contentSha256, submitted } = submission;
  const { source } = submitted.body;
  let known = deps.recent.get(submissionId);
  if (known === undefined) {
    const settled = await lookUp(submission, request, deps);
    if (settled !== null) {
      refuseOtherContent(settled.contentSha256, contentSha256);
      return settled.state;
    }
    // Another request with this key may have come while the warehouse was asked.
    known = deps.recent.get(submissionId) ?? { source, contentSha256, published: null };
  }
  refuseOtherContent(known.contentSha256, contentSha256);
  const entry = known;
  const published = entry.published ?? publish(submission, request, deps);
  entry.published = published;
  deps.recent.add(submissionId, entry);
  try {
    await published;
  } catch (error) {
    if (entry.published === published) entry.published = null;
    throw error;
  }
  return "received";
}

const LOOK_UP_DEADLINE_MS = 2_000;

/** What the warehouse knows of the id. It may be away: a reuse that passes unseen is rejected later, as `ID_REUSED`. */
async function lookUp(
  { submissionId, submitted }: Submission,
  request: HttpRequest,
  { warehouse, sleep }: PostDeps,
): Promise<SettledSubmission | null> {
  const timer = new AbortController();
  const late = sleep(LOOK_UP_DEADLINE_MS, timer.signal).then(() => null);
  const settled = readSettled(warehouse, { submissionId, source: submitted.body.source }).catch((err: unknown) => {
    request.log.warn({ err }, "the warehouse does not say whether this Idempotency-Key was used before");
    return null;
  });
  const answer = await Promise.race([settled, late]);
  timer.abort();
  return answer;
}

function refuseOtherContent(known: string, sent: string): void {
  if (known === sent) return;
  throw new HttpProblem({
    status: 409,
    code: "IDEMPOTENCY_KEY_REUSED",
    detail: "This Idempotency-Key has been used for other content. A new submission takes a new key.",
  });
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
