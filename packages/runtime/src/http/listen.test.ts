import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { createSilentLogger } from "../logger.ts";
import { createHttpServer } from "./create-http-server.ts";
import { httpComponent, listen } from "./listen.ts";
import { isLoopback } from "./loopback.ts";

const limits = {
  bodyBytes: 10,
  requestTimeoutMs: 5_000,
  handlerTimeoutMs: 5_000,
  keepAliveMs: 1_000,
  headerBytes: 8_192,
};
const createServer = () => createHttpServer({ name: "t", logger: createSilentLogger(), limits });

describe("listen", () => {
  it("refuses a host that others reach unless keys are configured, and says what to do", async () => {
    const attempt = listen({ name: "portal", server: createServer(), host: "0.0.0.0", port: 0, keysConfigured: false });
    await expect(attempt).rejects.toMatchObject({
      code: "LISTEN_REFUSED",
      message: expect.stringContaining("Create a key"),
    });
  });

  it("takes a free port, and names one that is taken", async () => {
    const first = createServer();
    const { port, url } = await listen({ name: "a", server: first, host: "127.0.0.1", port: 0, keysConfigured: false });
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const attempt = listen({ name: "b", server: createServer(), host: "127.0.0.1", port, keysConfigured: false });
    await expect(attempt).rejects.toMatchObject({ code: "PORT_IN_USE" });
    await first.close();
  });
});

it("answers what is in hand before it stops, and does not wait for a request that never ends", async () => {
  const server = createServer();
  let answer: (text: string) => void = () => undefined;
  const asked = new Promise<void>((isAsked) => {
    server.get("/", () => {
      isAsked();
      return new Promise<string>((resolve) => {
        answer = resolve;
      });
    });
  });
  server.post("/", async () => "taken");
  const component = httpComponent({
    name: "a",
    server,
    host: "127.0.0.1",
    port: 0,
    keysConfigured: false,
    patienceMs: 500,
  });
  await component.start();
  const port = component.listening?.port ?? 0;
  const inHand = sendRaw(port, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  const endless = sendRaw(port, "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n1").catch(() => "reset");
  await asked;
  const stopped = component.stop();
  answer("answered");
  expect(await inHand).toContain("answered");
  await stopped;
  expect(await endless).not.toContain("200 OK");
});

it("lets a sender of too large a body read why it is refused, however it announces the body", async () => {
  const bodyBytes = 1024 * 1024;
  const server = createHttpServer({ name: "t", logger: createSilentLogger(), limits: { ...limits, bodyBytes } });
  server.post("/", async () => "taken");
  const { port } = await listen({ name: "a", server, host: "127.0.0.1", port: 0, keysConfigured: false });
  const body = "x".repeat(8 * bodyBytes);
  const announced = `content-length: ${body.length}\r\n\r\n${body}`;
  const chunked = `transfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  for (const sent of [announced, chunked]) {
    const answer = await sendRaw(port, `POST / HTTP/1.1\r\nhost: a\r\n${sent}`);
    expect(answer).toMatch(/^HTTP\/1.1 413 .*"code":"BODY_TOO_LARGE"/s);
  }
  const far = `POST / HTTP/1.1\r\nhost: a\r\ncontent-length: ${bodyBytes * 100}\r\n\r\n`;
  expect(await sendRaw(port, far)).toMatch(/^HTTP\/1.1 413 .*connection: close/is);
  await server.close();
}, 20_000);

it("answers a head that is too large, and what is not HTTP, as a problem", async () => {
  const server = createServer();
  const { port } = await listen({ name: "a", server, host: "127.0.0.1", port: 0, keysConfigured: false });
  const large = await sendRaw(port, `GET / HTTP/1.1\r\nhost: a\r\nx: ${"x".repeat(20_000)}\r\n\r\n`);
  expect(large).toMatch(/^HTTP\/1.1 431 .*application\/problem\+json.*"code":"HEADERS_TOO_LARGE"/s);
  expect(await sendRaw(port, "hello\r\n\r\n")).toMatch(/^HTTP\/1.1 400 .*"code":"BAD_REQUEST"/s);
  await server.close();
});

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (bytes) => {
      answer += String(bytes);
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });
}

describe("isLoopback", () => {
  it.each(["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])("%s is this machine alone", (host) => {
    expect(isLoopback(host)).toBe(true);
  });
  it.each(["0.0.0.0", "::", "10.0.0.1", "example.org", "127.0.0.1.example.org", ""])("%j is not", (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});
