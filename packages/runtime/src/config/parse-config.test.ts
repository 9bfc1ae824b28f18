import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseConfig } from "./parse-config.ts";
import { booleanSetting, decimalSetting, integerSetting, listSetting, portSetting } from "./settings.ts";

const shape = {
  YARDSTICK_DATA_DIR: z.string(),
  YARDSTICK_INGEST_PORT: portSetting().default(8080),
  YARDSTICK_KAFKA_BROKERS: listSetting().optional(),
  YARDSTICK_KAFKA_TLS: booleanSetting().default(false),
  YARDSTICK_PORTAL_PASSWORD: z.string().min(8, "at least 8 characters").optional(),
} as const;
const flags = { "data-dir": "YARDSTICK_DATA_DIR", "ingest-port": "YARDSTICK_INGEST_PORT" } as const;

describe("parseConfig", () => {
  it("reads settings, with their defaults", () => {
    const env = { YARDSTICK_DATA_DIR: "/data", YARDSTICK_KAFKA_BROKERS: "a:1, b:2", PATH: "/bin" };
    expect(parseConfig({ shape, env })).toEqual({
      ok: true,
      config: {
        YARDSTICK_DATA_DIR: "/data",
        YARDSTICK_INGEST_PORT: 8080,
        YARDSTICK_KAFKA_BROKERS: ["a:1", "b:2"],
        YARDSTICK_KAFKA_TLS: false,
        YARDSTICK_PORTAL_PASSWORD: undefined,
      },
    });
  });

  it("lets a flag beat the environment, in both spellings", () => {
    const env = { YARDSTICK_DATA_DIR: "/env", YARDSTICK_INGEST_PORT: "1" };
    const argv = ["--", "--data-dir", "/flag", "--ingest-port=2"];
    const parsed = parseConfig({ shape, env, argv, flags });
    expect(parsed).toMatchObject({ ok: true, config: { YARDSTICK_DATA_DIR: "/flag", YARDSTICK_INGEST_PORT: 2 } });
  });

  it("takes a variable that is set to nothing as not set", () => {
    const env = { YARDSTICK_DATA_DIR: "/d", YARDSTICK_INGEST_PORT: "", YARDSTICK_NO_SUCH: "" };
    expect(parseConfig({ shape, env })).toMatchObject({ ok: true, config: { YARDSTICK_INGEST_PORT: 8080 } });
  });

  it("reports every problem together, and shows no secret", () => {
    const env = {
      YARDSTICK_INGEST_PORT: "70000",
      YARDSTICK_KAFKA_TLS: "yes",
      YARDSTICK_PORTAL_PASSWORD: "short",
      YARDSTICK_INGEST_PROT: "1",
    };
    const parsed = parseConfig({ shape, env, argv: ["--data-dri", "x", "--ingest-port"], flags });
    expect(parsed).toEqual({
      ok: false,
      problems: [
        { key: "--data-dri", got: "a flag", wanted: "did you mean --data-dir?" },
        { key: "argument", got: "x", wanted: "a flag; see --help" },
        { key: "--ingest-port", got: "nothing", wanted: "a value" },
        {
          key: "YARDSTICK_INGEST_PROT",
          got: '"1"',
          wanted: "a key that Yardstick knows; did you mean YARDSTICK_INGEST_PORT?",
        },
        { key: "YARDSTICK_DATA_DIR", got: "nothing", wanted: "a value" },
        { key: "YARDSTICK_INGEST_PORT", got: '"70000"', wanted: "a whole number from 0 to 65535" },
        { key: "YARDSTICK_KAFKA_TLS", got: '"yes"', wanted: "true or false" },
        { key: "YARDSTICK_PORTAL_PASSWORD", got: "(hidden)", wanted: "at least 8 characters" },
      ],
    });
  });

  it("lets keys of other parts pass, and refuses what no part knows", () => {
    const env = { YARDSTICK_DATA_DIR: "/d", YARDSTICK_PORTAL_PORT: "8081", YARDSTICK_ZZZZZZZZ: "1" };
    const parsed = parseConfig({ shape, env });
    expect(parsed).toMatchObject({ ok: false, problems: [{ key: "YARDSTICK_ZZZZZZZZ" }] });
  });

  it("asks the rules over several settings only when each is fine", () => {
    const rules = () => [{ key: "YARDSTICK_KAFKA_TLS", got: '"false"', wanted: "true where brokers are remote" }];
    expect(parseConfig({ shape, env: { YARDSTICK_DATA_DIR: "/d" }, rules })).toMatchObject({
      ok: false,
      problems: rules(),
    });
    expect(parseConfig({ shape, env: {}, rules })).toMatchObject({
      ok: false,
      problems: [{ key: "YARDSTICK_DATA_DIR" }],
    });
  });
});

describe("settings", () => {
  it.each(["", " 1", "1e3", "0x10", "1.5", "11", "-1", "NaN"])("an integer from 0 to 10 is not %j", (text) => {
    expect(integerSetting({ min: 0, max: 10 }).safeParse(text).success).toBe(false);
  });

  it("a decimal keeps its fraction", () => {
    expect(decimalSetting({ min: -1, max: 1 }).parse("-0.25")).toBe(-0.25);
    expect(decimalSetting({ min: -1, max: 1 }).safeParse("1.01").success).toBe(false);
  });
});
