import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ClickHouseClient, createClient } from "@clickhouse/client";
import { type RunningClickHouse, startClickHouse } from "@yardstick/infra/clickhouse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "./open-sql-door.ts";

let dataDir: string;
let clickHouse: RunningClickHouse;
let client: ClickHouseClient;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "clickhouse-"));
  clickHouse = await startClickHouse({ dataDir });
  client = createClient({
    url: clickHouse.url,
    compression: { request: true, response: true },
    clickhouse_settings: { async_insert: 0 },
  });
  await client.command({ query: "CREATE DATABASE yardstick ENGINE = Atomic" });
  await client.command({ query: "CREATE TABLE yardstick.t (a UInt64, s String) ENGINE = MergeTree ORDER BY a" });
});

afterAll(async () => {
  await client.close();
  await clickHouse.stop();
  await rm(dataDir, { recursive: true });
});

async function count(where = "1"): Promise<number> {
  const answer = await client.query({
    query: `SELECT count() AS n FROM yardstick.t WHERE ${where}`,
    format: "JSONEachRow",
  });
  return Number((await answer.json<{ n: string }>())[0]?.n);
}

describe("the stand-in for a ClickHouse server", () => {
  test.each([
    ["JSONEachRow", '{"a":1,"s":"x"}\n{"a":2,"s":"y"}\n'],
    ["JSONCompactEachRow", '[1,"x"]\n[2,"y"]\n'],
    ["CSV", '1,"x"\n2,"y"\n'],
    ["TabSeparated", "1\tx\n2\ty\n"],
    ["TSVWithNames", "a\ts\n1\tx\n2\ty\n"],
    ["Values", "(1, 'x'), (2, 'y')"],
    ["JSONCompactColumns", '[[1, 2], ["x", "y"]]'],
  ])("takes %s, with the statement in the URL or before the rows", async (format, rows) => {
    const before = await count();
    const inUrl = await ask(clickHouse.url, rows, {
      query: `INSERT INTO yardstick.t FORMAT ${format}`,
      async_insert: "0",
    });
    expect(inUrl.text).toBe("");
    const inBody = await ask(clickHouse.url, `INSERT INTO yardstick.t (a, s) FORMAT ${format}\n${rows}`);
    expect(inBody.text).toBe("");
    expect(await count()).toBe(before + 4);
  });

  test("inserts through the client, and says how many rows it wrote", async () => {
    const values = Array.from({ length: 1_000 }, (_, i) => [i + 10_000, `第${i}`]);
    const { summary } = await client.insert({
      table: "yardstick.t",
      columns: ["a", "s"],
      values,
      format: "JSONCompactEachRow",
    });
    expect(summary?.written_rows).toBe("1000");
    expect(await count("a >= 10000 AND s LIKE '第%'")).toBe(1_000);
  });

  test("keeps settings, parameters and tokens to their own query, side by side", async () => {
    await client.command({
      query:
        "CREATE TABLE yardstick.once (a UInt64) ENGINE = MergeTree ORDER BY a SETTINGS non_replicated_deduplication_window = 100",
    });
    const insert = (a: number, token?: string) =>
      client.insert({
        table: "yardstick.once",
        values: [{ a }],
        format: "JSONEachRow",
        clickhouse_settings: token ? { insert_deduplication_token: token } : {},
      });
    await insert(1, "same");
    await insert(2, "same");
    await Promise.all(Array.from({ length: 12 }, (_, i) => insert(100 + i)));
    const left = await client.query({ query: "SELECT a FROM yardstick.once ORDER BY a", format: "JSONCompactEachRow" });
    expect((await left.json<[string]>()).map(([a]) => Number(a))).toEqual([
      1,
      ...Array.from({ length: 12 }, (_, i) => 100 + i),
    ]);
    const answers = await Promise.all(
      Array.from({ length: 24 }, async (_, i) => {
        const answer = await client.query({
          query: "SELECT {i:UInt32} AS i, getSetting('max_block_size') AS size",
          query_params: { i },
          format: "JSONEachRow",
          ...(i % 2 === 0 ? { clickhouse_settings: { max_block_size: String(i + 1_000) } } : {}),
        });
        return (await answer.json<{ i: number; size: string }>())[0];
      }),
    );
    for (const [i, answer] of answers.entries()) {
      expect(answer?.i).toBe(i);
      if (i % 2 === 0) expect(Number(answer?.size)).toBe(i + 1_000);
      else expect(Number(answer?.size)).toBeGreaterThan(10_000);
    }
  });

  test("answers a failed query with nothing but its error, and the next with nothing but its own rows", async () => {
    const failures = Array.from({ length: 6 }, () =>
      ask(clickHouse.url, "SELECT 'leaked', throwIf(number = 400000) FROM numbers(1000000)"),
    );
    const answers = Array.from({ length: 12 }, (_, i) => ask(clickHouse.url, `SELECT 'own-${i}'`));
    for (const failure of await Promise.all(failures)) expect(failure.text).toMatch(/^Code: 395\./);
    for (const [i, answer] of (await Promise.all(answers)).entries()) expect(answer.text).toBe(`own-${i}\n`);
  });

  test("refuses an insert that cannot be read, whole", async () => {
    const before = await count();
    const answer = await ask(clickHouse.url, '{"a":1,"s":"x"}\n{"a":"no","s":"y"}\n', {
      query: "INSERT INTO yardstick.t FORMAT JSONEachRow",
    });
    expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
    expect(answer.text).toMatch(/^Code: \d+\. DB::Exception: /);
    expect(await count()).toBe(before);
  });

  test("keeps what it acknowledged when it is killed, and ends with 0 on SIGTERM", async () => {
    const own = await mkdtemp(join(tmpdir(), "clickhouse-"));
    const first = await startClickHouse({ dataDir: own });
    await ask(first.url, "CREATE DATABASE d ENGINE = Atomic");
    await ask(first.url, "CREATE TABLE d.t (a UInt64) ENGINE = MergeTree ORDER BY a");
    await ask(first.url, "1\n2\n3\n", { query: "INSERT INTO d.t FORMAT TSV" });
    await first.kill("SIGKILL");
    const second = await startClickHouse({ dataDir: own });
    expect((await ask(second.url, "SELECT count() FROM d.t")).text).toBe("3\n");
    await second.stop();
    await rm(own, { recursive: true });
  });
});
