import { expect, it } from "vitest";
import { createTable, type UseWarehouse } from "./warehouse-fixture.ts";

export function describeConcurrency(use: UseWarehouse): void {
  it("gives each of many queries at once its own parameters and answer", async () => {
    const asked = Array.from({ length: 60 }, (_, index) => index);
    const sql = "SELECT {index:UInt32} AS index, {label:String} AS label, count() AS rows FROM numbers({index:UInt32})";
    const answers = await Promise.all(
      asked.map((index) => use().warehouse.query(sql, { index, label: `query ${index}` })),
    );
    expect(answers.flat()).toEqual(asked.map((index) => ({ index, label: `query ${index}`, rows: String(index) })));
  });

  it("inserts, queries and fails at once without mixing them up", async () => {
    const { warehouse } = use();
    const table = await createTable(use(), "writer UInt8, id UInt32");
    const writers = [0, 1, 2, 3].map(async (writer) => {
      for (let batch = 0; batch < 10; batch += 1) {
        const rows = Array.from({ length: 50 }, (_, row) => [writer, batch * 50 + row]);
        await warehouse.insert(table, ["writer", "id"], rows);
        const [seen] = await warehouse.query<{ rows: string }>(
          `SELECT count() AS rows FROM ${table} WHERE writer = {writer:UInt8}`,
          { writer },
        );
        expect(seen?.rows).toBe(String((batch + 1) * 50));
      }
    });
    const failing = Array.from({ length: 10 }, () =>
      expect(warehouse.query("SELECT throwIf(number = 70000) FROM numbers(100000)")).rejects.toMatchObject({
        clickhouseCode: 395,
      }),
    );
    await Promise.all([...writers, ...failing]);
    const [total] = await warehouse.query(`SELECT count() AS rows, uniqExact(writer, id) AS keys FROM ${table}`);
    expect(total).toEqual({ rows: "2000", keys: "2000" });
  });
  it("answers a short query while a long one runs, with parameters too", async () => {
    const { warehouse } = use();
    const ended: string[] = [];
    const long = warehouse
      .query("SELECT max(sipHash64(number, {salt:UInt8})) FROM numbers(100000000000)", { salt: 1 }, LONG)
      .catch(() => ended.push("long"));
    await warehouse.query("SELECT {salt:UInt8} AS salt", { salt: 2 }).then(() => ended.push("short"));
    await warehouse.ping(5_000).then(() => ended.push("ping"));
    await warehouse.command("SELECT 1 FORMAT Null").then(() => ended.push("command"));
    await long;
    expect(ended).toEqual(["short", "ping", "command", "long"]);
  });
}

const LONG = { max_execution_time: 3, max_threads: 1 };
