import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createManualClock } from "@yardstick/runtime";
import { afterEach, expect, test } from "vitest";
import { EXIT } from "../exit-codes.ts";
import { runCommandLine } from "../run-command-line.ts";
import { PLAIN_STYLE } from "../terminal/style.ts";

const closes: (() => void)[] = [];
afterEach(() => {
  for (const close of closes.splice(0)) close();
});

interface Seen {
  readonly url: string;
  readonly key: string | undefined;
  readonly rows: number;
}

/** A door that takes at most so many bytes at once, and stores what it takes; `breaksAt`: it then closes the line. */
async function door({ maxBytes = Number.POSITIVE_INFINITY, breaksAt = Number.POSITIVE_INFINITY } = {}) {
  const seen: Seen[] = [];
  const stored = new Map<string, number>();
  const answer = async (request: IncomingMessage): Promise<readonly [number, unknown] | null> => {
    if (request.method === "GET") {
      const id = decodeURIComponent(request.url?.split("/").at(-1) ?? "");
      return [200, receiptOf(id, stored.get(id) ?? 0)];
    }
    const body = await text(request);
    const key = String(request.headers["idempotency-key"] ?? "");
    const rows = body.startsWith('{"source"') ? JSON.parse(body).observations.length : body.trim().split("\n").length;
    if (body.length > maxBytes) return [413, problem(413, "TOO_MANY_ROWS")];
    if (seen.length === breaksAt) return null;
    seen.push({ url: request.url ?? "", key, rows });
    stored.set(`sub_${key}`, rows);
    return [202, { submissionId: `sub_${key}`, state: "received", statusUrl: "/" }];
  };
  const server = createServer(async (request, response) => {
    const answered = await answer(request);
    if (answered === null) request.socket.destroy();
    else response.writeHead(answered[0]).end(JSON.stringify(answered[1]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closes.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const problem = (status: number, code: string) => ({ type: "about:blank", title: code, status, detail: code, code });

function receiptOf(submissionId: string, rows: number) {
  const counts = { accepted: rows, superseded: 0, unchanged: 0, rejected: 0 };
  const content = { contentSha256: null, counts, issueCounts: {}, issues: [] };
  return { submissionId, source: "s", state: "stored", ...content };
}

async function submit(files: Readonly<Record<string, string>>, ...flags: string[]) {
  const clock = createManualClock();
  const said = { out: "", err: "" };
  const code = await runCommandLine(["submit", ...Object.keys(files), "--source", "s", ...flags], {
    out: (words) => {
      said.out += words;
    },
    err: (words) => {
      said.err += words;
    },
    ...{ outStyle: PLAIN_STYLE, errStyle: PLAIN_STYLE, clock, sleep: clock.sleep },
    readFile: async (path) => new TextEncoder().encode(files[path]),
  });
  return { code, ...said };
}

const line = (period: number) => `{"region":"210421","indicator":"gdp","period":"${period}","value":"1"}\n`;
const lines = (count: number) => Array.from({ length: count }, (_, index) => line(1_000 + index)).join("");

test("files are sent as they are, and told line by line", async () => {
  const { url, seen } = await door();
  const { code, out, err } = await submit({ "a.ndjson": lines(3), "b.ndjson": lines(2) }, "--url", url, "--json");
  expect(code).toBe(EXIT.done);
  expect(seen.map(({ url: path, rows }) => [path, rows])).toEqual([
    ["/v1/submissions?source=s&fileName=a.ndjson", 3],
    ["/v1/submissions?source=s&fileName=b.ndjson", 2],
  ]);
  expect(JSON.parse(out)).toMatchObject({ submissions: [{ file: "a.ndjson", state: "stored" }, { file: "b.ndjson" }] });
  expect(err).toContain("sent 2 of 2: b.ndjson\n");
});

test("a file that is too large for one submission is cut, always alike", async () => {
  const { url, seen } = await door({ maxBytes: 3_000_000 });
  const files = { "a.ndjson": lines(45_000) };
  for (const _ of [1, 2]) expect((await submit(files, "--url", url)).code).toBe(EXIT.done);
  expect(seen.map(({ url: path, rows }) => [path, rows]).slice(0, 3)).toEqual([
    ["/v1/submissions", 20_000],
    ["/v1/submissions", 20_000],
    ["/v1/submissions", 5_000],
  ]);
  expect(seen.slice(3)).toEqual(seen.slice(0, 3));
  expect(new Set(seen.map(({ key }) => key)).size).toBe(3);
});

test("a run that breaks off says what is safe, and the same command goes on under the same keys", async () => {
  const files = { "a.ndjson": lines(1), "b.ndjson": lines(2) };
  const breaking = await door({ breaksAt: 1 });
  const { code, err } = await submit(files, "--url", breaking.url);
  expect(code).toBe(EXIT.unreachable);
  expect(err).toContain("1 submissions are safe in the log");
  const whole = await door();
  expect((await submit(files, "--url", whole.url)).code).toBe(EXIT.done);
  expect(whole.seen[0]?.key).toBe(breaking.seen[0]?.key);
});

test("--no-wait ends once everything is safe", async () => {
  const { url } = await door();
  const { code, out } = await submit({ "a.ndjson": lines(1) }, "--url", url, "--no-wait");
  expect(code).toBe(EXIT.unsettled);
  expect(out).toContain("received");
});
