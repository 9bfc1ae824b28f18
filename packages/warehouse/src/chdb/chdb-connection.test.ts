import { Readable } from "node:stream";
import { createClient } from "@clickhouse/client";
import { describe, expect, it } from "vitest";
import { createChdbConnection } from "./chdb-connection.ts";
import type { ChdbSession } from "./chdb-session.ts";

/** A session that remembers what it was asked and answers one row. */
function recordingSession(): ChdbSession & { readonly asked: [string, unknown][] } {
  const asked: [string, unknown][] = [];
  return {
    asked,
    query: async (sql, _format, params) => {
      asked.push([sql, params]);
      return Buffer.from('{"one":1}\n');
    },
    queryStream: () => {
      throw new Error("not asked for");
    },
    insert: () => Promise.reject(new Error("not asked for")),
    close: () => Promise.resolve(),
  };
}

describe("createChdbConnection", () => {
  it("hands @clickhouse/client's queries on, their settings in the statement and their values beside it", async () => {
    const session = recordingSession();
    const client = createClient({ connection: createChdbConnection(session) });
    const answer = await client.query({
      query: "SELECT {one:UInt8} AS one;",
      query_params: { one: 1 },
      clickhouse_settings: { max_threads: 1 },
      format: "JSONEachRow",
    });
    expect(await answer.json()).toEqual([{ one: 1 }]);
    await client.command({ query: "OPTIMIZE TABLE t", clickhouse_settings: { wait_end_of_query: 1 } });
    expect(session.asked).toEqual([
      ["SELECT {one:UInt8} AS one \nFORMAT JSONEachRow\nSETTINGS max_threads = 1", { one: 1 }],
      ["OPTIMIZE TABLE t", {}],
    ]);
  });

  it("inserts text with its settings before the rows", async () => {
    const session = recordingSession();
    const client = createClient({ connection: createChdbConnection(session) });
    const clickhouse_settings = { insert_deduplication_token: "a" };
    await client.insert({ table: "t", values: [{ id: 1 }], format: "JSONEachRow", clickhouse_settings });
    await client.insert({ table: "t", values: Readable.from([], { objectMode: true }), format: "JSONEachRow" });
    expect(session.asked).toEqual([
      ["INSERT INTO t\nSETTINGS insert_deduplication_token = 'a' FORMAT JSONEachRow\n{\"id\":1}\n", undefined],
    ]);
  });

  it("refuses binary rows, which it would corrupt", async () => {
    const session = recordingSession();
    const connection = createChdbConnection(session);
    const values = Readable.from([Buffer.from([1, 255])], { objectMode: false });
    await expect(connection.insert({ query: "INSERT INTO t FORMAT RowBinary", values })).rejects.toThrow(/RowBinary/);
    await expect(connection.exec({ query: "INSERT INTO t FORMAT Native", values })).rejects.toThrow(TypeError);
    expect(session.asked).toEqual([]);
  });

  it("answers a ping with the session's failure", async () => {
    const failure = new Error("gone");
    const session = { ...recordingSession(), query: () => Promise.reject(failure) };
    expect(await createChdbConnection(session).ping({ select: true })).toEqual({ success: false, error: failure });
  });
});
