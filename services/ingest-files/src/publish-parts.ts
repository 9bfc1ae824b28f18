import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { EVENTS } from "@yardstick/contracts";
import type { EventLog } from "@yardstick/event-log";
import { encodeEvent } from "@yardstick/pipeline";
import type { DropNote, DropPlan } from "./drop-note.ts";
import type { DropStepHook } from "./drop-step.ts";
import type { DropFolder } from "./inbox-folders.ts";
import type { InboxMetrics } from "./inbox-metrics.ts";
import { writeDurably } from "./write-durably.ts";

export interface PublishScope {
  readonly eventLog: Pick<EventLog, "publish">;
  readonly topicPrefix: string;
  readonly metrics: InboxMetrics;
  readonly step: DropStepHook;
}

/**
 * Publishes the parts of a file in their order, each acknowledged before the next. A process that died within does it
 * again from the first: the same id with the same bytes is one submission.
 */
export async function publishParts(
  drop: DropFolder,
  { note, plan }: { note: DropNote; plan: DropPlan },
  { eventLog, topicPrefix, metrics, step }: PublishScope,
): Promise<void> {
  for (const [index, { submissionId, source, rows }] of plan.parts.entries()) {
    const body = await readFile(drop.part(index));
    const { headers, value } = encodeEvent({
      id: submissionId,
      type: EVENTS.submissionReceived.type,
      source,
      time: note.takenAt,
      data: new Uint8Array(body),
      correlationId: submissionId,
      traceparent: traceparentOf(note.id),
    });
    await eventLog.publish(`${topicPrefix}${EVENTS.submissionReceived.topic}`, [{ key: source, value, headers }]);
    metrics.published(rows, body.length);
    await step("part-published");
  }
  await writeDurably(drop.published, "");
  await step("published");
}

/** One W3C trace for all parts of a drop, derived from its id: a repetition belongs to the same trace. */
function traceparentOf(id: string): string {
  const digest = createHash("sha256").update(id).digest("hex");
  return `00-${digest.slice(0, 32)}-${digest.slice(32, 48)}-01`;
}
