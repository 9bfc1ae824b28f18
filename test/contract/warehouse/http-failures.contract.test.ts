import { EventEmitter, once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { openWarehouse, type Warehouse } from "@yardstick/warehouse";
import { afterEach, describe, expect, it } from "vitest";
import { warehouseSettings } from "../../clickhouse/warehouse-settings.ts";
import { quietLogger } from "./warehouse-fixture.ts";

const AWAY = { code: "WAREHOUSE_UNAVAILABLE", disposition: "retry" };

describe("ClickHouse over HTTP, when it is not there or not itself", () => {
  const opened: { close(): unknown }[] = [];

  afterEach(async () => {
    for (const each of opened.splice(0).reverse()) await each.close();
  });

  async function listen(listener: RequestListener): Promise<string> {
    const server: Server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    opened.push({ close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function open(url: string, texts: Record<string, string> = {}): Promise<Warehouse> {
    const settings = warehouseSettings({
      YARDSTICK_CLICKHOUSE_URL: url,
      YARDSTICK_CLICKHOUSE_DATABASE: "figures",
      ...texts,
    });
    const warehouse = await openWarehouse(settings, { logger: quietLogger });
    opened.push(warehouse);
    return warehouse;
  }

  async function expectAway(warehouse: Warehouse): Promise<void> {
    await expect(warehouse.query("SELECT 1")).rejects.toMatchObject(AWAY);
    await expect(warehouse.command("SELECT 1")).rejects.toMatchObject(AWAY);
    await expect(warehouse.insert("growth", ["id"], [[1]])).rejects.toMatchObject(AWAY);
    await expect(warehouse.insert("growth", ["id"], [[1]])).rejects.toThrow("insert into growth");
    await expect(warehouse.ping(300)).rejects.toMatchObject(AWAY);
  }

  it("opens although nobody listens, and says that the server is away", async () => {
    const url = await listen(() => undefined);
    await opened.pop()?.close();
    await expectAway(await open(url));
  });

  it("takes a proxy's error page for an absent server", async () => {
    await expectAway(
      await open(await listen((_, response) => response.writeHead(502).end("<html>Bad Gateway</html>"))),
    );
  });

  it("takes a connection that breaks for an absent server", async () => {
    await expectAway(await open(await listen((request) => request.socket.destroy())));
  });

  it("waits no longer than its deadline", async () => {
    const warehouse = await open(await listen(() => undefined), { YARDSTICK_CLICKHOUSE_REQUEST_TIMEOUT_MS: "200" });
    await expectAway(warehouse);
  });

  it("judges by ClickHouse's number alone, whatever the text says", async () => {
    const answer =
      (code: number, text: string): RequestListener =>
      (_, response) =>
        response
          .writeHead(500, { "X-ClickHouse-Exception-Code": code })
          .end(`Code: ${code}. DB::Exception: ${text}. (NAME_OF_IT)`);
    const busy = await open(await listen(answer(202, "syntax error")));
    await expect(busy.query("SELECT 1")).rejects.toMatchObject({ ...AWAY, clickhouseCode: 202 });
    const wrong = await open(await listen(answer(62, "timeout, connection refused")));
    await expect(wrong.query("SELECT 1")).rejects.toMatchObject({
      code: "QUERY_FAILED",
      disposition: "crash",
      clickhouseCode: 62,
    });
  });

  it("sees a failure behind a 200, as a server sends it that had begun to report progress", async () => {
    const late = await open(
      await listen((_, response) =>
        response
          .writeHead(200, { "X-ClickHouse-Exception-Code": 395 })
          .end("Code: 395. DB::Exception: thrown at the end. (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO)"),
      ),
    );
    await expect(late.command("INSERT INTO a SELECT 1")).rejects.toMatchObject({
      code: "QUERY_FAILED",
      clickhouseCode: 395,
    });
    await expect(late.insert("a", ["id"], [[1]])).rejects.toMatchObject({ code: "INSERT_FAILED", clickhouseCode: 395 });
  });

  it("sends who it is, its database, unbuffered inserts, and rows with gzip where that is wanted", async () => {
    const directory = await mkdtemp(join(tmpdir(), "yardstick-http-"));
    opened.push({ close: () => rm(directory, { recursive: true, force: true }) });
    await writeFile(join(directory, "password"), "se cret\n");
    const seen: { request: IncomingMessage; body: Buffer }[] = [];
    const url = await listen(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      seen.push({ request, body: Buffer.concat(chunks) });
      response.end();
    });
    const warehouse = await open(url, {
      YARDSTICK_CLICKHOUSE_USER: "writer",
      YARDSTICK_CLICKHOUSE_PASSWORD_FILE: join(directory, "password"),
      YARDSTICK_CLICKHOUSE_COMPRESS_REQUESTS: "true",
    });
    await warehouse.insert("growth", ["id", "name"], [[1, "清原"]]);
    expect(seen).toHaveLength(1);
    const { headers, url: target = "" } = seen[0]?.request ?? ({} as Partial<IncomingMessage>);
    const query = new URL(target, url).searchParams;
    expect(headers?.authorization).toBe(`Basic ${Buffer.from("writer:se cret").toString("base64")}`);
    expect(Object.fromEntries(query)).toMatchObject({
      database: "figures",
      async_insert: "0",
      wait_for_async_insert: "1",
    });
    expect(query.get("query")).toBe("INSERT INTO growth (id, name) FORMAT JSONCompactEachRow");
    expect(headers?.["content-encoding"]).toBe("gzip");
    expect(gunzipSync(seen[0]?.body ?? "").toString()).toBe('[1,"清原"]');
  });

  it("finishes what is running before it closes, and then refuses", async () => {
    const asked = new EventEmitter();
    const request = once(asked, "request");
    const warehouse = await open(await listen((_, response) => asked.emit("request", response)));
    const running = warehouse.query("SELECT 1 AS one");
    const [response] = await request;
    const closing = warehouse.close();
    response.end('{"one":1}\n');
    await expect(running).resolves.toEqual([{ one: 1 }]);
    await closing;
    await expect(warehouse.query("SELECT 1")).rejects.toMatchObject({ code: "WAREHOUSE_CLOSED" });
    await expect(warehouse.close()).resolves.toBeUndefined();
  });

  it("does not start without a file that the settings name, or without any place", async () => {
    const missing = { YARDSTICK_CLICKHOUSE_PASSWORD_FILE: "/nowhere/password" };
    await expect(open("http://127.0.0.1:1", missing)).rejects.toMatchObject({ code: "WAREHOUSE_SETTINGS" });
    await expect(openWarehouse(warehouseSettings(), { logger: quietLogger })).rejects.toMatchObject({
      code: "WAREHOUSE_SETTINGS",
    });
  });
});
