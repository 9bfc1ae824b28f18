import { expect, it } from "vitest";
import { createTable, type UseWarehouse } from "./warehouse-fixture.ts";

/** A setting that stays on a connection changes later queries; with a deduplication token it loses rows in silence. */
export function describeSettings(use: UseWarehouse): void {
  it("runs with inserts unbuffered and every output setting stated", async () => {
    const rows = await use().warehouse.query<{ name: string; value: string }>(
      "SELECT name, value FROM system.settings WHERE name IN {names:Array(String)}",
      { names: Object.keys(STATED) },
    );
    expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual(STATED);
  });

  it("keeps a query's settings to that query", async () => {
    const { warehouse } = use();
    const sql = "SELECT getSetting('max_block_size') AS size";
    const [before] = await warehouse.query(sql);
    expect(await warehouse.query(sql, {}, { max_block_size: 77 })).toEqual([{ size: 77 }]);
    const after = await Promise.all([1, 2, 3, 4].map(() => warehouse.query(sql)));
    expect(after.flat()).toEqual(Array(4).fill(before));
  });

  it("loses no rows to a deduplication token of an earlier command", async () => {
    const { warehouse } = use();
    const engine = "MergeTree ORDER BY id SETTINGS non_replicated_deduplication_window = 1000";
    const table = await createTable(use(), "id UInt32", engine);
    const token = { insert_deduplication_token: "it's the first", insert_deduplicate: 1 };
    await warehouse.command(`INSERT INTO ${table} SELECT 1`, {}, token);
    await warehouse.command(`INSERT INTO ${table} SELECT 1`, {}, token);
    expect(await warehouse.query(`SELECT count() AS rows FROM ${table}`)).toEqual([{ rows: "1" }]);
    await warehouse.command(`INSERT INTO ${table} SELECT 2`);
    await warehouse.insert(table, ["id"], [[3]]);
    await warehouse.command(`INSERT INTO ${table} SELECT number + 4 FROM numbers(2)`);
    expect(await warehouse.query(`SELECT id FROM ${table} ORDER BY id`)).toEqual([1, 2, 3, 4, 5].map((id) => ({ id })));
  });

  it("takes settings with a definition, whose own SETTINGS mean something else", async () => {
    const { warehouse, profile } = use();
    await warehouse.command(
      `-- a comment first\nCREATE TABLE ${profile.database}.defined (id UInt8) ENGINE = MergeTree ORDER BY id SETTINGS index_granularity = 1024`,
      {},
      { max_threads: 1 },
    );
    await warehouse.command("ALTER TABLE defined DELETE WHERE id = 1", {}, { mutations_sync: 2 });
    const [table] = await warehouse.query<{ sql: string }>(
      "SELECT create_table_query AS sql FROM system.tables WHERE name = 'defined'",
    );
    expect(table?.sql).toContain("index_granularity = 1024");
    expect(table?.sql).not.toContain("max_threads");
  });

  it("ends a query that runs longer than it may, as something that may pass", async () => {
    const endless = use().warehouse.query(
      "SELECT max(sipHash64(number)) FROM numbers(100000000000)",
      {},
      { max_execution_time: 1 },
    );
    await expect(endless).rejects.toMatchObject({
      code: "WAREHOUSE_UNAVAILABLE",
      disposition: "retry",
      clickhouseCode: 159,
    });
    expect(await use().warehouse.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
}

const STATED = {
  async_insert: "0",
  wait_for_async_insert: "1",
  output_format_json_quote_64bit_integers: "1",
  output_format_json_quote_decimals: "1",
  output_format_json_quote_denormals: "0",
  date_time_input_format: "best_effort",
  date_time_output_format: "simple",
  session_timezone: "UTC",
};
