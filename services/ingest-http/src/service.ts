import type { ReferenceData } from "@yardstick/contracts";
import type { EventLog } from "@yardstick/event-log";
import {
  type Clock,
  type Component,
  createHttpServer,
  HttpProblem,
  type HttpServer,
  httpComponent,
  httpLimits,
  type Logger,
  type Metrics,
  pingCheck,
  type Randomness,
  type ReadinessCheck,
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
import { createRecentSubmissions } from "./recent-submissions.ts";

export interface IngestHttpDeps {
  readonly config: IngestHttpConfig;
  readonly topicPrefix: string;
  readonly eventLog: EventLog;
  /** Receipts are read from it. While it is away submissions are taken in all the same. */
  readonly warehouse: Pick<Warehouse, "query">;
  readonly reference: ReferenceData;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly randomness?: Randomness;
  readonly sleep?: Sleep;
}

export interface IngestHttpService {
  readonly components: readonly Component[];
  /** Only the log: without it nothing can be taken in. */
  readonly checks: readonly ReadinessCheck[];
  readonly server: HttpServer;
}

/** The HTTP door for submissions. Opens nothing: the port is taken when the component starts. */
export function createIngestHttpService(deps: IngestHttpDeps): IngestHttpService {
  const server = createIngestServer(deps);
  const { YARDSTICK_INGEST_HOST: host, YARDSTICK_INGEST_PORT: port } = deps.config;
  return {
    server,
    components: [httpComponent({ name: "ingest-http", server, host, port, keysConfigured: false })],
    checks: [pingCheck("event log", deps.eventLog)],
  };
}

function createIngestServer({ config, metrics, logger, ...deps }: IngestHttpDeps): HttpServer {
  const { randomness = systemRandomness, sleep = systemSleep } = deps;
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
