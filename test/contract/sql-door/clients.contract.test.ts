import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenSqlDoor, openSqlDoor } from "./open-sql-door.ts";

const run = promisify(execFile);
let door: OpenSqlDoor;
beforeAll(async () => {
  door = await openSqlDoor();
});
afterAll(() => door.close());

describe("curl", () => {
  const curl = async (...args: string[]) => (await run("curl", ["-sS", ...args])).stdout;

  test("asks with GET and with POST, with the query in the URL, in the body and in both", async () => {
    expect(await curl(`${door.url}/?query=SELECT%201`)).toBe("1\n");
    expect(await curl(door.url, "--data-binary", "SELECT 1")).toBe("1\n");
    expect(await curl(`${door.url}/?query=SELECT%20count()`, "--data-binary", "FROM comparisons")).toBe("2\n");
    expect(
      await curl(
        `${door.url}/?database=system&default_format=CSV&query=SELECT%20name,1%20FROM%20databases%20WHERE%20name='yardstick'`,
      ),
    ).toBe('"yardstick",1\n');
    expect(await curl("-G", door.url, "--data-urlencode", "query=SELECT {n:UInt8} + 1", "-d", "param_n=41")).toBe(
      "42\n",
    );
    expect(
      await curl(
        "-u",
        "reader:any",
        "-H",
        "X-ClickHouse-Format: JSONEachRow",
        "-H",
        "X-ClickHouse-Database: yardstick",
        door.url,
        "-d",
        "SELECT count() AS n FROM latest",
      ),
    ).toBe('{"n":"2"}\n');
    expect(await curl("-F", "query=SELECT {s:String}", "-F", "param_s=from a form", door.url)).toBe("from a form\n");
  });

  test("is answered that the server lives", async () => {
    for (const path of ["/ping", "/replicas_status", "/"]) expect(await curl(door.url + path)).toBe("Ok.\n");
  });

  test("sends and gets gzip", async () => {
    const packed = await fetch(door.url, {
      method: "POST",
      body: gzipSync("SELECT 7"),
      headers: { "content-encoding": "gzip" },
    });
    expect(await packed.text()).toBe("7\n");
    expect(await curl("--compressed", `${door.url}/?enable_http_compression=1&query=SELECT%208`)).toBe("8\n");
    const { stdout } = await run(
      "curl",
      ["-sS", "-H", "Accept-Encoding: gzip", `${door.url}/?enable_http_compression=1&query=SELECT%209`],
      { encoding: "buffer" },
    );
    expect(gunzipSync(stdout).toString()).toBe("9\n");
  });

  test("reads ClickHouse's headers, also of an error", async () => {
    const head = await curl("-i", `${door.url}/?query_id=mine&query=SELECT%201%20FORMAT%20JSON`);
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    expect(head).toMatch(/^x-clickhouse-query-id: mine\r$/im);
    expect(head).toMatch(/^x-clickhouse-format: JSON\r$/im);
    expect(head).toMatch(/^x-clickhouse-timezone: UTC\r$/im);
    expect(head).toMatch(/^x-clickhouse-server-display-name: yardstick\r$/im);
    expect(head).toMatch(/^x-clickhouse-summary: \{.*"read_rows":"\d+".*\}\r$/im);
    const error = await curl("-i", `${door.url}/?query=SELECT%20x`);
    expect(error).toMatch(/^HTTP\/1\.1 404 /);
    expect(error).toMatch(/^x-clickhouse-exception-code: 47\r$/im);
    expect(error).toMatch(/Code: 47\. DB::Exception: .*\(UNKNOWN_IDENTIFIER\) \(version/);
  });
});

describe("@clickhouse/client", () => {
  test("pings, queries with parameters and settings, streams, and reads errors", async () => {
    const client = createClient({
      url: door.url,
      log: { level: ClickHouseLogLevel.OFF },
      database: "yardstick",
      compression: { response: true, request: true },
    });
    try {
      expect(await client.ping()).toEqual({ success: true });
      expect(await client.ping({ select: true })).toEqual({ success: true });
      const rows = await client.query({
        query:
          "SELECT region, gap FROM comparisons_at(scope = {scope:String}, periods = {periods:Array(String)}) ORDER BY region",
        query_params: { scope: "210000-XY", periods: ["2021"] },
        clickhouse_settings: { output_format_json_quote_decimals: 1, max_execution_time: 5 },
        format: "JSONEachRow",
      });
      expect(await rows.json()).toEqual([
        { region: "210421", gap: "-1.5" },
        { region: "210422", gap: "2.25" },
      ]);
      const many = await client.query({ query: "SELECT number FROM numbers(50000)", format: "JSONCompactEachRow" });
      let count = 0;
      for await (const chunk of many.stream()) count += chunk.length;
      expect(count).toBe(50_000);
      const table = await client.query({ query: "SELECT 1 AS one", format: "JSON" });
      expect((await table.json()).data).toEqual([{ one: 1 }]);
      const quoted = 'it\'s \\ a "test"\n\twith 汉字';
      const echo = await client.query({
        query: "SELECT {s:String} AS s",
        query_params: { s: quoted },
        format: "JSONEachRow",
      });
      expect(await echo.json()).toEqual([{ s: quoted }]);
      const long = Array.from({ length: 20_000 }, (_, i) => i);
      const big = await client.query({
        query: "SELECT length({a:Array(UInt32)}) AS n",
        query_params: { a: long },
        use_multipart_params: true,
        format: "JSONEachRow",
      });
      expect(await big.json()).toEqual([{ n: "20000" }]);
      await expect(client.query({ query: "SELECT nope" })).rejects.toMatchObject({
        code: "47",
        type: "UNKNOWN_IDENTIFIER",
      });
      await expect(client.command({ query: "DROP TABLE comparisons" })).rejects.toMatchObject({
        code: "164",
        type: "READONLY",
      });
      await expect(
        client.insert({ table: "comparisons", values: [{ region: "x" }], format: "JSONEachRow" }),
      ).rejects.toMatchObject({ code: "164" });
    } finally {
      await client.close();
    }
  });
});

const hasClickHouseConnect = spawnSync("python3", ["-c", "import clickhouse_connect"]).status === 0;
const reason = hasClickHouseConnect
  ? ""
  : " (not run: python3 cannot import clickhouse_connect; pip install clickhouse-connect)";

describe.skipIf(!hasClickHouseConnect)(`Python's clickhouse-connect${reason}`, () => {
  test("connects, queries with parameters, and reads errors", async () => {
    const script = `
import clickhouse_connect, json
client = clickhouse_connect.get_client(host="127.0.0.1", port=${door.port}, database="yardstick")
rows = client.query("SELECT region, gap FROM comparisons_at(scope={scope:String}, periods={periods:Array(String)}) ORDER BY region",
    parameters={"scope": "210000-XY", "periods": ["2021"]}).result_rows
total = client.command("SELECT count() FROM comparisons")
table = client.query("SELECT number, toString(number) FROM numbers(100000)")
bound = client.query("SELECT %(x)s", parameters={"x": "a'b"}).result_rows
try:
    client.command("DROP TABLE comparisons")
    failure = "none"
except Exception as error:
    failure = str(error)
print(json.dumps([[[r, str(g)] for r, g in rows], total, table.row_count, bound[0][0], client.database, client.server_tz.key if hasattr(client.server_tz, "key") else str(client.server_tz), failure]))
`;
    const { stdout } = await run("python3", ["-c", script]);
    const [rows, total, count, bound, database, , failure] = JSON.parse(stdout);
    expect(rows).toEqual([
      ["210421", "-1.5000000000"],
      ["210422", "2.2500000000"],
    ]);
    expect([total, count, bound, database]).toEqual([2, 100_000, "a'b", "yardstick"]);
    expect(failure).toContain("READONLY");
  });
});
