import {
  type Component,
  type ConfigOf,
  type ConfigProblem,
  type ConfigShape,
  createAdminServer,
  createLogger,
  createMetrics,
  type FlagMapping,
  httpComponent,
  loadConfig,
  type ReadinessCheck,
  runProcess,
  systemClock,
  systemSleep,
} from "@yardstick/runtime";
import { inBackground } from "./service/in-background.ts";
import { openService } from "./service/open-service.ts";
import { type ProcessConfig, processConfig, singleServiceRules } from "./service/process-config.ts";
import type { ServiceDeps } from "./service/service-deps.ts";
import { startCheck } from "./service/start-check.ts";
import type { StageComponent } from "./stage-component.ts";

export interface RunServiceOptions<Own extends ConfigShape> {
  readonly name: string;
  /** The service's own settings, beside those of every process. */
  readonly config: Own;
  readonly flags?: FlagMapping;
  readonly rules?: (config: ProcessConfig & ConfigOf<Own>) => readonly ConfigProblem[];
  /** Whether it works only on a migrated ClickHouse. Default true. */
  readonly needsSchema?: boolean;
  readonly create: (
    deps: ServiceDeps,
    config: ProcessConfig & ConfigOf<Own>,
  ) => readonly (Component | StageComponent)[];
}

/**
 * The whole `main.ts` of a service that runs as a process of its own, beside a Kafka and a ClickHouse server: it
 * refuses to start without both. `/live` and `/ready` answer at once; the components start when log, schema and topics
 * are there, however long that takes.
 */
export async function runService<Own extends ConfigShape>(options: RunServiceOptions<Own>): Promise<void> {
  const { name, create, needsSchema = true } = options;
  const config = loadConfig({
    service: name,
    shape: { ...processConfig, ...options.config },
    flags: options.flags ?? {},
    rules: (parsed) => rulesOf(options, parsed as unknown as ProcessConfig & ConfigOf<Own>),
  }) as unknown as ProcessConfig & ConfigOf<Own>;
  const logger = createLogger({ service: name, level: config.YARDSTICK_LOG_LEVEL });
  const metrics = createMetrics({ processMetrics: true });
  const start = startCheck();
  const checks: ReadinessCheck[] = [start];
  const admin = httpComponent({
    name: "admin",
    server: createAdminServer({ name, logger, metrics, checks }),
    host: config.YARDSTICK_ADMIN_HOST,
    port: config.YARDSTICK_ADMIN_PORT,
    keysConfigured: false,
  });
  const service = inBackground(name, async (signal) => {
    const running = await openService({
      config,
      metrics,
      checks,
      needsSchema,
      scope: { logger, clock: systemClock, sleep: systemSleep, signal, onWaiting: start.waiting },
      create: (deps) => create(deps, config),
    });
    start.done();
    return running;
  });
  await runProcess({
    name,
    logger,
    components: [admin, service],
    shutdownDeadlineMs: config.YARDSTICK_SHUTDOWN_DEADLINE_MS,
  });
}

function rulesOf<Own extends ConfigShape>(
  { rules }: RunServiceOptions<Own>,
  config: ProcessConfig & ConfigOf<Own>,
): readonly ConfigProblem[] {
  return [...singleServiceRules(config), ...(rules?.(config) ?? [])];
}
