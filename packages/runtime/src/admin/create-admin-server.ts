import { z } from "zod";
import { type Sleep, systemSleep } from "../clock.ts";
import type { ConfigShape } from "../config/config-shape.ts";
import { portSetting } from "../config/settings.ts";
import { createHttpServer } from "../http/create-http-server.ts";
import type { HttpRequest, HttpServer } from "../http/http-types.ts";
import { isLoopback } from "../http/loopback.ts";
import { HttpProblem } from "../http/problem.ts";
import type { Logger } from "../logger.ts";
import type { Metrics } from "../metrics.ts";
import { ADMIN_FILE } from "./admin-file.ts";
import { askReadiness, type ReadinessCheck } from "./readiness.ts";

export const adminConfig = {
  YARDSTICK_ADMIN_HOST: z.string().default("127.0.0.1").describe("Address of /live, /ready and /metrics."),
  YARDSTICK_ADMIN_PORT: portSetting().default(9464).describe("Port of /live, /ready and /metrics."),
} satisfies ConfigShape;

export interface AdminServerOptions {
  readonly name: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Only what this service needs to do its work. */
  readonly checks: readonly ReadinessCheck[];
  readonly mount?: AdminRoutes;
  readonly sleep?: Sleep;
}

/** The routes of `/v1/admin/*`. */
export interface AdminRoutes {
  /** Whether an `Authorization` header may use them. May throw what a later request mends. */
  readonly isAdmitted: (authorization: string | undefined) => boolean;
  /** Adds them; paths are relative to `/v1/admin`. */
  readonly add: (routes: HttpServer) => void | Promise<void>;
}

/**
 * `/live`: the process runs. `/ready`: 200 or 503, each check with its name, outcome and detail. `/metrics`: Prometheus.
 * `/v1/admin/*` answers only to a program on this machine that is admitted: not to other hosts, and not to a web page in
 * its browser.
 */
export function createAdminServer({
  name,
  logger,
  metrics,
  checks,
  mount,
  sleep = systemSleep,
}: AdminServerOptions): HttpServer {
  // Probes come every few seconds: their lines are worth reading only where debug is.
  const server = createHttpServer({ name: `${name}-admin`, logger, limits: ADMIN_LIMITS, requestLogLevel: "debug" });
  server.get("/live", async () => ({ live: true }));
  server.get("/ready", async (_request, reply) => {
    const readiness = await askReadiness(checks, sleep);
    return reply
      .code(readiness.ready ? 200 : 503)
      .header("cache-control", "no-store")
      .send(readiness);
  });
  server.get("/metrics", async (_request, reply) => reply.type(metrics.contentType).send(await metrics.render()));
  if (mount !== undefined) {
    void server.register(
      async (routes) => {
        routes.addHook("onRequest", refuseStrangers);
        routes.addHook("onRequest", async ({ headers }) => refuseUnadmitted(mount.isAdmitted(headers.authorization)));
        await mount.add(routes);
      },
      { prefix: "/v1/admin" },
    );
  }
  return server;
}

/** The host name keeps out DNS rebinding, the origin keeps out forms and scripts of other pages. */
async function refuseStrangers(request: HttpRequest): Promise<void> {
  const near = isLoopback(request.ip.replace(/^::ffff:/, "")) && isLoopback(request.hostname);
  if (near && request.headers.origin === undefined) return;
  throw new HttpProblem({
    status: 403,
    code: "ADMIN_LOOPBACK_ONLY",
    detail: "This part answers only to programs on its own machine, at 127.0.0.1 or localhost.",
  });
}

function refuseUnadmitted(admitted: boolean): void {
  if (admitted) return;
  throw new HttpProblem({
    status: 401,
    code: "ADMIN_TOKEN_NEEDED",
    detail: `This part wants the token in ${ADMIN_FILE} of the data directory: Authorization: Bearer <token>.`,
    headers: { "www-authenticate": 'Bearer realm="yardstick-admin"' },
  });
}

const ADMIN_LIMITS = {
  bodyBytes: 1_048_576,
  requestTimeoutMs: 10_000,
  handlerTimeoutMs: 600_000,
  keepAliveMs: 10_000,
  headerBytes: 16_384,
};
