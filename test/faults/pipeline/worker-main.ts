import { parseAllInOneConfig, startAllInOne } from "@yardstick/all-in-one";
import { prepareWarehouse } from "@yardstick/cli";
import { loadReference } from "@yardstick/contracts";
import { eventLogSettings, openEventLog } from "@yardstick/event-log";
import { topicSpecs } from "@yardstick/pipeline";
import { createLogger, systemClock } from "@yardstick/runtime";
import { deploymentProfile, openWarehouse } from "@yardstick/warehouse";
import { warehouseSettings } from "../../clickhouse/warehouse-settings.ts";
import { killHook } from "./kill-plan.ts";
import { postScript } from "./post-script.ts";
import { publishSubmissions, publishUnreadable } from "./publish-script.ts";
import { readAnnouncements } from "./read-announcements.ts";
import { readState } from "./read-state.ts";
import { POSTED, PRODUCED } from "./script.ts";
import type { WorkerSettings } from "./worker-settings.ts";

/**
 * The one-process deployment in a process that may kill itself; once everything is settled it prints the state of the
 * tables and ends. SIGTERM: it says what it waits for, and ends with 1.
 */
const { job, settings, sessionTimeoutMs, kill } = JSON.parse(process.argv[2] ?? "") as WorkerSettings;
const config = { ...parseAllInOneConfig(settings), YARDSTICK_KAFKA_SESSION_TIMEOUT_MS: sessionTimeoutMs };
const logger = createLogger({ service: "worker", level: config.YARDSTICK_LOG_LEVEL, stream: process.stderr });

if (job === "run") await run();
else await prepare(job);
process.exit(0);

function openLog() {
  return openEventLog(eventLogSettings(config, config.YARDSTICK_DATA_DIR), { logger, clock: systemClock });
}

/** What the deployment does when it starts, and what its stages are to find on the log. */
async function prepare(part: "prepare" | "prepare-all"): Promise<void> {
  const log = await openLog();
  const warehouse = await openWarehouse(config, { logger, createDatabase: true });
  const profile = deploymentProfile(config);
  const reference = loadReference();
  await prepareWarehouse({ warehouse, profile, reference, clock: systemClock, log: () => undefined });
  await log.ensureTopics(topicSpecs(config.YARDSTICK_KAFKA_TOPIC_PREFIX, null));
  await publishUnreadable(log, config.YARDSTICK_KAFKA_TOPIC_PREFIX);
  const submissions = part === "prepare" ? PRODUCED : [...PRODUCED, ...POSTED];
  await publishSubmissions(log, config.YARDSTICK_KAFKA_TOPIC_PREFIX, submissions);
  await log.close();
  await warehouse.close();
}

async function run(): Promise<void> {
  const running = await startAllInOne({ config, logger, step: killHook(kill) });
  const failed = running.failed?.then(() => Promise.reject(new Error("the deployment ended by itself")));
  let giveUp = false;
  process.once("SIGTERM", () => {
    giveUp = true;
  });
  const settled = async () => {
    while (!(await running.isSettled())) {
      if (giveUp) throw new Error(`not settled in time: ${await readiness(running.urls.admin)}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  await Promise.race([postScript(running.urls.ingest, POSTED, settled), failed]);
  const tables = await readTables(running.urls.sql);
  // Closing tells the last `committed` steps: a plan may end the process even here.
  await running.stop();
  const log = await openLog();
  const state = { ...tables, announcements: await readAnnouncements(log, config.YARDSTICK_KAFKA_TOPIC_PREFIX) };
  await log.close();
  await new Promise((resolve) => process.stdout.write(`${JSON.stringify(state)}\n`, resolve));
}

/** Through the SQL door, since chDB belongs to the deployment; a ClickHouse elsewhere is asked itself. */
async function readTables(door: string | null) {
  const database = config.YARDSTICK_CLICKHOUSE_DATABASE;
  const atDoor = { YARDSTICK_CLICKHOUSE_URL: door ?? undefined, YARDSTICK_CLICKHOUSE_DATABASE: database };
  const warehouse = await openWarehouse(door === null ? config : warehouseSettings(atDoor), { logger });
  const state = await readState(warehouse);
  await warehouse.close();
  return state;
}

async function readiness(adminUrl: string): Promise<string> {
  const answer = await fetch(`${adminUrl}/ready`);
  return await answer.text();
}
