import { describe, expect, it } from "vitest";
import { renderMigration, renderMigrations } from "./render-migration.ts";

const ONE_SERVER = { database: "yardstick", cluster: null };
const CLUSTER = { database: "figures", cluster: "county's" };

const MIGRATION = {
  name: "0001-growth",
  sql: `-- Growth rates.
CREATE TABLE IF NOT EXISTS {{database}}.growth {{on_cluster}} (id UInt8, version UInt128, is_deleted UInt8)
ENGINE = {{engine_replacing version, is_deleted}} ORDER BY id;
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.log {{ on_cluster }} (id UInt8) ENGINE = {{engine_merge_tree}} ORDER BY id
-- statement
CREATE OR REPLACE VIEW {{database}}.one AS SELECT {id:UInt8} AS id, map('a', 1)
`,
};

describe("renderMigration", () => {
  it("writes the same file for one server", () => {
    const [growth, log, view] = renderMigration(MIGRATION, ONE_SERVER);
    expect(growth).toContain("yardstick.growth  (id");
    expect(growth).toMatch(/ENGINE = ReplacingMergeTree\(version, is_deleted\) ORDER BY id$/);
    expect(log).toContain("ENGINE = MergeTree() ORDER BY id");
    expect(view).toBe("CREATE OR REPLACE VIEW yardstick.one AS SELECT {id:UInt8} AS id, map('a', 1)");
  });

  it("and for a cluster", () => {
    const [growth, log] = renderMigration(MIGRATION, CLUSTER);
    expect(growth).toContain("figures.growth ON CLUSTER 'county\\'s' (id");
    const path = "'/clickhouse/tables/{shard}/{database}/{table}', '{replica}'";
    expect(growth).toContain(`ENGINE = ReplicatedReplacingMergeTree(${path}, version, is_deleted)`);
    expect(log).toContain(`ENGINE = ReplicatedMergeTree(${path})`);
  });

  it("refuses a placeholder that does not exist, naming the file", () => {
    const wrong = { name: "0002-wrong", sql: "SELECT {{engine}}" };
    expect(() => renderMigration(wrong, ONE_SERVER)).toThrow(/0002-wrong\.sql: \{\{engine\}\} is not a placeholder/);
  });
});

describe("renderMigrations", () => {
  it("is a text that can be run by hand", () => {
    const text = renderMigrations([{ name: "0001-a", sql: "SELECT 1\n-- statement\nSELECT 2;" }], ONE_SERVER);
    expect(text).toBe("-- 0001-a\nSELECT 1;\n\nSELECT 2;\n");
  });
});
