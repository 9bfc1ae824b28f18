import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AlerterDeps, createAlerterService } from "@yardstick/alerter";
import {
  type AlertChangedV1,
  alertChangedV1,
  type Cause,
  type ComparisonsMadeV1,
  EVENTS,
  loadReference,
  packPosition,
  packVersion,
  TOPIC_DEFAULTS,
  TOPIC_NAMES,
} from "@yardstick/contracts";
import { createMemoryEventLog, type EventLog } from "@yardstick/event-log";
import {
  encodeEvent,
  type PipelineLimits,
  pipelineConfig,
  pipelineLimits,
  type StageComponent,
} from "@yardstick/pipeline";
import { createMetrics, createSilentLogger, systemClock } from "@yardstick/runtime";
import { deploymentProfile, migrate, openWarehouse, readMigrations, type Warehouse } from "@yardstick/warehouse";
import { z } from "zod";
import { warehouseSettings } from "../../clickhouse/warehouse-settings.ts";

export const reference = loadReference();

/** A migrated chDB in a directory of its own. */
export async function openTestWarehouse(): Promise<{ warehouse: Warehouse; close: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "yardstick-alerter-"));
  const settings = warehouseSettings({ YARDSTICK_DATA_DIR: directory });
  const warehouse = await openWarehouse(settings, { logger: createSilentLogger() });
  const profile = deploymentProfile(settings);
  await migrate(warehouse, { migrations: await readMigrations(), profile, log: () => undefined });
  const close = async () => {
    await warehouse.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { warehouse, close };
}

export interface Comparison {
  readonly region: string;
  readonly period: string;
  readonly growth: number | null;
  readonly verdict?: string;
  readonly benchmark?: number;
  readonly basis?: string;
}

let received = 0;

/** The cause of the submission that was received next; each is a second later than the last. */
export function nextCause(source = "210400-bureau"): Cause {
  received += 1;
  const at = new Date(Date.UTC(2022, 2, 1, 8, 0, received)).toISOString();
  const position = { at, partition: 0, offset: String(received) };
  return { submissionId: `s-${received}`, source, received: position, version: packPosition(position).toString() };
}

/** Writes down what the aggregator would have: annual, natural caliber, on reported rates unless told otherwise. */
export async function compare(
  warehouse: Warehouse,
  indicator: string,
  { cause, rows }: { cause: Cause; rows: readonly Comparison[] },
): Promise<void> {
  const columns = [
    ...["scope", "indicator", "region", "period", "period_start", "period_end", "accumulation", "caliber", "basis"],
    ...["growth", "growth_source", "benchmark", "benchmark_method", "gap", "compared_gap", "verdict", "rank"],
    ...["rank_of", "coverage_grade", "version"],
  ];
  await warehouse.insert(
    "comparisons",
    columns,
    rows.map(({ region, period, growth, benchmark = 8.2, basis = "reported", ...row }) => {
      const gap = growth === null ? null : (growth - benchmark).toFixed(3);
      const verdict = row.verdict ?? (growth === null ? "no_data" : verdictOf(Number(gap)));
      const head = [
        "210000-XY",
        indicator,
        region,
        period,
        `${period}-01-01`,
        `${period}-12-31`,
        "ytd",
        "natural",
        basis,
      ];
      const ranks = growth === null ? [null, null] : [40, 41];
      const version = packVersion(cause.received, false);
      return [...head, growth, basis, benchmark, "pooled", gap, gap, verdict, ...ranks, "final", version];
    }),
  );
}

function verdictOf(gap: number): string {
  if (gap === 0) return "at_average";
  return gap > 0 ? "above" : "below";
}

export type RunningAlerter = Awaited<ReturnType<typeof startAlerter>>;

/** The alerter's stages on a memory log of their own. */
export async function startAlerter(
  warehouse: Warehouse,
  more: Partial<AlerterDeps> & { limits?: PipelineLimits; eventLog?: EventLog } = {},
) {
  const { webhook = null, limits = defaultLimits(), ...overrides } = more;
  const logger = createSilentLogger();
  const eventLog = more.eventLog ?? createMemoryEventLog({ logger, clock: systemClock });
  await eventLog.ensureTopics(TOPIC_NAMES.map((name) => ({ name, ...TOPIC_DEFAULTS, replicationFactor: null })));
  const deps = { topicPrefix: "", deadLetterTopic: "dead-letter", reference, warehouse, clock: systemClock, logger };
  const stages = createAlerterService({ ...deps, metrics: createMetrics(), webhook, limits, ...overrides, eventLog });
  for (const stage of stages) await stage.start();
  return {
    stages,
    eventLog,
    lag: () => totalLag(stages),
    announce: (indicator: string, cause: Cause, scope = "210000-XY") =>
      announceComparisons(eventLog, { scope, indicator, cause }),
    stop: async () => {
      for (const stage of stages) await stage.stop();
    },
  };
}

export function defaultLimits(): PipelineLimits {
  return pipelineLimits(z.object(pipelineConfig).parse({}));
}

async function totalLag(stages: readonly StageComponent[]): Promise<number> {
  const lags = await Promise.all(stages.map((stage) => stage.lag()));
  return lags.reduce((sum, lag) => sum + lag, 0);
}

async function announceComparisons(
  eventLog: EventLog,
  { scope, indicator, cause }: Pick<ComparisonsMadeV1, "scope" | "indicator" | "cause">,
): Promise<void> {
  const { type, topic } = EVENTS.comparisonsMade;
  const { headers, value } = encodeEvent({
    id: `${cause.submissionId}/${scope}/${indicator}`,
    type,
    source: cause.source,
    time: cause.received.at,
    data: { scope, indicator, periodEnds: ["2021-12-31"], cause },
    correlationId: cause.submissionId,
  });
  await eventLog.publish(topic, [{ key: `${scope}/${indicator}`, headers, value }]);
}

export interface AnnouncedAlert {
  readonly id: string;
  readonly data: AlertChangedV1;
  readonly bytes: string;
}

/** Collects every alert-changed record of a log from its start. */
export async function collectAlerts(eventLog: EventLog): Promise<AnnouncedAlert[]> {
  const alerts: AnnouncedAlert[] = [];
  await eventLog.subscribe({
    group: "collector",
    topics: [EVENTS.alertChanged.topic],
    maxBatchRecords: 100,
    maxBatchBytes: 1_048_576,
    concurrency: 1,
    batchDeadlineMs: 60_000,
    handle: async ({ records }) => {
      for (const { value, headers } of records) {
        const bytes = new TextDecoder().decode(value ?? undefined);
        alerts.push({ id: headers.ce_id ?? "", data: alertChangedV1.parse(JSON.parse(bytes)), bytes });
      }
      return { nextOffset: String(Number(records.at(-1)?.offset ?? 0) + 1) };
    },
  });
  return alerts;
}
