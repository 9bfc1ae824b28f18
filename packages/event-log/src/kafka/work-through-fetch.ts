import type { EachBatchPayload } from "kafkajs";
import type { BatchProgress, LogRecord, SubscribeOptions } from "../event-log.ts";
import type { LogWriter } from "../event-log-deps.ts";
import { handOverBatch } from "../subscription/hand-over-batch.ts";
import { takeBatch } from "../subscription/take-batch.ts";
import { commitProgress } from "./commit-progress.ts";
import type { KafkaAdmin } from "./kafka-admin.ts";
import { keepMembership, type Membership } from "./keep-membership.ts";
import type { PartitionPositions, Position } from "./partition-positions.ts";
import { offsetLost } from "./refuse-lost-offsets.ts";
import { toLogRecord } from "./to-log-record.ts";

export interface FetchSurroundings {
  readonly options: SubscribeOptions;
  readonly positions: PartitionPositions;
  readonly admin: KafkaAdmin;
  readonly logger: LogWriter;
  readonly rebalanceTimeoutMs: number;
  /** Aborted when the subscription closes. */
  readonly released: AbortSignal;
}

/** `left`: whatever is not committed is fetched again. */
export type FetchOutcome =
  | { readonly kind: "done" | "left" | "paused" }
  | { readonly kind: "failed"; readonly error: unknown };

/**
 * Hands what kafkajs fetched from one partition to the handler, batch after batch, committing after each. Throws only
 * kafkajs's own errors, which make it join the group again or reconnect; what must fail the subscription is answered.
 */
export async function workThroughFetch(payload: EachBatchPayload, around: FetchSurroundings): Promise<FetchOutcome> {
  const membership = keepMembership(payload.heartbeat, around.rebalanceTimeoutMs);
  try {
    return await workThrough(payload, around, membership);
  } finally {
    membership.stop();
  }
}

async function workThrough(
  payload: EachBatchPayload,
  around: FetchSurroundings,
  membership: Membership,
): Promise<FetchOutcome> {
  const { topic, partition, messages } = payload.batch;
  const { options, positions } = around;
  const generation = positions.generation;
  const records = messages.map((message) => toLogRecord(topic, partition, message));
  let position = await positions.of(topic, partition);
  const lost = await findLostOffset(around, records[0], position);
  if (lost !== null) return { kind: "failed", error: lost };

  let at = indexOfOffset(records, position.nextOffset);
  while (at < records.length) {
    if (!mayGoOn(payload, around, membership)) return { kind: "left" };
    const handed = await handOver(around, membership, {
      topic,
      partition,
      records: takeBatch(records, at, options),
      committedMetadata: position.metadata,
    });
    if (handed.kind !== "progress") return handed;

    const { progress } = handed;
    await commitProgress(payload, progress, around.logger);
    position = { nextOffset: BigInt(progress.nextOffset), metadata: progress.metadata ?? "" };
    positions.set(topic, partition, { generation, position });
    at = indexOfOffset(records, position.nextOffset);
    if (progress.pause) return { kind: "paused" };
  }
  return { kind: "done" };
}

function mayGoOn(payload: EachBatchPayload, around: FetchSurroundings, membership: Membership): boolean {
  const isOurs = payload.isRunning() && !payload.isStale() && !membership.revoked.aborted;
  return isOurs && !membership.isRebalancing && !around.released.aborted;
}

type Handed = { readonly kind: "progress"; readonly progress: BatchProgress } | FetchOutcome;

async function handOver(
  around: FetchSurroundings,
  membership: Membership,
  batch: Parameters<typeof handOverBatch>[0]["batch"],
): Promise<Handed> {
  try {
    const progress = await handOverBatch({
      batch,
      handle: (full) => around.options.handle(full),
      batchDeadlineMs: around.options.batchDeadlineMs,
      released: AbortSignal.any([around.released, membership.revoked]),
      onDeadline: membership.letGo,
    });
    return progress === null ? { kind: "left" } : { kind: "progress", progress };
  } catch (error) {
    return { kind: "failed", error };
  }
}

function indexOfOffset(records: readonly LogRecord[], offset: bigint | null): number {
  if (offset === null) return 0;
  const index = records.findIndex((record) => BigInt(record.offset) >= offset);
  return index === -1 ? records.length : index;
}

/** A gap before the first record is either retention's, which is a loss, or a transaction's marker, which is none. */
async function findLostOffset(around: FetchSurroundings, first: LogRecord | undefined, position: Position) {
  const offset = position.nextOffset;
  if (first === undefined || offset === null || BigInt(first.offset) <= offset) return null;
  const { topic, partition } = first;
  const bounds = await around.admin.bounds(topic);
  const startOffset = bounds.find((one) => one.partition === partition)?.startOffset ?? 0n;
  if (startOffset <= offset) return null;
  return offsetLost({ group: around.options.group, topic, partition, offset, startOffset });
}
