import { parseConfig } from "@yardstick/runtime";
import { describe, expect, it } from "vitest";
import { alerterConfig } from "./config.ts";
import { webhookSettings } from "./deliver/webhook-settings.ts";

const parse = (env: Record<string, string>) => parseConfig({ shape: alerterConfig, env });

describe("alerterConfig", () => {
  it("has no webhook until an address is given, and knows an address once", () => {
    const [none, some] = [parse({}), parse({ YARDSTICK_WEBHOOK_URLS: "http://a/x, https://b:8443/y,http://a/x" })];
    expect(none.ok && webhookSettings(none.config)).toBeNull();
    expect(some.ok && webhookSettings(some.config)).toEqual({
      urls: ["http://a/x", "https://b:8443/y"],
      secret: null,
      timeoutMs: 10_000,
    });
  });

  it.each(["a-host/alerts", "ftp://a/x", "file:///etc/passwd", "http://user:word@a/x"])(
    "refuses %s as an address",
    (url) => {
      expect(parse({ YARDSTICK_WEBHOOK_URLS: url })).toMatchObject({
        ok: false,
        problems: [{ key: "YARDSTICK_WEBHOOK_URLS" }],
      });
    },
  );

  it("names the secret's file that is not there", () => {
    const parsed = parse({ YARDSTICK_WEBHOOK_URLS: "http://a", YARDSTICK_WEBHOOK_SECRET_FILE: "/there/is/none" });
    expect(() => parsed.ok && webhookSettings(parsed.config)).toThrow("/there/is/none");
  });
});
