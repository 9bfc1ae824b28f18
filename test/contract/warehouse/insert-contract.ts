import { expect, it } from "vitest";
import { createTable, type UseWarehouse } from "./warehouse-fixture.ts";

export function describeInserts(use: UseWarehouse): void {
  it("takes rows as arrays and as ready text, and any next query sees them", async () => {
    const table = await createTable(use(), "id UInt64, name String");
    const { warehouse } = use();
    await warehouse.insert(table, ["name", "id"], [["arrays", 1]]);
    expect(await warehouse.query(`SELECT * FROM ${table}`)).toEqual([{ id: "1", name: "arrays" }]);
    await warehouse.insert(table, ["id", "name"], '[2,"text"]\n[3,"text"]\n');
    const seen = await Promise.all([1, 2, 3, 4].map(() => warehouse.query(`SELECT count() AS rows FROM ${table}`)));
    expect(seen.flat()).toEqual(Array(4).fill({ rows: "3" }));
  });

  it("resolves at once for no rows", async () => {
    await expect(use().warehouse.insert("no_such_table", ["id"], [])).resolves.toBeUndefined();
    await expect(use().warehouse.insert("no_such_table", ["id"], "")).resolves.toBeUndefined();
  });

  it("fills columns that are left out with their defaults", async () => {
    const table = await createTable(use(), "id UInt8, kind String DEFAULT 'figure'");
    await use().warehouse.insert(table, ["id"], [[1]]);
    expect(await use().warehouse.query(`SELECT * FROM ${table}`)).toEqual([{ id: 1, kind: "figure" }]);
  });

  it("writes 100,000 rows in one block", async () => {
    const table = await createTable(use(), "id UInt32, value Decimal(38, 10)", "MergeTree ORDER BY id");
    const rows = Array.from({ length: 100_000 }, (_, id) => `[${id},"${id}.25"]`).join("\n");
    await use().warehouse.insert(table, ["id", "value"], rows);
    const [sum] = await use().warehouse.query(`SELECT count() AS rows, sum(value) AS total FROM ${table}`);
    expect(sum).toEqual({ rows: "100000", total: "4999975000" });
    const parts = "SELECT max(level = 0) AS fresh, count() AS parts FROM system.parts WHERE active";
    const [made] = await use().warehouse.query(`${parts} AND database = {database:String} AND table = {table:String}`, {
      database: use().profile.database,
      table,
    });
    expect(made).toEqual({ fresh: 1, parts: "1" });
  });

  it("leaves nothing behind of an insert that is refused", async () => {
    const table = await createTable(use(), "id UInt8");
    const refused = use().warehouse.insert(table, ["id"], '[1]\n[2]\n["three"]\n[4]');
    await expect(refused).rejects.toMatchObject({ code: "INSERT_FAILED", disposition: "crash" });
    await expect(refused).rejects.toThrow(`insert into ${table}`);
    expect(await use().warehouse.query(`SELECT count() AS rows FROM ${table}`)).toEqual([{ rows: "0" }]);
  });

  it("keeps text as it was: quotes, line breaks, tabs, backslashes, characters beyond the first plane", async () => {
    const table = await createTable(use(), "name String");
    const name = "清原 \"满族\" 'county'\n\tback\\slash 𠮷 {x:String} ; -- FORMAT CSV";
    await use().warehouse.insert(table, ["name"], [[name]]);
    expect(await use().warehouse.query(`SELECT name FROM ${table}`)).toEqual([{ name }]);
  });

  it("replaces what is inserted again with the same key", async () => {
    const table = await createTable(use(), "id UInt8, version UInt128", "ReplacingMergeTree(version) ORDER BY id");
    const [low, high] = [2n ** 100n, 2n ** 100n + 1n];
    await use().warehouse.insert(table, ["id", "version"], [[1, high]]);
    await use().warehouse.insert(table, ["id", "version"], [[1, low]]);
    await use().warehouse.insert(table, ["id", "version"], [[1, high]]);
    expect(await use().warehouse.query(`SELECT * FROM ${table} FINAL`)).toEqual([{ id: 1, version: high.toString() }]);
  });

  it("refuses names that are not names", async () => {
    const { warehouse } = use();
    await expect(warehouse.insert("t (id) SELECT 1 --", ["id"], [[1]])).rejects.toMatchObject({ code: "QUERY_FAILED" });
    await expect(warehouse.insert("t", ["id) SELECT 1 --"], [[1]])).rejects.toMatchObject({ code: "QUERY_FAILED" });
  });
}
