import { describe, expect, it } from "vitest";
import { z } from "zod";
import { loadConfig, type Terminal } from "./load-config.ts";
import { maskSetting } from "./mask-setting.ts";
import { REGISTERED_KEYS } from "./register-of-keys.ts";
import { portSetting } from "./settings.ts";

const shape = {
  YARDSTICK_DATA_DIR: z.string().describe("Where everything is kept."),
  YARDSTICK_ADMIN_PORT: portSetting().default(9464).describe("Port of the admin server."),
};
const flags = { "data-dir": "YARDSTICK_DATA_DIR" } as const;

class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

function run(env: Record<string, string>, argv: string[]) {
  const said = { out: "", err: "", code: null as number | null, config: null as unknown };
  const terminal: Terminal = {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    exit: (code) => {
      throw new Exit(code);
    },
  };
  try {
    said.config = loadConfig({ service: "portal", shape, flags, env, argv, terminal });
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    said.code = error.code;
  }
  return said;
}

describe("loadConfig", () => {
  it("answers valid settings and says nothing", () => {
    const said = run({}, ["--data-dir", "/d"]);
    expect(said).toEqual({
      out: "",
      err: "",
      code: null,
      config: { YARDSTICK_DATA_DIR: "/d", YARDSTICK_ADMIN_PORT: 9464 },
    });
  });

  it("ends with 0 on --check-config, and with 2 when there are problems", () => {
    expect(run({ YARDSTICK_DATA_DIR: "/d" }, ["--check-config"])).toMatchObject({
      out: "configuration is valid\n",
      code: 0,
    });
    const bad = run({ YARDSTICK_ADMIN_PORT: "x" }, ["--check-config"]);
    expect(bad.code).toBe(2);
    expect(bad.err).toContain("portal: the configuration has 2 problems");
    expect(bad.err).toContain('YARDSTICK_ADMIN_PORT\n    got:    "x"\n    wanted: a whole number from 0 to 65535');
  });

  it("lists keys, flags, defaults and descriptions on --help, whatever the settings are", () => {
    const said = run({}, ["--help"]);
    expect(said.code).toBe(0);
    expect(said.out).toContain("YARDSTICK_DATA_DIR  (--data-dir)\n      Where everything is kept. Required.");
    expect(said.out).toContain("YARDSTICK_ADMIN_PORT\n      Port of the admin server. Default: 9464.");
  });
});

describe("maskSetting", () => {
  it("hides secrets and the user part of a URL, and shows paths of files", () => {
    expect(maskSetting("YARDSTICK_API_TOKEN", "abc")).toBe("(hidden)");
    expect(maskSetting("YARDSTICK_KEYS_FILE", "/run/keys")).toBe('"/run/keys"');
    expect(maskSetting("YARDSTICK_CLICKHOUSE_URL", "http://me:pw@host:1/")).toBe('"http://(hidden)@host:1/"');
  });
});

describe("REGISTERED_KEYS", () => {
  it("holds each key once, in the one form that keys have", () => {
    expect(new Set(REGISTERED_KEYS).size).toBe(REGISTERED_KEYS.length);
    expect(REGISTERED_KEYS.filter((key) => !/^YARDSTICK_[A-Z0-9]+(_[A-Z0-9]+)*$/.test(key))).toEqual([]);
  });
});
