import type { ServiceDeps } from "@yardstick/pipeline";
import {
  type Component,
  createHttpServer,
  HttpProblem,
  type HttpServer,
  httpComponent,
  httpLimits,
  type Randomness,
  type Sleep,
  systemRandomness,
  systemSleep,
} from "@yardstick/runtime";
import { decodeLimits } from "@yardstick/submissions";
import type { Warehouse } from "@yardstick/warehouse";
import type { IngestHttpConfig } from "./config.ts";
import { handleGetSubmission } from "./handle-get-submission.ts";
import { handlePostSubmission } from "./handle-post-submission.ts";
import { createIngestMetrics } from "./ingest-metrics.ts";
import { limitInFlight } from "./limit-in-flight.ts";
import { notifySources } from "./notify/notify-sources.ts";
import { sourceWebhooks } from "./notify/source-webhooks.ts";
import { createRecentSubmissions } from "./recent-submissions.ts";

/**
 * The HTTP door for submissions, and a stage for each source that is told when one is settled. Opens nothing: the port
 * is taken when the component starts.
 */
export function createIngestHttpService(deps: ServiceDeps, config: IngestHttpConfig): Component[] {
  const { YARDSTICK_INGEST_HOST: host, YARDSTICK_INGEST_PORT: port } = config;
  const server = createIngestServer(deps, config);
  const door = httpComponent({ name: "ingest-http", server, host, port, keysConfigured: false });
  return [door, ...notifySources(sourceWebhooks(deps.reference, config), deps)];
}

export interface IngestServerDeps
  extends Pick<ServiceDeps, "eventLog" | "topicPrefix" | "reference" | "clock" | "logger" | "metrics"> {
  /** Receipts are read from it. While it is away submissions are taken in all the same. */
  readonly warehouse: Pick<Warehouse, "query">;
  readonly randomness?: Randomness;
  readonly sleep?: Sleep;
}

/** The routes, without a port. */
export function createIngestServer(given: IngestServerDeps, config: IngestHttpConfig): HttpServer {
  const { randomness = systemRandomness, sleep = systemSleep, metrics, logger, ...deps } = given;
  const limits = decodeLimits(config);
  const server = createHttpServer({
    name: "ingest-http",
    logger,
    metrics,
    randomness,
    limits: httpLimits(config, limits.maxBytes),
  });
  const recent = createRecentSubmissions(config.YARDSTICK_INGEST_RECENT_SUBMISSIONS);
  const posted = { ...deps, randomness, sleep, limits, recent, metrics: createIngestMetrics(metrics) };
  limitInFlight(server, config.YARDSTICK_INGEST_MAX_IN_FLIGHT);
  server.post("/v1/submissions", (request, reply) => handlePostSubmission(request, reply, posted));
  server.get<{ Params: { id: string } }>("/v1/submissions/:id", (request) => {
    refuseParameters(request.query);
    return handleGetSubmission(request.params.id, { warehouse: deps.warehouse, recent });
  });
  return server;
}

function refuseParameters(query: unknown): void {
  const names = Object.keys(query as object);
  if (names.length === 0) return;
  throw new HttpProblem({
    status: 400,
    code: "QUERY_PARAMETER_INVALID",
    detail: "A receipt takes no parameters.",
    errors: names.map((name) => ({ path: name.slice(0, 64), message: "is no parameter here" })),
  });
}
