import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openChdbSession, openWarehouse, type Warehouse } from "@yardstick/warehouse";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { warehouseSettings } from "../../clickhouse/warehouse-settings.ts";
import { startWriter } from "./chdb-writer.ts";
import { quietLogger } from "./warehouse-fixture.ts";

describe("a chDB directory", () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "yardstick-chdb-"));
  });

  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const open = (directory = dataDir): Promise<Warehouse> =>
    openWarehouse(warehouseSettings({ YARDSTICK_DATA_DIR: directory, YARDSTICK_CLICKHOUSE_DATABASE: "yardstick" }), {
      logger: quietLogger,
    });

  it("belongs to one process: the next one is told which holds it", async () => {
    const writer = await startWriter(dataDir);
    try {
      await expect(open()).rejects.toMatchObject({ code: "DIRECTORY_IN_USE", disposition: "crash" });
      await expect(open()).rejects.toThrow(join(dataDir, "clickhouse"));
      await expect(open()).rejects.toThrow(String(writer.pid));
    } finally {
      await writer.kill();
    }
    await (await open()).close();
  });

  it("keeps every row that was acknowledged before its process was killed", async () => {
    for (let round = 0; round < 2; round += 1) {
      const writer = await startWriter(dataDir);
      const acknowledged = await writer.acknowledgedRows(3_000);
      await writer.kill();
      const warehouse = await open();
      const [stored] = await warehouse.query<{ rows: string }>(
        "SELECT count() AS rows FROM written WHERE pid = {pid:UInt32}",
        {
          pid: writer.pid,
        },
      );
      expect(Number(stored?.rows)).toBeGreaterThanOrEqual(acknowledged);
      await warehouse.close();
    }
  });

  it("is one of one at a time: a process opens the next when it has closed the last", async () => {
    const first = await open();
    const other = join(dataDir, "other");
    await mkdir(other);
    await expect(open(other)).rejects.toMatchObject({ code: "DIRECTORY_UNUSABLE" });
    await expect(first.query("SELECT 1 AS one")).resolves.toEqual([{ one: 1 }]);
    await first.close();
    const second = await open(other);
    await second.close();
    await (await open()).close();
  });

  it("is closed when what was running is through, and then refuses", async () => {
    const warehouse = await open();
    await warehouse.command("CREATE TABLE kept (id UInt32) ENGINE = MergeTree ORDER BY id");
    const running = [
      ...[1, 2, 3].map((id) => warehouse.insert("kept", ["id"], [[id]])),
      warehouse.query("SELECT max(sipHash64(number)) FROM numbers(3000000)"),
      warehouse.query("SELECT max(sipHash64(number)) FROM numbers(3000000)"),
    ];
    await Promise.all([warehouse.close(), warehouse.close()]);
    await Promise.all(running);
    const closed = { code: "WAREHOUSE_CLOSED" };
    await expect(warehouse.insert("kept", ["id"], [[4]])).rejects.toMatchObject(closed);
    await expect(warehouse.query("SELECT 1")).rejects.toMatchObject(closed);
    await expect(warehouse.command("SELECT 1")).rejects.toMatchObject(closed);
    await expect(warehouse.ping(1_000)).rejects.toMatchObject(closed);
    const again = await open();
    expect(await again.query("SELECT count() AS rows FROM kept")).toEqual([{ rows: "3" }]);
    await again.close();
  });

  it("flushes parts to the disk and takes backups beside it", async () => {
    const warehouse = await open();
    const flushed = "SELECT count() AS stated FROM system.merge_tree_settings WHERE name LIKE 'fsync%' AND value = '1'";
    expect(await warehouse.query(flushed)).toEqual([{ stated: "2" }]);
    await warehouse.command("CREATE TABLE saved (id UInt32) ENGINE = MergeTree ORDER BY id");
    await warehouse.insert("saved", ["id"], [[1], [2]]);
    const backup = join(dataDir, "backups", "first");
    await warehouse.command(`BACKUP DATABASE yardstick TO File('${backup}')`);
    await warehouse.command("DROP TABLE saved SYNC");
    await warehouse.command(`RESTORE TABLE yardstick.saved FROM File('${backup}')`);
    expect(await warehouse.query("SELECT count() AS rows FROM saved")).toEqual([{ rows: "2" }]);
    await warehouse.close();
  });

  it("serves sessions of their own, which see each other's rows and keep their failures to themselves", async () => {
    const [writer, reader] = [openChdbSession(join(dataDir, "door")), openChdbSession(join(dataDir, "door"))];
    const text = async (sql: string, params = {}) => Buffer.from(await reader.query(sql, "TSV", params)).toString();
    await writer.query("CREATE DATABASE door ENGINE = Atomic", "Null");
    await writer.query("CREATE TABLE door.rows (id UInt64, name String) ENGINE = MergeTree ORDER BY id", "Null");
    await writer.insert("door.rows", ["id", "name"], Buffer.from('[1,"清原"]\n'), "JSONCompactEachRow");
    expect(await text("SELECT * FROM door.rows WHERE name = {name:String}", { name: "清原" })).toBe("1\t清原\n");
    await expect(text("SELECT throwIf(number = 1500000), number FROM numbers(2000000)")).rejects.toMatchObject({
      clickhouseCode: 395,
    });
    expect(await text("SELECT 2")).toBe("2\n");
    let bytes = 0;
    for await (const chunk of reader.queryStream("SELECT number FROM numbers({rows:UInt64})", "TSV", {
      rows: 10_000_000,
    })) {
      bytes += chunk.length;
      if (bytes > 100_000) break;
    }
    expect(bytes).toBeLessThan(10_000_000);
    const broken = async () => {
      for await (const _ of reader.queryStream(
        "SELECT throwIf(number = 1500000), number FROM numbers(2000000)",
        "TSV",
      ));
    };
    await expect(broken()).rejects.toThrow("395");
    expect(await text("SELECT 3")).toBe("3\n");
    await Promise.all([writer.close(), reader.close()]);
    await expect(text("SELECT 4")).rejects.toMatchObject({ code: "WAREHOUSE_CLOSED" });
  });
});
