import { expect, test } from "vitest";
import { parseHttpRequest, statementText } from "./parse-http-request.ts";
import { splitInsert } from "./split-insert.ts";

function request(query: Record<string, string>, body = "", headers: Record<string, string> = {}) {
  const searchParams = Object.entries(query);
  return parseHttpRequest({ method: "POST", searchParams, headers, body: Buffer.from(body), formFields: [] });
}

test("joins the query of the URL and the body with a line break", () => {
  expect(statementText(request({ query: "SELECT" }, "1"))).toBe("SELECT\n1");
  expect(statementText(request({}, "SELECT 1"))).toBe("SELECT 1");
  expect(statementText(request({ query: "SELECT 1" }))).toBe("SELECT 1");
});

test("tells parameters, settings and the dialect's own names apart", () => {
  const parsed = request({
    query: "SELECT 1",
    param_x: "1",
    max_threads: "2",
    session_id: "s",
    user: "u",
    query_id: "q",
  });
  expect([...parsed.params]).toEqual([["x", "1"]]);
  expect([...parsed.settings]).toEqual([["max_threads", "2"]]);
  expect(parsed.queryId).toBe("q");
});

test("lets headers name the format and the database before the URL does", () => {
  const headers = { "x-clickhouse-format": "JSON", "x-clickhouse-database": "system" };
  expect(request({ default_format: "CSV", database: "yardstick" }, "", headers)).toMatchObject({
    format: "JSON",
    database: "system",
  });
  expect(request({ default_format: "CSV" })).toMatchObject({ format: "CSV", database: undefined });
});

test("refuses ClickHouse's own compression and names that are none", () => {
  expect(() => request({ compress: "1" })).toThrow(/not supported/);
  expect(() => request({ "param_a'": "1" })).toThrow(/Bad parameter name/);
  expect(() => request({ default_format: "a b" })).toThrow(/Unknown format/);
});

test("takes an INSERT apart from its rows without looking into them", () => {
  const inUrl = splitInsert(
    request({ query: "INSERT INTO `d`.t (a, `b`)\n FORMAT JSONEachRow" }, '{"a":"FORMAT CSV"}'),
  );
  expect(inUrl).toMatchObject({ table: "d.t", columns: ["a", "b"], format: "JSONEachRow" });
  expect(inUrl?.rows.toString()).toBe('{"a":"FORMAT CSV"}');
  const inBody = splitInsert(request({}, "insert into t format TSV\n汉字\t2\n"));
  expect(inBody).toMatchObject({ table: "t", columns: [], format: "TSV" });
  expect(inBody?.rows.toString()).toBe("汉字\t2\n");
});

test.each([
  "SELECT 1",
  "INSERT INTO t SELECT 1",
  "INSERT INTO t VALUES (1)",
  "INSERT INTO t SETTINGS a = 1 FORMAT CSV",
  "INSERT INTO t FORMAT Native",
])("leaves %s to the engine", (query) => {
  expect(splitInsert(request({ query }))).toBeUndefined();
});
