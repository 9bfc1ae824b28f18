import { UNAVAILABLE_CLICKHOUSE_CODES } from "@yardstick/warehouse";
import { expect, it } from "vitest";
import { createTable, type UseWarehouse } from "./warehouse-fixture.ts";

export function describeFailures(use: UseWarehouse): void {
  it("says what was tried, with ClickHouse's number", async () => {
    const { warehouse } = use();
    const crash = { code: "QUERY_FAILED", disposition: "crash" };
    await expect(warehouse.query("SELEC 1")).rejects.toMatchObject({ ...crash, clickhouseCode: 62 });
    await expect(warehouse.query("SELECT * FROM nowhere")).rejects.toMatchObject({ ...crash, clickhouseCode: 60 });
    await expect(warehouse.command("DROP TABLE nowhere")).rejects.toMatchObject({ ...crash, clickhouseCode: 60 });
    await expect(warehouse.command("DROP TABLE nowhere")).rejects.toThrow("DROP TABLE nowhere");
    const insert = warehouse.insert("nowhere", ["id"], [[1]]);
    await expect(insert).rejects.toMatchObject({ code: "INSERT_FAILED", disposition: "crash", clickhouseCode: 60 });
    await expect(insert).rejects.toThrow("insert into nowhere");
  });

  it("lets nothing of a failed query into the next answer", async () => {
    const { warehouse } = use();
    const table = await createTable(use(), "id UInt64");
    const half = "SELECT throwIf(number = 1500000) AS t, number FROM numbers(2000000)";
    for (let round = 0; round < 3; round += 1) {
      await expect(warehouse.query(half)).rejects.toMatchObject({ code: "QUERY_FAILED", clickhouseCode: 395 });
      expect(await warehouse.query("SELECT 2 AS two")).toEqual([{ two: 2 }]);
    }
    await expect(warehouse.command(`${half} FORMAT JSONEachRow`)).rejects.toMatchObject({ clickhouseCode: 395 });
    await warehouse.insert(table, ["id"], [[1]]);
    expect(await warehouse.query(`SELECT id FROM ${table}`)).toEqual([{ id: "1" }]);
  });

  it("answers all of a query or fails: a limit on rows is an error", async () => {
    const limited = use().warehouse.query("SELECT number FROM numbers(1000000)", {}, { max_result_rows: 10 });
    await expect(limited).rejects.toMatchObject({ code: "QUERY_FAILED", clickhouseCode: 396 });
  });

  it("treats a lack of memory as something that may pass", async () => {
    const greedy = use().warehouse.query(
      "SELECT groupArray(number) FROM numbers(10000000)",
      {},
      { max_memory_usage: 1_000_000 },
    );
    await expect(greedy).rejects.toMatchObject({
      code: "WAREHOUSE_UNAVAILABLE",
      disposition: "retry",
      clickhouseCode: 241,
    });
  });

  it("refuses to write through query", async () => {
    const { warehouse } = use();
    const table = await createTable(use(), "id UInt8");
    const writes = [`INSERT INTO ${table} SELECT 1`, `DROP TABLE ${table}`, `TRUNCATE TABLE ${table}`];
    for (const sql of writes) await expect(warehouse.query(sql)).rejects.toMatchObject({ code: "QUERY_FAILED" });
    expect(await warehouse.query(`SELECT count() AS rows FROM ${table}`)).toEqual([{ rows: "0" }]);
  });

  it("knows the numbers that may pass by ClickHouse's own names", async () => {
    const names = await use().warehouse.query<{ number: number; name: string }>(
      "SELECT arrayJoin({numbers:Array(Int32)}) AS number, errorCodeToName(number) AS name",
      { numbers: Object.keys(UNAVAILABLE_CLICKHOUSE_CODES).map(Number) },
    );
    expect(Object.fromEntries(names.map(({ number, name }) => [number, name]))).toEqual(UNAVAILABLE_CLICKHOUSE_CODES);
  });

  it("answers a ping", async () => {
    await expect(use().warehouse.ping(5_000)).resolves.toBeUndefined();
  });
}
