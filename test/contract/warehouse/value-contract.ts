import { expect, it } from "vitest";
import { createTable, type UseWarehouse } from "./warehouse-fixture.ts";

export function describeValues(use: UseWarehouse): void {
  it("answers decimals and wide integers as exact strings, small numbers as numbers", async () => {
    const [row] = await use().warehouse.query(`SELECT toUInt64(18446744073709551615) AS u64, toInt64(-1) AS i64,
      toUInt128('340282366920938463463374607431768211455') AS u128, toDecimal128('285830000.0000000001', 10) AS decimal,
      [toUInt64(1)] AS list, toUInt32(7) AS u32, toFloat64(0.1) AS f64, CAST(NULL, 'Nullable(Decimal(38,10))') AS none`);
    expect(row).toEqual({
      u64: "18446744073709551615",
      i64: "-1",
      u128: "340282366920938463463374607431768211455",
      decimal: "285830000.0000000001",
      list: ["1"],
      u32: 7,
      f64: 0.1,
      none: null,
    });
  });

  it("keeps a decimal through an insert, to the last digit", async () => {
    const table = await createTable(use(), "value Decimal(38, 10)");
    await use().warehouse.insert(table, ["value"], [["-9999999999999999999999999999.9999999999"], ["8.25"]]);
    const rows = await use().warehouse.query(`SELECT value FROM ${table} ORDER BY value`);
    expect(rows).toEqual([{ value: "-9999999999999999999999999999.9999999999" }, { value: "8.25" }]);
  });

  it("rounds decimals half away from zero", async () => {
    const [row] = await use().warehouse.query(
      "SELECT round(toDecimal128('2.25', 10), 1) AS up, round(toDecimal128('-2.25', 10), 1) AS down",
    );
    expect(row).toEqual({ up: "2.3", down: "-2.3" });
  });

  it("multiplies a decimal by an integer beyond its width without an error: bound figures before SQL", async () => {
    const overflow = "SELECT toDecimal128('99999999999999999999999999', 10) * 1000 AS product";
    expect(await use().warehouse.query(overflow)).toEqual([{ product: "-2084710076281539039012383229.5304634368" }]);
    const wide = "SELECT toDecimal256('99999999999999999999999999', 10) * 1000 AS product";
    expect(await use().warehouse.query(wide)).toEqual([{ product: "99999999999999999999999999000" }]);
  });

  it("refuses a decimal that does not fit its column", async () => {
    const table = await createTable(use(), "value Decimal(9, 2)");
    await expect(use().warehouse.insert(table, ["value"], [["99999999999"]])).rejects.toMatchObject({
      code: "INSERT_FAILED",
    });
  });

  it("keeps days before 1970 in Date32, which Date turns into 1970 without a word", async () => {
    const table = await createTable(use(), "day Date32, narrow Date");
    await use().warehouse.insert(table, ["day", "narrow"], [["1929-01-01", "1929-01-01"]]);
    expect(await use().warehouse.query(`SELECT * FROM ${table}`)).toEqual([
      { day: "1929-01-01", narrow: "1970-01-01" },
    ]);
  });

  it("answers instants in UTC with milliseconds, whatever zone they were written in", async () => {
    const table = await createTable(use(), "at DateTime64(3, 'UTC'), bare DateTime64(3)");
    await use().warehouse.insert(table, ["at", "bare"], [["2021-03-01T08:00:00.123+08:00", "2021-03-01 00:00:00.123"]]);
    expect(await use().warehouse.query(`SELECT * FROM ${table}`)).toEqual([
      { at: "2021-03-01 00:00:00.123", bare: "2021-03-01 00:00:00.123" },
    ]);
    expect(await use().warehouse.query("SELECT timezone() AS zone")).toEqual([{ zone: "UTC" }]);
  });
}
