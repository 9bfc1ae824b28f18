import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createManualClock } from "@yardstick/runtime";
import { afterEach, expect, test } from "vitest";
import { createIngestClient, IngestUnreachable } from "./ingest-client.ts";

const closes: (() => void)[] = [];
afterEach(() => {
  for (const close of closes.splice(0)) close();
});

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter?: string;
}

/** A server that gives one answer after the other, and the last for ever. */
async function answering(answers: readonly Answer[]) {
  const clock = createManualClock();
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    const { status, body, retryAfter } = answers[Math.min(seen.length, answers.length) - 1] as Answer;
    request.resume();
    const bytes = body instanceof Uint8Array ? body : JSON.stringify(body);
    response.writeHead(status, retryAfter === undefined ? {} : { "retry-after": retryAfter }).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closes.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { client: createIngestClient({ url, key: "k1", sleep: clock.sleep }), seen, clock };
}

const BODY = new TextEncoder().encode("{}");
const problem = (status: number, code: string) => ({
  type: "about:blank",
  title: code,
  status,
  detail: `${code}!`,
  code,
});

test("leaves a table as it was answered, with the mark by which a spreadsheet knows its charset", async () => {
  const table = Buffer.from("\ufeffrow,place\r\n");
  const { client } = await answering([{ status: 200, body: table }]);
  expect(Buffer.from(await client.receiptTable("sub_1"))).toEqual(table);
  expect(Buffer.from(await client.previewTable(BODY))).toEqual(table);
});

test("comes back when it is asked to, as late as it is asked to", async () => {
  const accepted = { submissionId: "sub_1", state: "received", statusUrl: "/v1/submissions/sub_1" };
  const { client, seen, clock } = await answering([
    { status: 503, body: problem(503, "LOG_UNAVAILABLE"), retryAfter: "5" },
    { status: 202, body: accepted },
  ]);
  expect(await client.submit(BODY)).toEqual({ kind: "accepted", accepted });
  expect(clock.slept).toEqual([5_000]);
  expect(seen).toEqual(["Bearer k1", "Bearer k1"]);
});

test("a refusal of what was sent is an answer", async () => {
  const { client } = await answering([{ status: 409, body: problem(409, "IDEMPOTENCY_KEY_REUSED") }]);
  expect(await client.submit(BODY)).toMatchObject({ kind: "refused", problem: { code: "IDEMPOTENCY_KEY_REUSED" } });
});

test.each([
  { status: 503, body: problem(503, "LOG_UNAVAILABLE"), says: "LOG_UNAVAILABLE!" },
  { status: 404, body: problem(404, "NO_SUCH_PATH"), says: "NO_SUCH_PATH!" },
  { status: 500, body: "oops", says: "right address" },
])("$status is no answer to a submission", async ({ status, body, says }) => {
  const { client } = await answering([{ status, body }]);
  await expect(client.submit(BODY)).rejects.toThrow(says);
  await expect(client.submit(BODY)).rejects.toBeInstanceOf(IngestUnreachable);
});

test("an id that was never issued has no receipt", async () => {
  const { client } = await answering([{ status: 404, body: problem(404, "SUBMISSION_UNKNOWN") }]);
  expect(await client.receipt("sub_x")).toBeNull();
});
