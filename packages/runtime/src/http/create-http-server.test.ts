import { describe, expect, it } from "vitest";
import { createLogger } from "../logger.ts";
import { createMetrics } from "../metrics.ts";
import { createCountedRandomness } from "../randomness.ts";
import { createHttpServer } from "./create-http-server.ts";
import { HttpProblem } from "./problem.ts";
import { bindSubmission, traceparentOf } from "./request-context.ts";

const limits = {
  bodyBytes: 10,
  requestTimeoutMs: 5_000,
  handlerTimeoutMs: 5_000,
  keepAliveMs: 1_000,
  headerBytes: 8_192,
};
const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

function build() {
  const lines: string[] = [];
  const metrics = createMetrics();
  const logger = createLogger({
    service: "t",
    level: "info",
    stream: { write: (line: string) => void lines.push(line) },
  });
  const server = createHttpServer({
    name: "ingest-http",
    logger,
    limits,
    metrics,
    randomness: createCountedRandomness(),
  });
  server.post("/v1/submissions", async (request) => ({
    isBuffer: Buffer.isBuffer(request.body),
    text: String(request.body),
  }));
  server.get("/v1/submissions/:id", async (request) => {
    bindSubmission(request, "s-1");
    return { traceparent: traceparentOf(request) ?? null };
  });
  server.get("/problem", async () => {
    throw new HttpProblem({
      status: 422,
      code: "WRONG_SHAPE",
      detail: "Field value is missing.",
      errors: [{ path: "/observations/0/value", message: "missing" }],
      extensions: { issues: [] },
    });
  });
  server.get("/broken", async () => {
    throw new Error("the password is hunter2");
  });
  server.get("/away", async () => {
    throw Object.assign(new Error("log away"), { code: "LOG_UNAVAILABLE", disposition: "retry" });
  });
  return { server, lines, metrics };
}

describe("createHttpServer", () => {
  it.each(["application/json", "text/csv; charset=gb18030", "application/vnd.sdmx.data+json"])(
    "hands over %s as bytes",
    async (type) => {
      const { server } = build();
      const answer = await server.inject({
        method: "POST",
        url: "/v1/submissions",
        payload: "{x",
        headers: { "content-type": type },
      });
      expect(answer.json()).toEqual({ isBuffer: true, text: "{x" });
    },
  );

  it("hands over a body without a content type as bytes", async () => {
    const { server } = build();
    const payload = Buffer.from("a");
    const answer = await server.inject({ method: "POST", url: "/v1/submissions", payload });
    expect(answer.json()).toEqual({ isBuffer: true, text: "a" });
  });

  it("answers problems with their members, places and extensions", async () => {
    const { server } = build();
    const answer = await server.inject("/problem?token=secret");
    expect(answer.statusCode).toBe(422);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(answer.json()).toEqual({
      type: "urn:yardstick:problem:wrong-shape",
      title: "Wrong shape",
      status: 422,
      detail: "Field value is missing.",
      instance: "/problem",
      code: "WRONG_SHAPE",
      errors: [{ path: "/observations/0/value", message: "missing" }],
      issues: [],
    });
  });

  it("refuses a body beyond the limit with 413", async () => {
    const { server } = build();
    const answer = await server.inject({ method: "POST", url: "/v1/submissions", payload: Buffer.alloc(11) });
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ code: "BODY_TOO_LARGE", status: 413 });
  });

  it("answers 404 where there is nothing and 405 with Allow where there is another method", async () => {
    const { server } = build();
    const nothing = await server.inject("/v2");
    expect([nothing.statusCode, nothing.json().code]).toEqual([404, "NO_SUCH_PATH"]);
    const other = await server.inject({ method: "DELETE", url: "/v1/submissions/7?x=1" });
    expect([other.statusCode, other.headers.allow, other.json().code]).toEqual([
      405,
      "GET, HEAD",
      "METHOD_NOT_ALLOWED",
    ]);
    const malformed = await server.inject("/v1/submissions/%zz");
    expect([malformed.statusCode, malformed.json().code]).toEqual([400, "BAD_REQUEST"]);
  });

  it("tells nothing of the inside on a 500, and says on a 503 when to come back", async () => {
    const { server, lines } = build();
    const broken = await server.inject("/broken");
    expect([broken.statusCode, broken.json().code]).toEqual([500, "INTERNAL"]);
    expect(broken.body).not.toContain("hunter2");
    expect(lines.join("")).toContain("hunter2");
    const away = await server.inject("/away");
    expect([away.statusCode, away.headers["retry-after"], away.json().code]).toEqual([503, "5", "LOG_UNAVAILABLE"]);
  });

  it("logs a line per request with its id and submission, without the query string", async () => {
    const { server, lines, metrics } = build();
    const answer = await server.inject({
      url: "/v1/submissions/s-1?token=secret",
      headers: { "x-request-id": "r-9", traceparent },
    });
    expect(answer.headers["x-request-id"]).toBe("r-9");
    expect(answer.json()).toEqual({ traceparent });
    const line = JSON.parse(lines.at(-1) ?? "{}");
    expect(line).toMatchObject({
      reqId: "r-9",
      submissionId: "s-1",
      status: "200",
      route: "/v1/submissions/:id",
      server: "ingest-http",
    });
    expect(lines.join("")).not.toContain("secret");
    expect(await metrics.render()).toContain(
      'ingest_http_requests_total{method="GET",route="/v1/submissions/:id",status="200"} 1',
    );
  });

  it("makes a request id where the caller's is not safe", async () => {
    const { server } = build();
    const answer = await server.inject({
      url: "/v1/submissions/1",
      headers: { "x-request-id": "a b", traceparent: "junk" },
    });
    expect(answer.headers["x-request-id"]).toBe("00000000-0000-4000-8000-000000000001");
    expect(answer.json()).toEqual({ traceparent: null });
  });
});
