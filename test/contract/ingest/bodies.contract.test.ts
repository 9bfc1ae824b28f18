import { Agent, request } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { type IngestBench, openIngestBench } from "../../../services/ingest-http/src/ingest-bench.ts";
import { eventually } from "../../src/eventually.ts";

const SOON_MS = 10_000;
const PATH = "/v1/submissions";
const HEADINGS = "region,indicator,period,value,unit\n";
const ROW = "210421,gdp,2021,294597,万元\n";

let bench: IngestBench;
let port: number;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
afterEach(() => bench.close());

async function open(env: Readonly<Record<string, string>>): Promise<void> {
  bench = await openIngestBench({ env });
  await bench.server.listen({ host: "127.0.0.1", port: 0 });
  port = (bench.server.server.address() as AddressInfo).port;
}

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly localPort: number | undefined;
}

/** JSON says itself who reports. */
const pathFor = (headers: Readonly<Record<string, string>>) =>
  headers["content-type"] === "application/json" ? PATH : `${PATH}?source=210400-bureau`;

/** Begins a POST, on the one connection of the agent where no other is named; the caller writes its body. */
function begin(headers: Readonly<Record<string, string>> = { "content-type": "text/csv" }, through = agent) {
  const sending = request({ agent: through, host: "127.0.0.1", port, method: "POST", path: pathFor(headers), headers });
  const answer = new Promise<Answer>((resolve, reject) => {
    sending.once("error", reject);
    sending.once("response", (response) => {
      let text = "";
      response.on("data", (bytes) => {
        text += String(bytes);
      });
      response.once("end", () => {
        const { code = "" } = JSON.parse(text) as { code?: string };
        resolve({ status: response.statusCode ?? 0, code, localPort: sending.socket?.localPort });
      });
    });
  });
  return { sending, answer };
}

function send(body: string | Buffer, headers?: Readonly<Record<string, string>>, through?: Agent): Promise<Answer> {
  const { sending, answer } = begin(headers, through);
  sending.end(body);
  return answer;
}

describe("a body that comes over the wire", () => {
  it("is refused while it still comes, and its connection serves the next request", async () => {
    await open({ YARDSTICK_INGEST_MAX_FILE_BYTES: "65536" });
    const { sending, answer } = begin();
    const sends = new Promise<void>((resolve) => {
      sending.write(HEADINGS.padEnd(80_000, ROW), () => resolve());
    });
    const refused = await answer;
    expect(refused).toMatchObject({ status: 413, code: "BODY_TOO_LARGE" });
    await sends;
    sending.end(ROW.repeat(10_000));
    const next = await send(`${HEADINGS}${ROW}`);
    expect(next).toMatchObject({ status: 202, localPort: refused.localPort });
    expect((await bench.records()).length).toBe(1);
  });

  it("is refused unread where it says that it is too large, on a connection that goes on", async () => {
    await open({ YARDSTICK_INGEST_MAX_FILE_BYTES: "65536" });
    const refused = await send(HEADINGS.padEnd(200_000, ROW));
    expect(refused).toMatchObject({ status: 413, code: "BODY_TOO_LARGE" });
    expect(await send("x", { "content-type": "text/plain" })).toMatchObject({
      status: 415,
      localPort: refused.localPort,
    });
  });

  it("unpacks to more than is taken, and is refused long before its end", async () => {
    await open({ YARDSTICK_INGEST_MAX_FILE_BYTES: "1048576" });
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
    const before = process.memoryUsage().rss;
    const refused = await send(bomb, { "content-type": "text/csv", "content-encoding": "gzip" });
    expect(refused).toMatchObject({ status: 413, code: "FILE_TOO_LARGE" });
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1024 * 1024);
    expect(await send(`${HEADINGS}${ROW}`)).toMatchObject({ status: 202 });
  });

  const beginnings: readonly (readonly [string, Readonly<Record<string, string>>, string | Buffer])[] = [
    ["a table", { "content-type": "text/csv" }, `${HEADINGS}${ROW}`],
    ["a packed table", { "content-type": "text/csv", "content-encoding": "gzip" }, gzipSync(HEADINGS).subarray(0, 20)],
    [
      "a form",
      { "content-type": "multipart/form-data; boundary=b" },
      `--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${HEADINGS}${ROW}`,
    ],
    ["a body in JSON", { "content-type": "application/json" }, '{"source":"210400-bureau",'],
  ];
  it.each(beginnings)(
    "leaves nothing behind where the sender of %s goes away midway",
    async (_, headers, beginning) => {
      await open({ YARDSTICK_INGEST_MAX_IN_FLIGHT: "1" });
      const { sending, answer } = begin(headers);
      const broken = expect(answer).rejects.toThrow();
      sending.write(beginning);
      await eventually(async () => {
        expect((await send(`${HEADINGS}${ROW}`, undefined, new Agent())).status).toBe(429);
      }, SOON_MS);
      sending.destroy();
      await broken;
      await eventually(async () => {
        expect((await send(`${HEADINGS}${ROW}`)).status).toBe(202);
      }, SOON_MS);
      expect((await bench.records()).length).toBe(1);
    },
  );

  it("that does not end in time is answered, and stored by nobody who learnt that it was not", async () => {
    await open({ YARDSTICK_HTTP_HANDLER_TIMEOUT_MS: "300", YARDSTICK_INGEST_MAX_IN_FLIGHT: "1" });
    const { sending, answer } = begin();
    sending.write(`${HEADINGS}${ROW}`);
    expect(await answer).toMatchObject({ status: 503, code: "HANDLER_TIMEOUT" });
    sending.end();
    await eventually(async () => {
      expect((await send(`${HEADINGS}${ROW}`)).status).toBe(202);
    }, SOON_MS);
    expect((await bench.records()).length).toBe(1);
  });
});
