import { describe, expect, test } from "vitest";
import { z } from "zod";
import { eventLogConfig, eventLogSettings } from "./event-log-config.ts";

const parse = (env: Record<string, string>) => z.object(eventLogConfig).parse(env);

describe("eventLogSettings", () => {
  test("without brokers the log is the directory", () => {
    expect(eventLogSettings(parse({}), "/data")).toEqual({ kafka: null, directory: "/data" });
  });

  test("brokers are a list of host:port", () => {
    const settings = eventLogSettings(parse({ YARDSTICK_KAFKA_BROKERS: "a:9092, b.example:19092" }), null);
    expect(settings.kafka).toMatchObject({ brokers: ["a:9092", "b.example:19092"], tls: null, sasl: null });
    expect(() => parse({ YARDSTICK_KAFKA_BROKERS: "http://a" })).toThrow(/host:port/);
  });

  test("a CA file implies TLS", () => {
    const env = { YARDSTICK_KAFKA_BROKERS: "a:1", YARDSTICK_KAFKA_TLS_CA_FILE: "/ca.pem" };
    expect(eventLogSettings(parse(env), null).kafka?.tls).toEqual({ caFile: "/ca.pem" });
  });

  test("SASL is set whole or not at all", () => {
    const half = { YARDSTICK_KAFKA_BROKERS: "a:1", YARDSTICK_KAFKA_SASL_MECHANISM: "plain" };
    expect(() => eventLogSettings(parse(half), null)).toThrow(/belong together/);
    const whole = { ...half, YARDSTICK_KAFKA_SASL_USERNAME: "u", YARDSTICK_KAFKA_SASL_PASSWORD_FILE: "/p" };
    expect(eventLogSettings(parse(whole), null).kafka?.sasl).toEqual({
      mechanism: "plain",
      username: "u",
      passwordFile: "/p",
    });
  });

  test("numbers are bounded", () => {
    expect(() => parse({ YARDSTICK_KAFKA_SESSION_TIMEOUT_MS: "5" })).toThrow(/6000 to 300000/);
  });
});
