import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAggregatorService } from "@yardstick/aggregator";
import {
  DEAD_LETTER_TOPIC,
  EVENTS,
  loadReference,
  type SubmissionBody,
  TOPIC_DEFAULTS,
  TOPIC_NAMES,
} from "@yardstick/contracts";
import { createMemoryEventLog } from "@yardstick/event-log";
import { encodeEvent, pipelineConfig, pipelineLimits, type StageComponent } from "@yardstick/pipeline";
import { createManualClock, createMetrics, createSilentLogger } from "@yardstick/runtime";
import { createValidatorService, validatorConfig } from "@yardstick/validator";
import {
  deploymentProfile,
  loadReferenceTables,
  migrate,
  openWarehouse,
  readMigrations,
  type Warehouse,
  warehouseDirectory,
} from "@yardstick/warehouse";
import { z } from "zod";
import { warehouseSettings } from "../../clickhouse/warehouse-settings.ts";
import { eventually } from "../../src/eventually.ts";

/** Validator and aggregator over a log in memory whose clock the test sets, so that every known-at is the same again. */
export interface OpenPipeline {
  readonly warehouse: Warehouse;
  /** Where chDB keeps its files. */
  readonly directory: string;
  /** Puts a submission on the log at an instant. */
  send(submissionId: string, body: SubmissionBody, knownAt: string): Promise<void>;
  /** Resolves when every stage is through with everything that was sent. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** A bound for a machine that does much else at the same time. */
export const SETTLE_DEADLINE_MS = 150_000;

export async function openPipeline(): Promise<OpenPipeline> {
  const directory = await mkdtemp(join(tmpdir(), "yardstick-views-"));
  const settings = warehouseSettings({ YARDSTICK_DATA_DIR: directory, YARDSTICK_CLICKHOUSE_DATABASE: "yardstick" });
  const logger = createSilentLogger();
  const clock = createManualClock();
  const reference = loadReference();
  const warehouse = await openWarehouse(settings, { logger });
  const profile = deploymentProfile(settings);
  await migrate(warehouse, { migrations: await readMigrations(), profile, log: () => undefined });
  await loadReferenceTables(warehouse, reference, 1);
  const eventLog = createMemoryEventLog({ logger, clock });
  await eventLog.ensureTopics(TOPIC_NAMES.map((name) => ({ name, ...TOPIC_DEFAULTS, replicationFactor: null })));
  const shared = { eventLog, warehouse, reference, clock, logger, topicPrefix: "", metrics: createMetrics() };
  const limits = pipelineLimits(z.object(pipelineConfig).parse({}));
  const deps = { ...shared, limits, deadLetterTopic: DEAD_LETTER_TOPIC };
  const stages: StageComponent[] = [
    ...createValidatorService(deps, z.object(validatorConfig).parse({})),
    ...createAggregatorService(deps),
  ];
  for (const stage of stages) await stage.start();
  return {
    warehouse,
    directory: warehouseDirectory(settings),
    send: async (submissionId, body, knownAt) => {
      clock.set(Date.parse(knownAt));
      const { headers, value } = encodeEvent({
        id: submissionId,
        type: EVENTS.submissionReceived.type,
        source: body.source,
        time: knownAt,
        data: new TextEncoder().encode(JSON.stringify(body)),
        correlationId: submissionId,
        traceparent: undefined,
      });
      await eventLog.publish(EVENTS.submissionReceived.topic, [{ key: body.source, value, headers }]);
    },
    settle: () =>
      eventually(async () => {
        for (const stage of stages) {
          const lag = await stage.lag();
          if (lag > 0) throw new Error(`${stage.name} has ${lag} records before it`);
        }
      }, SETTLE_DEADLINE_MS),
    close: async () => {
      for (const stage of stages.toReversed()) await stage.stop();
      await eventLog.close();
      await warehouse.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
