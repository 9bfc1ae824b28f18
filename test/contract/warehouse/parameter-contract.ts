import { expect, it } from "vitest";
import { createTable, type UseWarehouse } from "./warehouse-fixture.ts";

export function describeParameters(use: UseWarehouse): void {
  it("binds every kind of value", async () => {
    const params = {
      text: 'it\'s "quoted" \\ \t\n 清原 {text:String} %_ ; DROP',
      texts: ["a'b", "c\\d", "", "e\tf"],
      maybe: null,
      maybes: ["x", null],
      day: "1929-01-01",
      days: ["1929-01-01", "2021-12-31"],
      at: "2021-03-01 00:00:00.123",
      instant: new Date("2021-03-01T00:00:00.123Z"),
      instants: [new Date("1929-01-01T00:00:00Z")],
      wide: 2n ** 127n,
      wides: [2n ** 64n],
      decimal: "-8.2500000001",
      flag: true,
      number: -3,
    };
    const [row] = await use().warehouse.query(
      `SELECT {text:String} AS text, {texts:Array(String)} AS texts, {maybe:Nullable(String)} AS maybe,
        {maybes:Array(Nullable(String))} AS maybes, {day:Date32} AS day, {days:Array(Date32)} AS days,
        {at:DateTime64(3)} AS at, {instant:DateTime64(3)} AS instant, {instants:Array(DateTime64(3))} AS instants, {wide:UInt128} AS wide,
        {wides:Array(UInt128)} AS wides, {decimal:Decimal(38, 10)} AS decimal, {flag:Bool} AS flag, {number:Int32} AS number`,
      params,
    );
    expect(row).toEqual({
      ...params,
      instant: "2021-03-01 00:00:00.123",
      instants: ["1929-01-01 00:00:00.000"],
      wide: params.wide.toString(),
      wides: [(2n ** 64n).toString()],
    });
  });

  it("binds the empty list and a list of thousands", async () => {
    const sql = "SELECT length({keys:Array(String)}) AS keys";
    expect(await use().warehouse.query(sql, { keys: [] })).toEqual([{ keys: "0" }]);
    const keys = Array.from({ length: 5_000 }, (_, index) => `region-${index}`);
    expect(await use().warehouse.query(sql, { keys })).toEqual([{ keys: "5000" }]);
  });

  it("binds names of tables", async () => {
    const table = await createTable(use(), "id UInt8");
    expect(await use().warehouse.query("SELECT count() AS rows FROM {name:Identifier}", { name: table })).toEqual([
      { rows: "0" },
    ]);
  });

  it("fails for a parameter that is not given, even right after a query that gave it", async () => {
    const { warehouse } = use();
    await Promise.all([1, 2, 3, 4].map(() => warehouse.query("SELECT {given:String} AS given", { given: "once" })));
    const without = warehouse.query("SELECT {given:String} AS given");
    await expect(without).rejects.toMatchObject({ code: "QUERY_FAILED", clickhouseCode: 456 });
  });

  it("refuses a value that is not of its type", async () => {
    const refused = use().warehouse.query("SELECT {day:Date32} AS day", { day: "the first of May" });
    await expect(refused).rejects.toMatchObject({ code: "QUERY_FAILED", clickhouseCode: expect.any(Number) });
    expect(await use().warehouse.query("SELECT {day:Date32} AS day", { day: "2021-05-01" })).toEqual([
      { day: "2021-05-01" },
    ]);
  });

  it("hands parameters to parameterised views and to INSERT ... SELECT", async () => {
    const { warehouse } = use();
    const facts = await createTable(use(), "indicator String, day Date32, value Decimal(38, 10)");
    const copies = await createTable(use(), "indicator String, day Date32, value Decimal(38, 10)");
    await warehouse.insert(
      facts,
      ["indicator", "day", "value"],
      [
        ["gdp", "1929-12-31", "1.5"],
        ["gdp", "2021-12-31", "2.5"],
        ["o'gdp", "2021-12-31", "3.5"],
      ],
    );
    await warehouse.command(`CREATE OR REPLACE VIEW of_indicator AS SELECT * FROM ${facts}
      WHERE indicator = {indicator:String} AND day IN {days:Array(Date32)}`);
    const from = "of_indicator(indicator = {wanted:String}, days = {days:Array(Date32)})";
    await warehouse.command(`INSERT INTO ${copies} SELECT * FROM ${from}`, { wanted: "o'gdp", days: ["2021-12-31"] });
    const rows = await warehouse.query(`SELECT * FROM ${from}`, { wanted: "gdp", days: ["1929-12-31"] });
    expect(rows).toEqual([{ indicator: "gdp", day: "1929-12-31", value: "1.5" }]);
    expect(await warehouse.query(`SELECT value FROM ${copies}`)).toEqual([{ value: "3.5" }]);
  });
}
