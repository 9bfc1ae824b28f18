import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../src/eventually.ts";
import { ask, type OpenSqlDoor, openSqlDoor } from "./open-sql-door.ts";

const runaway = "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1";

let door: OpenSqlDoor;
beforeAll(async () => {
  door = await openSqlDoor({
    maxExecutionTimeSeconds: 20,
    maxResultRows: 1_000,
    maxMemoryBytes: 200_000_000,
    maxWaitingQueries: 1,
    maxClosingMs: 500,
  });
});
afterAll(() => door.close());

async function asPipeline(sql: string): Promise<string> {
  return Buffer.from(await door.pipeline.query(sql, "TSV"))
    .toString()
    .trim();
}

/** The queries of the interface that the engine is busy with. */
function running(): Promise<string> {
  return asPipeline("SELECT count() FROM system.processes WHERE Settings['log_comment'] LIKE 'sql-interface-%'");
}

/** Starts runaway queries and answers the function that lets their clients go. */
function startRunaways(count: number): { leave: () => void; ended: Promise<unknown> } {
  const client = new AbortController();
  const asked = Array.from({ length: count }, () =>
    fetch(door.url, { method: "POST", body: runaway, signal: client.signal }),
  );
  return { leave: () => client.abort(), ended: Promise.allSettled(asked) };
}

describe("the SQL door's bounds", () => {
  test.each([
    ["time", "SELECT sum(number) FROM numbers(1000000000000)", { max_execution_time: "0.2" }, 159, 408],
    ["rows", "SELECT number FROM numbers(1001)", {}, 396, 500],
    ["bytes", "SELECT repeat(toString(number), 1000) FROM numbers(900)", { max_result_bytes: "100000" }, 396, 500],
    ["memory", "SELECT length(groupArray(toString(number))) FROM numbers(100000000)", {}, 241, 500],
    ["the query's length", `SELECT '${"x".repeat(300_000)}'`, {}, 161, 413],
  ] as const)("%s", async (_bound, sql, query, code, status) => {
    const answer = await ask(door.url, sql, query);
    expect([answer.headers.get("x-clickhouse-exception-code"), answer.status], answer.text).toEqual([
      String(code),
      status,
    ]);
  });

  test("a compressed body is bounded as what it unpacks to", async () => {
    const bomb = gzipSync(`SELECT 1 --${" ".repeat(50_000_000)}`);
    const answer = await fetch(door.url, { method: "POST", body: bomb, headers: { "content-encoding": "gzip" } });
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining("QUERY_IS_TOO_LARGE")]);
  });

  test("a client that leaves takes its query with it", async () => {
    const { leave, ended } = startRunaways(1);
    await eventually(async () => expect(await running()).toBe("1"), 5_000);
    leave();
    await ended;
    await eventually(async () => expect(await running()).toBe("0"), 5_000);
    expect((await ask(door.url, "SELECT 1")).text).toBe("1\n");
  });

  test("runaway queries do not hold up the pipeline, and one too many is refused", async () => {
    const { leave, ended } = startRunaways(3);
    await eventually(async () => expect(await running()).toBe("2"), 5_000);
    const started = performance.now();
    for (let i = 0; i < 20; i += 1) await asPipeline("SELECT count() FROM yardstick.comparisons");
    expect(performance.now() - started, "milliseconds for twenty queries of the pipeline").toBeLessThan(5_000);
    await eventually(async () => {
      const refused = await ask(door.url, "SELECT 1");
      expect([refused.status, refused.text]).toEqual([503, expect.stringContaining("TOO_MANY_SIMULTANEOUS_QUERIES")]);
    }, 5_000);
    leave();
    await ended;
    await eventually(async () => expect((await ask(door.url, "SELECT 1")).text).toBe("1\n"), 10_000);
  });

  test("closing stops the queries that do not end in time", async () => {
    const { ended } = startRunaways(1);
    await eventually(async () => expect(await running()).toBe("1"), 5_000);
    const started = performance.now();
    await door.closeInterface();
    expect(performance.now() - started, "milliseconds until it is closed").toBeLessThan(10_000);
    expect(await running()).toBe("0");
    await ended;
  });
});
