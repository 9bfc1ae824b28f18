import { DEAD_LETTER_TOPIC, loadReference } from "@yardstick/contracts";
import { eventLogSettings, openEventLog } from "@yardstick/event-log";
import {
  type Component,
  createLifecycle,
  type Lifecycle,
  type Logger,
  type Metrics,
  pingCheck,
  type ReadinessCheck,
} from "@yardstick/runtime";
import { openWarehouse, readMigrations, requireSchema, type Warehouse } from "@yardstick/warehouse";
import { pipelineLimits } from "../pipeline-config.ts";
import type { StageComponent } from "../stage-component.ts";
import type { Running } from "./in-background.ts";
import type { ProcessConfig } from "./process-config.ts";
import type { ServiceDeps } from "./service-deps.ts";
import { topicSpecs } from "./topic-specs.ts";
import { untilItWorks, type WaitScope } from "./until-it-works.ts";

export interface OpenServiceOptions {
  readonly config: ProcessConfig;
  readonly metrics: Metrics;
  readonly scope: Omit<WaitScope, "limits">;
  readonly create: (deps: ServiceDeps) => readonly (Component | StageComponent)[];
  readonly needsSchema: boolean;
  /** The admin server's list: what was opened adds its checks. */
  readonly checks: ReadinessCheck[];
}

/** Opens what a service needs, waiting for what is not there yet, and starts its components. */
export async function openService(options: OpenServiceOptions): Promise<Running> {
  const { config, metrics, create, needsSchema, checks } = options;
  const { logger, clock } = options.scope;
  const limits = pipelineLimits(config);
  const scope = { ...options.scope, limits };
  const reference = loadReference({ overlayDir: config.YARDSTICK_REFERENCE_DIR });
  const opened: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    for (let close = opened.pop(); close !== undefined; close = opened.pop()) await close();
  };
  try {
    const logSettings = eventLogSettings(config, null);
    const eventLog = await untilItWorks("the event log", () => openEventLog(logSettings, { logger, clock }), scope);
    opened.push(() => eventLog.close());
    checks.push(pingCheck("event log", eventLog));
    const warehouse = await untilItWorks("ClickHouse", () => openWarehouse(config, { logger }), scope);
    opened.push(() => warehouse.close());
    if (needsSchema) await awaitSchema(warehouse, checks, scope);
    const topicPrefix = config.YARDSTICK_KAFKA_TOPIC_PREFIX;
    const topics = topicSpecs(topicPrefix, config.YARDSTICK_KAFKA_REPLICATION_FACTOR ?? null);
    await untilItWorks("the topics", () => eventLog.ensureTopics(topics), scope);
    const deadLetterTopic = `${topicPrefix}${DEAD_LETTER_TOPIC}`;
    const base = { eventLog, warehouse, limits, topicPrefix, deadLetterTopic };
    const deps = { ...base, reference, clock, logger, metrics };
    const { components, lifecycle } = await untilItWorks(
      "the start",
      () => startAll(() => create(deps), logger),
      scope,
    );
    opened.push(() => lifecycle.stop());
    checks.push(...checksOf(components));
    logger.info("ready to work");
    return { failed: lifecycle.failed, stop: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

interface StartedComponents<Part extends Component> {
  readonly components: readonly Part[];
  readonly lifecycle: Lifecycle;
}

/** Makes components and starts them all, or none: a start that failed is repeated with new ones. */
async function startAll<Part extends Component>(
  create: () => readonly Part[],
  logger: Logger,
): Promise<StartedComponents<Part>> {
  const components = create();
  const lifecycle = createLifecycle(components, logger);
  await lifecycle.start();
  return { components, lifecycle };
}

/** What the components say of themselves. */
export function checksOf(components: readonly (Component | StageComponent)[]): ReadinessCheck[] {
  return components.flatMap((component) => ("checks" in component ? component.checks : []));
}

async function awaitSchema(warehouse: Warehouse, checks: ReadinessCheck[], scope: WaitScope): Promise<void> {
  const migrations = await readMigrations();
  const suffices = () => requireSchema(warehouse, migrations);
  checks.push({ name: "schema", check: () => suffices().then(() => ({ ok: true, detail: "suffices" })) });
  await untilItWorks("the schema", suffices, scope);
}
