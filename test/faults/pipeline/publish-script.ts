import { EVENTS } from "@yardstick/contracts";
import type { EventLog } from "@yardstick/event-log";
import { encodeEvent } from "@yardstick/pipeline";
import { deriveSubmissionId } from "@yardstick/submissions";
import { eventually } from "../../src/eventually.ts";
import type { ScriptedSubmission } from "./script.ts";

const CITY_KEY = "210400-bureau";
const INDICATOR_KEY = "gdp";
const SCOPE_KEY = "210000-XY/gdp";

/** The topic that each stage reads, and the key whose partition holds most of its records. */
const READ_BY_STAGES = [
  { topic: EVENTS.submissionReceived.topic, key: CITY_KEY },
  { topic: EVENTS.submissionValidated.topic, key: CITY_KEY },
  { topic: EVENTS.indicatorPeriodChanged.topic, key: INDICATOR_KEY },
  { topic: EVENTS.comparisonsMade.topic, key: SCOPE_KEY },
];

/**
 * Two records that nobody can read, first of all where each stage will read most: every stage comes to the dead-letter
 * step before it comes to anything else.
 */
export async function publishUnreadable(eventLog: EventLog, topicPrefix: string): Promise<void> {
  for (const { topic, key } of READ_BY_STAGES) {
    for (const text of ["first", "second"]) {
      const value = new TextEncoder().encode(`the ${text} record that nobody can read`);
      await eventLog.publish(`${topicPrefix}${topic}`, [{ key, value, headers: {} }]);
    }
  }
}

/** Appends submissions as a bureau's own producer does. Under a key, the id is the one that ingest-http gives. */
export async function publishSubmissions(
  eventLog: EventLog,
  topicPrefix: string,
  submissions: readonly ScriptedSubmission[],
): Promise<void> {
  const { type, topic } = EVENTS.submissionReceived;
  for (const { key, source, body } of submissions) {
    const id = deriveSubmissionId(source, key);
    const event = encodeEvent({ id, type, source, time: "2020-02-01T00:00:00Z", data: body, correlationId: id });
    await nextMillisecond();
    await eventLog.publish(`${topicPrefix}${topic}`, [{ key: source, ...event }]);
  }
}

/** Known-at has milliseconds: the order of the script is the order of the log's clock, on every log. */
async function nextMillisecond(): Promise<void> {
  const startMs = Date.now();
  await eventually(() => {
    if (Date.now() <= startMs) throw new Error("the clock stands still");
  }, 1_000);
}
