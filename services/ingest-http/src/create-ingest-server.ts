import multipart from "@fastify/multipart";
import { type Access, authorise, openToAll } from "@yardstick/access";
import type { ServiceDeps } from "@yardstick/pipeline";
import {
  createHttpServer,
  type HttpServer,
  httpLimits,
  type Randomness,
  type Sleep,
  systemRandomness,
  systemSleep,
} from "@yardstick/runtime";
import { decodeLimits } from "@yardstick/submissions";
import type { Warehouse } from "@yardstick/warehouse";
import { handlePostSubmission } from "./accept/handle-post-submission.ts";
import { createRecentSubmissions } from "./accept/recent-submissions.ts";
import type { IngestHttpConfig } from "./config.ts";
import { createIngestMetrics } from "./ingest-metrics.ts";
import { limitInFlight } from "./limit-in-flight.ts";
import { answerProblemsAsPages } from "./page/answer-problems-as-pages.ts";
import { handleGetForm } from "./page/handle-get-form.ts";
import { handlePostForm } from "./page/handle-post-form.ts";
import { handleGetRows } from "./receipt/handle-get-rows.ts";
import { handleGetSubmission } from "./receipt/handle-get-submission.ts";
import { createReceiptPasses } from "./receipt/receipt-passes.ts";

export interface IngestServerDeps
  extends Pick<ServiceDeps, "eventLog" | "topicPrefix" | "reference" | "clock" | "logger" | "metrics"> {
  /** Receipts are read from it. While it is away submissions are taken in all the same. */
  readonly warehouse: Pick<Warehouse, "query">;
  /** Who may do what; without it everybody on this machine may do everything. */
  readonly access?: Access;
  readonly randomness?: Randomness;
  readonly sleep?: Sleep;
}

/** The routes, without a port. */
export function createIngestServer(given: IngestServerDeps, config: IngestHttpConfig): HttpServer {
  const { randomness = systemRandomness, sleep = systemSleep, access = openToAll(), metrics, logger, ...deps } = given;
  const limits = decodeLimits(config);
  const server = createHttpServer({
    name: "ingest-http",
    logger,
    metrics,
    randomness,
    limits: httpLimits(config, limits.maxBytes),
  });
  readBodiesAsTheyCome(server);
  answerProblemsAsPages(server);
  authorise(server, { access, verbsOf });
  limitInFlight(server, config.YARDSTICK_INGEST_MAX_IN_FLIGHT);
  const recent = createRecentSubmissions(config.YARDSTICK_INGEST_RECENT_SUBMISSIONS);
  const passes = createReceiptPasses(randomness.randomBytes(32), deps.clock);
  const all = { ...deps, access, passes, randomness, sleep, limits, recent, metrics: createIngestMetrics(metrics) };
  server.get("/", async (request, reply) => handleGetForm(request, reply, all));
  server.post("/", (request, reply) => handlePostForm(request, reply, all));
  server.post("/v1/submissions", (request, reply) => handlePostSubmission(request, reply, all));
  server.get<ById>("/v1/submissions/:id", (request, reply) =>
    handleGetSubmission(request.params.id, { request, reply }, all),
  );
  server.get<ById>("/v1/submissions/:id/rows", (request, reply) =>
    handleGetRows(request.params.id, { request, reply }, all),
  );
  return server;
}

interface ById {
  Params: { id: string };
}

/** Receipts and the form look for a key also where a browser can show one, and so ask for it themselves. */
const verbsOf = ({ method, url }: { readonly method: string; readonly url: string }) =>
  method === "POST" && url !== "/" ? (["submit"] as const) : null;

/** Bodies are handed over as streams: a file is never held as a whole. */
function readBodiesAsTheyCome(server: HttpServer): void {
  server.removeContentTypeParser("*");
  server.addContentTypeParser("*", (_request, _payload, done) => done(null));
  server.register(multipart);
}
