import { type Migration, migrate, requireSchema, schemaState } from "@yardstick/warehouse";
import { expect, it } from "vitest";
import { createTable, type UseWarehouse } from "./warehouse-fixture.ts";

export function describeMigrations(use: UseWarehouse): void {
  const run = (migrations: readonly Migration[]) => {
    const { warehouse, profile } = use();
    return migrate(warehouse, { migrations, profile, log: () => undefined });
  };

  it("keeps its tables in an Atomic database, which can exchange them", async () => {
    const { warehouse } = use();
    const engine = "SELECT engine FROM system.databases WHERE name = currentDatabase()";
    expect(await warehouse.query(engine)).toEqual([{ engine: "Atomic" }]);
    const [old, fresh] = [await createTable(use(), "id UInt8"), await createTable(use(), "id UInt8")];
    await warehouse.insert(fresh, ["id"], [[7]]);
    await warehouse.command(`EXCHANGE TABLES ${old} AND ${fresh}`);
    expect(await warehouse.query(`SELECT id FROM ${old}`)).toEqual([{ id: 7 }]);
  });

  it("counts a warehouse without any migration as behind", async () => {
    expect(await schemaState(use().warehouse, [FACTS])).toEqual({ state: "behind", missing: [FACTS.name] });
    await expect(requireSchema(use().warehouse, [FACTS])).rejects.toMatchObject({
      code: "SCHEMA_BEHIND",
      disposition: "retry",
    });
  });

  it("applies what is missing, once, and knows it afterwards", async () => {
    const { warehouse } = use();
    expect(await run([FACTS])).toEqual([FACTS.name]);
    expect(await run([FACTS])).toEqual([]);
    expect(await run([FACTS, VIEW])).toEqual([VIEW.name]);
    expect(await schemaState(warehouse, [FACTS, VIEW])).toEqual({ state: "current" });
    await expect(requireSchema(warehouse, [FACTS, VIEW])).resolves.toBeUndefined();
    await warehouse.insert(
      "migrated_facts",
      ["id", "version", "is_deleted"],
      [
        [1, 1, 0],
        [1, 2, 1],
        [2, 1, 0],
      ],
    );
    expect(await warehouse.query("SELECT * FROM migrated_view(id = {id:UInt8})", { id: 2 })).toEqual([{ id: 2 }]);
    expect(await warehouse.query("SELECT id FROM migrated_facts FINAL")).toEqual([{ id: 2 }]);
  });

  it("goes on with a newer schema, which only adds", async () => {
    expect(await schemaState(use().warehouse, [FACTS])).toEqual({ state: "ahead", unknown: [VIEW.name] });
    await expect(requireSchema(use().warehouse, [FACTS])).resolves.toBeUndefined();
  });

  it("refuses an applied migration whose file was edited, before anything runs", async () => {
    const edited = { ...FACTS, sql: `${FACTS.sql}\n-- a second thought` };
    const refused = run([edited, NEVER]);
    await expect(refused).rejects.toMatchObject({ code: "MIGRATION_EDITED" });
    await expect(refused).rejects.toThrow(`${FACTS.name}.sql`);
    expect(await use().warehouse.query("EXISTS TABLE migrated_never")).toEqual([{ result: 0 }]);
    await expect(requireSchema(use().warehouse, [edited])).rejects.toMatchObject({ code: "MIGRATION_EDITED" });
  });

  it("names the file and the statement that failed, and runs it again the next time", async () => {
    const broken = { ...NEVER, sql: `${NEVER.sql}\n-- statement\nALTER TABLE migrated_never DROP COLUMN missing` };
    const failed = run([FACTS, broken]);
    await expect(failed).rejects.toThrow(`${NEVER.name}.sql, statement 2`);
    await expect(failed).rejects.toMatchObject({ code: "QUERY_FAILED", clickhouseCode: expect.any(Number) });
    expect(await run([FACTS, NEVER])).toEqual([NEVER.name]);
  });

  it("does no harm when two run at once", async () => {
    const late = {
      name: "0009-late",
      sql: "CREATE TABLE IF NOT EXISTS {{database}}.migrated_late {{on_cluster}} (id UInt8) ENGINE = {{engine_merge_tree}} ORDER BY id",
    };
    await Promise.all([run([FACTS, late]), run([FACTS, late])]);
    const rows = await use().warehouse.query("SELECT name FROM schema_migrations FINAL WHERE name = '0009-late'");
    expect(rows).toEqual([{ name: late.name }]);
  });
}

const FACTS: Migration = {
  name: "0001-facts",
  sql: `-- Facts, replaced by version.
CREATE TABLE IF NOT EXISTS {{database}}.migrated_facts {{on_cluster}} (id UInt8, version UInt64, is_deleted UInt8)
ENGINE = {{engine_replacing version, is_deleted}} ORDER BY id
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.migrated_log {{on_cluster}} (id UInt8) ENGINE = {{engine_merge_tree}} ORDER BY id;
`,
};

const VIEW: Migration = {
  name: "0002-view",
  sql: `CREATE OR REPLACE VIEW {{database}}.migrated_view {{on_cluster}} AS
SELECT id FROM {{database}}.migrated_facts FINAL WHERE id = {id:UInt8}`,
};

const NEVER: Migration = {
  name: "0003-never",
  sql: "CREATE TABLE IF NOT EXISTS {{database}}.migrated_never {{on_cluster}} (id UInt8) ENGINE = {{engine_merge_tree}} ORDER BY id",
};
