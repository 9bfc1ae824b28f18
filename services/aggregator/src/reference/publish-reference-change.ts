import {
  EVENTS,
  type IndicatorPeriodChangedV1,
  type ReferenceData,
  shiftYears,
  unpackPosition,
} from "@yardstick/contracts";
import type { EventLog } from "@yardstick/event-log";
import { deriveEventId, encodeEvent, type Publication } from "@yardstick/pipeline";
import type { Clock, Logger } from "@yardstick/runtime";
import { dateTimeText, type Warehouse } from "@yardstick/warehouse";

export interface ReferenceChangeDeps {
  readonly warehouse: Pick<Warehouse, "query" | "insert">;
  readonly eventLog: Pick<EventLog, "publish">;
  readonly reference: ReferenceData;
  readonly topicPrefix: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Periods that one event names at most, so that one computation stays small. */
const PERIODS_PER_EVENT = 24;

/**
 * Where the reference data differs from what the results were last computed with, puts every key that has figures on
 * the log again: a membership, a price basis or a target may have changed any of them. The version is noted after the
 * log has the keys, so that a crash in between publishes them once more. DESIGN §4.
 */
export async function publishReferenceChange(deps: ReferenceChangeDeps): Promise<void> {
  const { warehouse, eventLog, reference, topicPrefix, clock, logger } = deps;
  const [known] = await warehouse.query<{ version: string }>(
    "SELECT version FROM reference_versions FINAL WHERE part = 'results'",
  );
  if (known?.version === reference.version) return;
  const publications = (await warehouse.query<IndicatorWithFigures>(INDICATORS)).flatMap((row) =>
    keysOf(row, reference, topicPrefix),
  );
  if (publications.length > 0) {
    const topic = `${topicPrefix}${EVENTS.indicatorPeriodChanged.topic}`;
    logger.info(
      { events: publications.length, version: reference.version },
      "the reference data has changed: computing again",
    );
    await eventLog.publish(topic, publications);
  }
  const at = dateTimeText(new Date(clock.nowMs()));
  await warehouse.insert("reference_versions", ["part", "version", "applied_at"], [["results", reference.version, at]]);
}

interface IndicatorWithFigures {
  readonly indicator: string;
  readonly ends: readonly string[];
  readonly submission_id: string;
  readonly source: string;
  readonly newest: string;
}

/** Every indicator with the periods of its figures, and the newest of them as the cause. */
const INDICATORS = `
SELECT indicator, arraySort(groupUniqArray(period_end)) AS ends,
  argMax(submission_id, position) AS submission_id, argMax(source, position) AS source, max(position) AS newest
FROM (
  SELECT indicator, period_end, submission_id, source, bitAnd(version, bitShiftLeft(toUInt128(1), 127) - 1) AS position
  FROM observations)
GROUP BY indicator ORDER BY indicator`;

function keysOf(row: IndicatorWithFigures, reference: ReferenceData, topicPrefix: string): Publication[] {
  const { type, topic } = EVENTS.indicatorPeriodChanged;
  const { indicator, submission_id: submissionId, source } = row;
  const received = unpackPosition(BigInt(row.newest));
  const cause = { submissionId, source, received, version: row.newest };
  const periodEnds = [...new Set([...row.ends, ...row.ends.map((end) => shiftYears(end, 1))])].sort();
  // The scopes of the same periods side by side: a batch computes their growth once.
  return chunks(periodEnds).flatMap((chunk) =>
    [...reference.scopes.keys()].map((scope) => {
      const data: IndicatorPeriodChangedV1 = { scope, indicator, periodEnds: chunk, cause };
      const id = deriveEventId(type, reference.version, scope, indicator, chunk[0] ?? "");
      const event = encodeEvent({ id, type, source, time: received.at, data, correlationId: submissionId });
      return { topic: `${topicPrefix}${topic}`, key: indicator, ...event };
    }),
  );
}

function chunks(periodEnds: readonly string[]): string[][] {
  const starts = Array.from(
    { length: Math.ceil(periodEnds.length / PERIODS_PER_EVENT) },
    (_, at) => at * PERIODS_PER_EVENT,
  );
  return starts.map((start) => periodEnds.slice(start, start + PERIODS_PER_EVENT));
}
