import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllInOneConfig, startAllInOne } from "@yardstick/all-in-one";
import { createLogger } from "@yardstick/runtime";
import { provideClickHouse } from "../clickhouse/provide-clickhouse.ts";
import { kafkaBrokers } from "../kafka/describe-with-kafka.ts";

export interface Deployment {
  readonly ingest: string;
  readonly portal: string;
  /** Where SQL is answered: the door, or the server itself. */
  readonly sql: string;
  readonly database: string;
  stop(): Promise<void>;
}

export interface DeploymentKind {
  readonly name: string;
  readonly needsKafka: boolean;
  start(): Promise<Deployment>;
}

/** The same pipeline over every pair of log and ClickHouse. DESIGN §4: two deployments, one behaviour. */
export const DEPLOYMENTS: readonly DeploymentKind[] = [
  { name: "a file and chDB", needsKafka: false, start: () => deploy({}) },
  { name: "Kafka and chDB", needsKafka: true, start: () => deploy(kafkaSettings()) },
  { name: "a file and ClickHouse over HTTP", needsKafka: false, start: () => deployBesideServer({}) },
  { name: "Kafka and ClickHouse over HTTP", needsKafka: true, start: () => deployBesideServer(kafkaSettings()) },
];

/** Kafka and chDB, on topics that may be there already. */
export function startOnKafka(prefix: string): Promise<Deployment> {
  return deploy(kafkaSettings(prefix));
}

/** Topics of its own on the run's one broker. */
export function topicPrefix(): string {
  return `walk-${randomBytes(6).toString("hex")}.`;
}

type Settings = Readonly<Record<string, string>>;

const FREE_PORTS = {
  YARDSTICK_INGEST_PORT: "0",
  YARDSTICK_PORTAL_PORT: "0",
  YARDSTICK_SQL_PORT: "0",
  YARDSTICK_ADMIN_PORT: "0",
} as const;

function kafkaSettings(prefix = topicPrefix()): Settings {
  return {
    YARDSTICK_KAFKA_BROKERS: kafkaBrokers().join(","),
    YARDSTICK_KAFKA_TOPIC_PREFIX: prefix,
  };
}

async function deploy(settings: Settings): Promise<Deployment> {
  const dataDir = await mkdtemp(join(tmpdir(), "yardstick-e2e-"));
  const config = parseAllInOneConfig({ ...FREE_PORTS, YARDSTICK_DATA_DIR: dataDir, ...settings });
  const logger = createLogger({ service: "walk-through", level: "error", fd: 2 });
  const remove = () => rm(dataDir, { recursive: true, force: true });
  const running = await startAllInOne({ config, logger }).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const { ingest, portal, sql } = running.urls;
  return {
    ingest,
    portal,
    sql: sql ?? config.YARDSTICK_CLICKHOUSE_URL ?? "",
    database: config.YARDSTICK_CLICKHOUSE_DATABASE,
    stop: async () => {
      await running.stop();
      await remove();
    },
  };
}

async function deployBesideServer(settings: Settings): Promise<Deployment> {
  const server = await provideClickHouse();
  const { YARDSTICK_CLICKHOUSE_URL, YARDSTICK_CLICKHOUSE_USER, YARDSTICK_CLICKHOUSE_DATABASE } = server.settings;
  const passwordFile = server.settings.YARDSTICK_CLICKHOUSE_PASSWORD_FILE;
  const deployment = await deploy({
    YARDSTICK_CLICKHOUSE_URL,
    YARDSTICK_CLICKHOUSE_USER,
    YARDSTICK_CLICKHOUSE_DATABASE,
    ...(passwordFile === undefined ? {} : { YARDSTICK_CLICKHOUSE_PASSWORD_FILE: passwordFile }),
    ...settings,
  });
  return {
    ...deployment,
    stop: async () => {
      await deployment.stop();
      await server.stop();
    },
  };
}
