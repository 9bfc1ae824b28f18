import type { z } from "zod";
import { alertChangedV1 } from "./events/alert-changed.ts";
import { comparisonsMadeV1 } from "./events/comparisons-made.ts";
import { indicatorPeriodChangedV1 } from "./events/indicator-period-changed.ts";
import { submissionReceivedV1 } from "./events/submission-received.ts";
import { submissionRejectedV1 } from "./events/submission-rejected.ts";
import { submissionSettledV1 } from "./events/submission-settled.ts";
import { submissionValidatedV1 } from "./events/submission-validated.ts";
import { targetsEvaluatedV1 } from "./events/targets-evaluated.ts";

/** One topic of the log: what it carries, how its records are keyed, and who writes and reads it. DESIGN §5. */
export interface EventContract {
  /** CloudEvents type: `<noun>-<past verb>.v<N>`. */
  readonly type: string;
  /** Topic name without the configurable prefix (`yardstick.` by default). */
  readonly topic: string;
  /** What the record key is made of, joined by `/`. */
  readonly key: readonly string[];
  readonly schema: z.ZodType;
  readonly from: string;
  readonly to: readonly string[];
  readonly summary: string;
}

export const EVENTS = {
  submissionReceived: {
    type: "submission-received.v1",
    topic: "submission-received",
    key: ["source"],
    schema: submissionReceivedV1,
    from: "ingest-http, or a bureau's own producer",
    to: ["validator"],
    summary: "A source sent a submission.",
  },
  submissionValidated: {
    type: "submission-validated.v1",
    topic: "submission-validated",
    key: ["source"],
    schema: submissionValidatedV1,
    from: "validator",
    to: ["aggregator"],
    summary: "Rows passed the rules and are normalised.",
  },
  submissionRejected: {
    type: "submission-rejected.v1",
    topic: "submission-rejected",
    key: ["source"],
    schema: submissionRejectedV1,
    from: "validator",
    to: ["aggregator"],
    summary: "A submission broke a rule; nothing of it is stored.",
  },
  submissionSettled: {
    type: "submission-settled.v1",
    topic: "submission-settled",
    key: ["source"],
    schema: submissionSettledV1,
    from: "aggregator",
    to: ["ingest-http"],
    summary: "The receipt says what became of each row; the source is told.",
  },
  indicatorPeriodChanged: {
    type: "indicator-period-changed.v1",
    topic: "indicator-period-changed",
    // The scopes of one indicator lie in one partition: growth and targets are computed once for all of them.
    key: ["indicator"],
    schema: indicatorPeriodChangedV1,
    from: "aggregator",
    to: ["aggregator"],
    summary: "Figures are durable; what rests on them has to be computed again.",
  },
  comparisonsMade: {
    type: "comparisons-made.v1",
    topic: "comparisons-made",
    key: ["scope", "indicator"],
    schema: comparisonsMadeV1,
    from: "aggregator",
    to: ["alerter"],
    summary: "Growth, benchmark and comparisons are in the tables.",
  },
  targetsEvaluated: {
    type: "targets-evaluated.v1",
    topic: "targets-evaluated",
    key: ["plan", "region"],
    schema: targetsEvaluatedV1,
    from: "aggregator",
    to: ["alerter"],
    summary: "Target results are in the table.",
  },
  alertChanged: {
    type: "alert-changed.v1",
    topic: "alert-changed",
    key: ["alert id"],
    schema: alertChangedV1,
    from: "alerter",
    to: ["alerter"],
    summary: "An alert fired, changed or was resolved; the delivery channels read it.",
  },
} as const satisfies Record<string, EventContract>;

/** Records that nobody can read, with their original bytes. */
export const DEAD_LETTER_TOPIC = "dead-letter";

const DAY_MS = 86_400_000;

/** Settings of every topic. A submission is one record, so that it stays atomic and in order. */
export const TOPIC_DEFAULTS = { partitions: 4, retentionMs: 30 * DAY_MS, maxMessageBytes: 16 * 1024 * 1024 } as const;

export const TOPIC_NAMES: readonly string[] = [...Object.values(EVENTS).map((event) => event.topic), DEAD_LETTER_TOPIC];
