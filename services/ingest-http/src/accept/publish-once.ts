import type { SubmissionState } from "@yardstick/contracts";
import type { EventLog } from "@yardstick/event-log";
import { type Clock, HttpProblem, type HttpRequest, type Sleep, traceparentOf } from "@yardstick/runtime";
import { type ReceiptReader, readSettled, type SettledSubmission } from "@yardstick/warehouse";
import type { IngestMetrics } from "../ingest-metrics.ts";
import { bilingualProblem } from "./bilingual-problem.ts";
import type { DecodedUpload } from "./decode-upload.ts";
import { publishSubmission } from "./publish-submission.ts";
import type { RecentSubmissions } from "./recent-submissions.ts";

export interface PublishDeps {
  readonly eventLog: EventLog;
  readonly warehouse: ReceiptReader;
  readonly topicPrefix: string;
  readonly recent: RecentSubmissions;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly metrics: IngestMetrics;
}

export interface Publication {
  readonly submissionId: string;
  readonly contentSha256: string;
  readonly decoded: DecodedUpload;
  readonly request: HttpRequest;
}

export async function publish(publication: Publication, deps: PublishDeps): Promise<SubmissionState> {
  const { submissionId, decoded, request } = publication;
  const { body, bytes } = decoded;
  const receivedAtMs = deps.clock.nowMs();
  const cause = { receivedAtMs, traceparent: traceparentOf(request), keyId: request.identity.keyId };
  try {
    await publishSubmission(deps.eventLog, deps.topicPrefix, { submissionId, body, bytes, ...cause });
  } catch (error) {
    const err = error instanceof HttpProblem ? error.options.cause : error;
    request.log.warn({ err }, "the event log did not take a submission");
    throw error;
  }
  deps.metrics.published(body.observations.length, bytes.length);
  return "received";
}

/** The same key and content is the same submission, which is published once as far as anybody remembers. */
export async function publishOnce(publication: Publication, deps: PublishDeps): Promise<SubmissionState> {
  const { submissionId, contentSha256, decoded } = publication;
  const { source } = decoded.body;
  let known = deps.recent.get(submissionId);
  if (known === undefined) {
    const settled = await lookUp(publication, deps);
    if (settled !== null) {
      refuseOtherContent(settled.contentSha256, contentSha256);
      return settled.state;
    }
    // Another request with this key may have come while the warehouse was asked.
    known = deps.recent.get(submissionId) ?? { source, contentSha256, published: null };
  }
  refuseOtherContent(known.contentSha256, contentSha256);
  const entry = known;
  const published = entry.published ?? publish(publication, deps);
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
  { submissionId, decoded, request }: Publication,
  { warehouse, sleep }: PublishDeps,
): Promise<SettledSubmission | null> {
  const timer = new AbortController();
  const late = sleep(LOOK_UP_DEADLINE_MS, timer.signal).then(() => null);
  const settled = readSettled(warehouse, { submissionId, source: decoded.body.source }).catch((err: unknown) => {
    request.log.warn({ err }, "the warehouse does not say whether this Idempotency-Key was used before");
    return null;
  });
  const answer = await Promise.race([settled, late]);
  timer.abort();
  return answer;
}

function refuseOtherContent(known: string, sent: string): void {
  if (known === sent) return;
  throw bilingualProblem({
    status: 409,
    code: "IDEMPOTENCY_KEY_REUSED",
    zh: "该 Idempotency-Key 已用于其他内容；新的报送请使用新的 key。",
    en: "This Idempotency-Key has been used for other content. A new submission takes a new key.",
  });
}
