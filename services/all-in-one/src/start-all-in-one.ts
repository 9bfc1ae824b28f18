import { createAccess } from "@yardstick/access";
import { DEAD_LETTER_TOPIC, loadReference } from "@yardstick/contracts";
import { checksOf, pipelineLimits, type Running, type StepHook, startCheck, untilItWorks } from "@yardstick/pipeline";
import {
  type AdminAddress,
  type Clock,
  createAdminServer,
  createAdminToken,
  createLifecycle,
  createMetrics,
  httpComponent,
  type ListeningComponent,
  type Logger,
  pingCheck,
  type ReadinessCheck,
  removeAdminFile,
  systemClock,
  systemRandomness,
  systemSleep,
  writeAdminFile,
} from "@yardstick/runtime";
import { createAdminOperations } from "./admin-operations.ts";
import type { AllInOneConfig } from "./config.ts";
import { createServices, type Services } from "./create-services.ts";
import { type Connections, openConnections } from "./open-connections.ts";

export interface AllInOneOptions {
  /** From `loadConfig`, or from `parseAllInOneConfig`. Ports may be 0. */
  readonly config: AllInOneConfig;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** Called between each pair of steps of every stage, so that a fault test can end the process exactly there. */
  readonly step?: StepHook;
  /** Ends a start that waits for a server; `startAllInOne` throws then. */
  readonly signal?: AbortSignal;
}

export interface RunningAllInOne extends Running {
  readonly urls: AllInOneUrls;
  /** Whether every record that the log holds now has gone through every stage. */
  isSettled(): Promise<boolean>;
}

export interface AllInOneUrls {
  readonly ingest: string;
  readonly portal: string;
  readonly admin: string;
  /** The SQL door; null where ClickHouse is a server, which has its own. */
  readonly sql: string | null;
}

/** The one-process deployment. Resolves when everything works; what was opened is closed again when it cannot. */
export async function startAllInOne(options: AllInOneOptions): Promise<RunningAllInOne> {
  const { config, logger, clock = systemClock, signal = new AbortController().signal } = options;
  const reference = loadReference({ overlayDir: config.YARDSTICK_REFERENCE_DIR });
  const limits = pipelineLimits(config);
  const metrics = createMetrics({ processMetrics: true });
  const started = startCheck();
  const checks: ReadinessCheck[] = [started];
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next !== undefined; next = stops.pop()) await next();
  };
  try {
    const token = createAdminToken(systemRandomness);
    const operations = createAdminOperations(token, clock);
    const server = createAdminServer({ name: "yardstick", logger, metrics, checks, mount: operations.routes });
    const admin = adminComponent(config, server);
    const adminLifecycle = createLifecycle([admin], logger);
    await adminLifecycle.start();
    stops.push(() => adminLifecycle.stop());
    const scope = { logger, clock, sleep: systemSleep, limits, signal, onWaiting: started.waiting };
    const connections = await openConnections({ config, reference, scope, opened: (close) => stops.push(close) });
    stops.push(await announceAdmin(config, { url: admin.listening?.url ?? "", token: token.text }));
    const access = createAccess({ ...connections, clock, logger }, config);
    const keys = createLifecycle([access.keyring], logger);
    await keys.start();
    stops.push(() => keys.stop());
    operations.ready(access, connections.warehouse);
    const topicPrefix = config.YARDSTICK_KAFKA_TOPIC_PREFIX;
    const topics = { topicPrefix, deadLetterTopic: `${topicPrefix}${DEAD_LETTER_TOPIC}` };
    const step = options.step === undefined ? {} : { step: options.step };
    const deps = { ...connections, ...topics, ...step, access, limits, reference, clock, logger, metrics };
    const start = () => startServices(() => createServices(deps, config), logger);
    const { services, lifecycle } = await untilItWorks("the services", start, scope);
    stops.push(() => lifecycle.stop());
    checks.push(...readinessOf(connections, services), ...access.keyring.checks);
    started.done();
    return { urls: urlsOf(services, admin), failed: lifecycle.failed, stop, isSettled: () => isSettled(services) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** All of them or none; each try makes them anew, since what was stopped does not start again. */
async function startServices(create: () => Services, logger: Logger) {
  const services = create();
  const lifecycle = createLifecycle([...services.stages, ...services.doors], logger);
  await lifecycle.start();
  return { services, lifecycle };
}

/** All of it: here every part is needed. What several services ask for is asked once. */
function readinessOf({ eventLog, warehouse }: Connections, { stages, doors }: Services): ReadinessCheck[] {
  const own = [pingCheck("event log", eventLog), pingCheck("ClickHouse", warehouse)];
  const byName = new Map([...checksOf(doors), ...checksOf(stages), ...own].map((check) => [check.name, check]));
  return [...byName.values()];
}

/** Where the log or ClickHouse is a directory's, the command line reaches it through this process; elsewhere it asks them itself. */
async function announceAdmin(config: AllInOneConfig, address: AdminAddress): Promise<() => Promise<void>> {
  const {
    YARDSTICK_DATA_DIR: dataDir,
    YARDSTICK_KAFKA_BROKERS: brokers,
    YARDSTICK_CLICKHOUSE_URL: clickhouse,
  } = config;
  if (brokers !== undefined && clickhouse !== undefined) return async () => undefined;
  await writeAdminFile(dataDir, address);
  return () => removeAdminFile(dataDir);
}

function adminComponent(config: AllInOneConfig, server: ReturnType<typeof createAdminServer>): ListeningComponent {
  const { YARDSTICK_ADMIN_HOST: host, YARDSTICK_ADMIN_PORT: port } = config;
  return httpComponent({ name: "admin", server, host, port, keysConfigured: false });
}

function urlsOf({ doors }: Services, admin: ListeningComponent): AllInOneUrls {
  const urlOf = (name: string) => {
    const door = doors.find((component) => component.name === name);
    return door !== undefined && "listening" in door ? ((door as ListeningComponent).listening?.url ?? null) : null;
  };
  const needed = (name: string) => {
    const url = urlOf(name);
    if (url === null) throw new RangeError(`${name} does not listen`);
    return url;
  };
  return {
    ingest: needed("ingest-http"),
    portal: needed("portal"),
    admin: admin.listening?.url ?? needed("admin"),
    sql: urlOf("sql-door"),
  };
}

/**
 * Asks the stages in the order of the walk: when one has committed everything, all that it publishes is in the log
 * before the next is asked. So one pass without lag says that nothing is left.
 */
async function isSettled({ stages }: Services): Promise<boolean> {
  for (const stage of stages) if ((await stage.lag()) > 0) return false;
  return true;
}
