import { parseConfig } from "@yardstick/runtime";
import { expect, test } from "vitest";
import { processConfig, processRules, singleServiceRules } from "./process-config.ts";

const BOTH = { YARDSTICK_KAFKA_BROKERS: "kafka:9092", YARDSTICK_CLICKHOUSE_URL: "http://clickhouse:8123" };

test("a single service names both settings that it lacks, and the way out", () => {
  const parsed = parseConfig({ shape: processConfig, env: {}, rules: singleServiceRules });
  expect(parsed.ok ? [] : parsed.problems.map(({ key }) => key)).toEqual([
    "YARDSTICK_KAFKA_BROKERS",
    "YARDSTICK_CLICKHOUSE_URL",
  ]);
  expect(parsed.ok ? "" : parsed.problems[0]?.wanted).toContain("pnpm start");
});

test("a single service starts with both, and one process with neither", () => {
  expect(parseConfig({ shape: processConfig, env: BOTH, rules: singleServiceRules }).ok).toBe(true);
  expect(parseConfig({ shape: processConfig, env: {}, rules: processRules }).ok).toBe(true);
});

test("half of the SASL settings is a problem of the settings, not a crash", () => {
  const env = { ...BOTH, YARDSTICK_KAFKA_SASL_USERNAME: "yardstick" };
  const parsed = parseConfig({ shape: processConfig, env, rules: singleServiceRules });
  expect(parsed.ok ? [] : parsed.problems.map(({ wanted }) => wanted)).toEqual([
    expect.stringContaining("belong together"),
  ]);
});
