import { describe, expect, it } from "vitest";
import { createSilentLogger } from "../logger.ts";
import { createMetrics } from "../metrics.ts";
import { createAdminServer } from "./create-admin-server.ts";
import { pingCheck, type ReadinessCheck } from "./readiness.ts";

const fine: ReadinessCheck = { name: "event log", check: async () => ({ ok: true, detail: "answers" }) };

function build(checks: ReadinessCheck[]) {
  return createAdminServer({
    name: "portal",
    logger: createSilentLogger(),
    metrics: createMetrics(),
    checks,
    // The first wait is the check that hangs: its time is up at once.
    sleep: (ms) => (ms === 5 ? Promise.resolve() : new Promise(() => undefined)),
    mount: {
      isAdmitted: (authorization) => authorization === "Bearer right",
      add: (routes) => {
        routes.get("/keys", async () => ({ keys: [] }));
      },
    },
  });
}

describe("createAdminServer", () => {
  it("is live, and ready when every check is fine", async () => {
    const server = build([fine]);
    expect((await server.inject("/live")).json()).toEqual({ live: true });
    const ready = await server.inject("/ready");
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toEqual({ ready: true, checks: [{ name: "event log", ok: true, detail: "answers" }] });
  });

  it("is not ready when a check throws or hangs, and lists each", async () => {
    const server = build([
      fine,
      pingCheck("warehouse", { ping: () => Promise.reject(new Error("refused")) }),
      { name: "disk", timeoutMs: 5, check: () => new Promise(() => undefined) },
    ]);
    const ready = await server.inject("/ready");
    expect(ready.statusCode).toBe(503);
    expect(ready.json().checks).toEqual([
      { name: "event log", ok: true, detail: "answers" },
      { name: "warehouse", ok: false, detail: "refused" },
      { name: "disk", ok: false, detail: "no answer within 5 ms" },
    ]);
  });

  it("reports lag without judging it", async () => {
    const server = build([{ name: "lag", judged: false, check: async () => ({ ok: false, detail: "9,000 records" }) }]);
    expect((await server.inject("/ready")).statusCode).toBe(200);
  });

  it("serves metrics", async () => {
    const answer = await build([]).inject("/metrics");
    expect(answer.headers["content-type"]).toContain("text/plain");
  });

  it.each([
    ["another machine", { remoteAddress: "10.0.0.9" }],
    ["a name that a page has rebound", { headers: { host: "evil.example:9464" } }],
    ["a page in a browser", { headers: { host: "127.0.0.1:9464", origin: "https://evil.example" } }],
  ])("keeps %s out of the admin routes", async (_who, from) => {
    const answer = await build([]).inject({ url: "/v1/admin/keys", ...from });
    expect([answer.statusCode, answer.json().code]).toEqual([403, "ADMIN_LOOPBACK_ONLY"]);
  });

  it("serves the admin routes to an admitted program on this machine", async () => {
    const headers = { host: "127.0.0.1:9464", authorization: "Bearer right" };
    expect((await build([]).inject({ url: "/v1/admin/keys", headers })).json()).toEqual({ keys: [] });
  });

  it.each([{}, { authorization: "Bearer wrong" }, { authorization: "right" }])(
    "admits nobody who shows %o",
    async (shown) => {
      const answer = await build([]).inject({ url: "/v1/admin/keys", headers: { host: "127.0.0.1:9464", ...shown } });
      expect([answer.statusCode, answer.json().code]).toEqual([401, "ADMIN_TOKEN_NEEDED"]);
    },
  );
});
