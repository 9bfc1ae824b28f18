import { type HttpServer, sendProblem } from "@yardstick/runtime";

/** Answers 429 to what comes while `max` requests are in hand: ClickHouse in the process also works for the pipeline. */
export function limitInFlight(server: HttpServer, max: number): void {
  let inFlight = 0;
  server.addHook("onRequest", async (request, reply) => {
    if (inFlight >= max) {
      const detail = `${max} requests are in hand, which is as many as are taken at once.`;
      const headers = { "retry-after": "1" };
      return sendProblem(request, reply, { status: 429, code: "TOO_MANY_REQUESTS", detail, headers });
    }
    inFlight += 1;
    // `close` follows every request, also one that its sender gave up.
    reply.raw.once("close", () => {
      inFlight -= 1;
    });
    return undefined;
  });
}
