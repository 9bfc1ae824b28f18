import fastify, { type FastifyBaseLogger, LogController } from "fastify";
import type { Logger } from "../logger.ts";
import { type Metrics, metricName } from "../metrics.ts";
import { type Randomness, systemRandomness } from "../randomness.ts";
import { type AllowedMethods, createAllowedMethods } from "./allowed-methods.ts";
import { answerClientError } from "./answer-client-error.ts";
import type { HttpLimits } from "./http-limits.ts";
import type { HttpReply, HttpRequest, HttpServer } from "./http-types.ts";
import { letBodyPass } from "./let-body-pass.ts";
import { type ProblemOptions, problemBody } from "./problem.ts";
import { problemOfError } from "./problem-of-error.ts";
import { requestIdFrom } from "./request-context.ts";

export interface HttpServerOptions {
  readonly name: string;
  readonly logger: Logger;
  readonly limits: HttpLimits;
  readonly metrics?: Metrics;
  readonly randomness?: Randomness;
  /** Level of the line that each request leaves. Default info. */
  readonly requestLogLevel?: "info" | "debug";
}

/**
 * A server without routes. Bodies of every content type arrive as a Buffer of at most `bodyBytes`; handlers decode
 * them. Every error is answered as `application/problem+json`. One log line per request, with its id, which is also
 * answered as `x-request-id`. It is not listening yet: see `listen`.
 */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { name, limits, randomness = systemRandomness } = options;
  const server: HttpServer = fastify({
    loggerInstance: options.logger.child({ server: name }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    handlerTimeout: limits.handlerTimeoutMs,
    keepAliveTimeout: limits.keepAliveMs,
    forceCloseConnections: "idle",
    return503OnClosing: true,
    http: { maxHeaderSize: limits.headerBytes, headersTimeout: limits.requestTimeoutMs },
    routerOptions: { maxParamLength: 500 },
    genReqId: (request) => requestIdFrom(request.headers["x-request-id"]) ?? randomness.randomId(),
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, problemOfError(error)),
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  answerProblems(server, rememberRoutes(server), limits.bodyBytes);
  observeRequests(server, options);
  return server;
}

/** Answers a problem without throwing. */
export function sendProblem(request: HttpRequest, reply: HttpReply, options: ProblemOptions): HttpReply {
  return reply
    .code(options.status)
    .headers(options.headers ?? {})
    .header("content-type", "application/problem+json; charset=utf-8")
    .send(JSON.stringify(problemBody(options, pathOf(request))));
}

function rememberRoutes(server: HttpServer): AllowedMethods {
  const allowed = createAllowedMethods();
  server.addHook("onRoute", (route) => allowed.add(route.url, route.method));
  return allowed;
}

function answerProblems(server: HttpServer, allowed: AllowedMethods, bodyBytes: number): void {
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOfError(error);
    if (problem.status === 500) request.log.error({ err: error }, "request failed");
    if (problem.status === 413) letBodyPass(request, reply, bodyBytes);
    return sendProblem(request, reply, problem);
  });
  server.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const methods = allowed.of(path);
    if (methods.length === 0) {
      return sendProblem(request, reply, { status: 404, code: "NO_SUCH_PATH", detail: `There is nothing at ${path}.` });
    }
    const detail = `${request.method} is not possible here; possible: ${methods.join(", ")}.`;
    const headers = { allow: methods.join(", ") };
    return sendProblem(request, reply, { status: 405, code: "METHOD_NOT_ALLOWED", detail, headers });
  });
}

function observeRequests(server: HttpServer, { name, metrics, requestLogLevel = "info" }: HttpServerOptions): void {
  const labels = ["method", "route", "status"];
  const total = metrics?.counter({ name: metricName(name, "requests_total"), help: "Requests answered.", labels });
  const seconds = metrics?.histogram({
    name: metricName(name, "request_seconds"),
    help: "Time to the answer.",
    labels,
  });
  server.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  server.addHook("onResponse", async (request, reply) => {
    const seen = {
      method: request.method,
      route: request.routeOptions.url ?? "none",
      status: String(reply.statusCode),
    };
    total?.inc(seen);
    seconds?.observe(seen, reply.elapsedTime / 1_000);
    // The query string stays out of the log: callers put tokens there.
    request.log[requestLogLevel]({ ...seen, path: pathOf(request), ms: Math.round(reply.elapsedTime) }, "request");
  });
}

function pathOf(request: HttpRequest): string {
  return request.url.split("?", 1)[0] ?? "/";
}
