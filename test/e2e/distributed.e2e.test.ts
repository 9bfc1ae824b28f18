import { randomBytes } from "node:crypto";
import type { Alert } from "@yardstick/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ProvidedClickHouse, provideClickHouse } from "../clickhouse/provide-clickhouse.ts";
import { describeWithKafka, kafkaBrokers } from "../kafka/describe-with-kafka.ts";
import { eventually } from "../src/eventually.ts";
import { list, post, receiptOf } from "./ask.ts";
import { runProgram, type YardstickProcess } from "./run-yardstick.ts";

const SOON_MS = 90_000;
const SERVICES = ["ingest-http", "validator", "aggregator", "alerter", "portal"] as const;

/** Each service alone, beside a Kafka and a ClickHouse server: the other of the two deployments. */
describeWithKafka("one process for each service", () => {
  let clickhouse: ProvidedClickHouse;
  let env: Record<string, string> = {};
  const processes = new Map<string, YardstickProcess>();

  beforeAll(async () => {
    clickhouse = await provideClickHouse();
    env = environment(clickhouse);
    for (const service of SERVICES) processes.set(service, runProgram(`services/${service}/src/main.ts`, [], env));
  });
  afterAll(async () => {
    for (const { signal } of processes.values()) signal("SIGKILL");
    await Promise.all([...processes.values()].map(({ ended }) => ended));
    await clickhouse?.stop();
  });

  const outputOf = (service: string) => processes.get(service)?.output() ?? "";
  const urlOf = (service: string) =>
    new RegExp(`${service} listens on (http://[\\d.:]+)`).exec(outputOf(service))?.[1] ?? "";
  const readyOf = async (service: string) => {
    const admin = /admin listens on (http:\/\/[\d.:]+)/.exec(outputOf(service))?.[1] ?? "";
    return fetch(`${admin}/ready`);
  };

  test("stays unready until the schema is there, and says what to do", async () => {
    await eventually(async () => {
      const response = await readyOf("aggregator");
      expect(response.status).toBe(503);
      expect(await response.text()).toContain("yardstick migrate");
    }, SOON_MS);
  });

  test("is ready once `yardstick migrate` has run, without a restart", async () => {
    const migrate = runProgram("services/cli/src/main.ts", ["migrate"], env);
    expect(await migrate.ended, migrate.output()).toBe(0);
    for (const service of SERVICES) {
      await eventually(async () => expect((await readyOf(service)).status, outputOf(service)).toBe(200), SOON_MS);
    }
  });

  test("takes a figure to its alert through all of them", async () => {
    const growth = (region: string, value: string) => ({
      indicator: "gdp",
      region,
      period: "2020",
      measure: "growth_yoy",
      value,
      unit: "%",
    });
    const body = { source: "210400-bureau", observations: [growth("210000-XY", "5.0"), growth("210421", "3.2")] };
    const { submissionId } = await post(urlOf("ingest-http"), body);
    await eventually(async () => {
      expect(await receiptOf(urlOf("ingest-http"), submissionId)).toMatchObject({
        state: "stored",
        counts: { accepted: 2 },
      });
      const alerts = await list<Alert>(urlOf("portal"), "/v1/alerts?state=firing");
      expect(alerts).toMatchObject([{ alertname: "BelowCountyAverage", region: "210421", submissionId }]);
    }, SOON_MS);
  });

  test("each drains at SIGTERM and exits 0", async () => {
    for (const [service, { signal, ended }] of processes) {
      signal("SIGTERM");
      expect(await ended, outputOf(service)).toBe(0);
    }
  });
});

test("a service without Kafka and ClickHouse refuses to start, and says what to do", async () => {
  const env = { YARDSTICK_KAFKA_BROKERS: "", YARDSTICK_CLICKHOUSE_URL: "" };
  const alone = runProgram("services/aggregator/src/main.ts", [], env);
  expect(await alone.ended).toBe(2);
  expect(alone.output()).toContain("YARDSTICK_KAFKA_BROKERS");
  expect(alone.output()).toContain("YARDSTICK_CLICKHOUSE_URL");
  expect(alone.output()).toContain("pnpm start");
});

function environment({ settings }: ProvidedClickHouse): Record<string, string> {
  const passwordFile = settings.YARDSTICK_CLICKHOUSE_PASSWORD_FILE;
  return {
    YARDSTICK_KAFKA_BROKERS: kafkaBrokers().join(","),
    YARDSTICK_KAFKA_TOPIC_PREFIX: `distributed-${randomBytes(6).toString("hex")}.`,
    YARDSTICK_CLICKHOUSE_URL: settings.YARDSTICK_CLICKHOUSE_URL,
    YARDSTICK_CLICKHOUSE_USER: settings.YARDSTICK_CLICKHOUSE_USER,
    YARDSTICK_CLICKHOUSE_DATABASE: settings.YARDSTICK_CLICKHOUSE_DATABASE,
    ...(passwordFile === undefined ? {} : { YARDSTICK_CLICKHOUSE_PASSWORD_FILE: passwordFile }),
    YARDSTICK_INGEST_PORT: "0",
    YARDSTICK_PORTAL_PORT: "0",
    YARDSTICK_ADMIN_PORT: "0",
  };
}
