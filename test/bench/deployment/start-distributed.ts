import { startClickHouse } from "@yardstick/infra/clickhouse";
import { freePort } from "../../../infra/kafka/free-port.ts";
import { startKafka } from "../../../infra/kafka/start-kafka.ts";
import { openBenchWarehouse } from "../baseline/open-bench-warehouse.ts";
import type { Deployment } from "./deployment.ts";
import { type RunningChild, startChild } from "./start-child.ts";

export interface DistributedDeployment extends Deployment {
  readonly brokers: string;
  /** Ends validator and aggregator, so that a backlog can pile up. */
  stopStages(): Promise<void>;
  startStages(): Promise<void>;
}

const SERVICES = ["ingest-http", "validator", "aggregator"] as const;

/** Real Kafka, ClickHouse's stand-in, and one process each for ingress, validator and aggregator. */
export async function startDistributed(directory: string, profileDir?: string): Promise<DistributedDeployment> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next !== undefined; next = stops.pop()) await next();
  };
  try {
    const kafka = await startKafka({ dataDir: `${directory}/kafka` });
    stops.push(() => kafka.kill("SIGKILL"));
    const clickHouse = await startClickHouse({ dataDir: `${directory}/clickhouse` });
    stops.push(() => clickHouse.stop());
    const env = { YARDSTICK_KAFKA_BROKERS: kafka.brokers, YARDSTICK_CLICKHOUSE_URL: clickHouse.url };
    await (await openBenchWarehouse({ YARDSTICK_CLICKHOUSE_URL: clickHouse.url })).close();

    const ingestPort = await freePort();
    const adminPorts = new Map<string, number>();
    for (const service of SERVICES) adminPorts.set(service, await freePort());
    const adminUrlOf = (service: string) => `http://127.0.0.1:${adminPorts.get(service)}`;
    const start = (service: string) =>
      startChild({
        main: `services/${service}/src/main.ts`,
        env: {
          ...env,
          YARDSTICK_ADMIN_PORT: String(adminPorts.get(service)),
          ...(service === "ingest-http" ? { YARDSTICK_INGEST_PORT: String(ingestPort) } : {}),
        },
        readyUrl: `${adminUrlOf(service)}/ready`,
        profileDir,
      });

    const ingest = await start("ingest-http");
    stops.push(ingest.stop);
    let stages: readonly RunningChild[] = [];
    const stopStages = async () => {
      await Promise.all(stages.map((stage) => stage.stop()));
      stages = [];
    };
    const startStages = async () => {
      stages = await Promise.all([start("validator"), start("aggregator")]);
    };
    stops.push(stopStages);
    await startStages();
    return {
      brokers: kafka.brokers,
      ingestUrl: `http://127.0.0.1:${ingestPort}`,
      sqlUrl: clickHouse.url,
      adminUrls: ["validator", "aggregator"].map(adminUrlOf),
      stopStages,
      startStages,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
