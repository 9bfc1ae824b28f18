import { tableLayout } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import { decodeText, feedOf, from, reasonOf, reference } from "./testing/decode-text.ts";

const HEAD = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS,COMMENT";
const table = (...rows: string[]) =>
  `${[HEAD, ...rows.map((row) => `dataflow,LN:FIGURES(1.0),${row}`)].join("\r\n")}\r\n`;

it("reads a row with its cell, and tells the columns of its fields", async () => {
  const decoded = await decodeText(table("I,210421,gdp,2021,294597,A,"));
  expect(decoded.items).toEqual([
    {
      kind: "table",
      table: "",
      fields: { indicator: "E", region: "D", period: "F", value: "G", status: "H", note: "I" },
    },
    {
      kind: "row",
      fields: { indicator: "gdp", region: "210421", period: "2021", value: "294597", status: "A" },
      place: "G2",
    },
  ]);
});

it("keeps the order of actions; each of them but a deletion is a figure", async () => {
  const decoded = await decodeText(
    table(
      "D,210421,gdp,2020,,,口径有误",
      "R,210421,gdp,2021,1,,",
      "A,210422,gdp,2021,2,,",
      "M,210423,gdp,2021,3,,",
      ",210411,gdp,2021,4,,",
    ),
  );
  expect(decoded.faults).toEqual([]);
  expect(decoded.rows.map(({ value, status, explanation }) => [value, status, explanation])).toEqual([
    [null, "withdrawn", "口径有误"],
    ["1", undefined, undefined],
    ["2", undefined, undefined],
    ["3", undefined, undefined],
    ["4", undefined, undefined],
  ]);
});

it("takes the explanation of a withdrawal from the feed's constant where the file has none, and says it of nothing else", async () => {
  const feed = feedOf({
    region: from("REF_AREA"),
    indicator: from("INDICATOR"),
    period: from("TIME_PERIOD"),
    value: from("OBS_VALUE"),
    explanation: { from: "constant", value: "按国家统计局要求撤回" },
  });
  const { rows } = await decodeText(table("D,210421,gdp,2020,-,,", "D,210421,gdp,2019,-,,-", "I,210421,gdp,2021,1,,"), {
    feed,
  });
  expect(rows.map(({ explanation }) => explanation)).toEqual([
    "按国家统计局要求撤回",
    "按国家统计局要求撤回",
    undefined,
  ]);
});

it("refuses a deletion of many figures, or of attributes alone, with its cell", async () => {
  const decoded = await decodeText(
    table("D,,,,,,", "D,210421,gdp,,,,", "D,210421,gdp,2020,,-,", "R,210421,gdp,2021,6,,"),
  );
  expect(decoded.faults).toEqual(["DELETION_TOO_WIDE G2", "DELETION_TOO_WIDE G3", "DELETION_TOO_WIDE G4"]);
  expect(reasonOf(decoded)).toContain("INDICATOR, REF_AREA, TIME_PERIOD");
  expect(decoded.rows).toHaveLength(1);
});

it("refuses an action that SDMX does not have, and reads on", async () => {
  const decoded = await decodeText(table("E,210421,gdp,2021,1,,", "I,210421,gdp,2021,1,,"));
  expect(decoded.faults).toEqual(["ACTION_UNKNOWN C2"]);
  expect(decoded.rows).toHaveLength(1);
});

it("refuses a table that does not say which structure its rows are of, and says what is missing", async () => {
  const bare = await decodeText("REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\n210421,gdp,2021,1\n");
  expect(bare.faults).toEqual(["BODY_NOT_SDMX! A1"]);
  expect(reasonOf(bare)).toMatch(/neither STRUCTURE and STRUCTURE_ID .* nor DATAFLOW/);
  expect(reasonOf(await decodeText("STRUCTURE,REF_AREA\ndataflow,210421\n"))).toContain(
    "the column STRUCTURE_ID is missing",
  );
  expect((await decodeText("DATAFLOW,A,A\nX:Y(1.0),1,2\n")).faults).toEqual(["FIELD_DUPLICATE!"]);
});

it("is missing where the value is marked so, blank where nothing says why, and withheld where it is confidential", async () => {
  const text = `STRUCTURE,STRUCTURE_ID,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS,CONF_STATUS
dataflow,LN:F(1.0),210421,gdp,2021,NaN,,F
dataflow,LN:F(1.0),210421,gdp,2020,#N/A,,
dataflow,LN:F(1.0),210421,gdp,2019,#NA,L,
dataflow,LN:F(1.0),210421,gdp,2018,,,
dataflow,LN:F(1.0),210421,gdp,2017,,M,
dataflow,LN:F(1.0),210421,gdp,2016,5,M,
dataflow,LN:F(1.0),210421,gdp,2015,,A,C
dataflow,LN:F(1.0),210421,gdp,2014,NaN,A,`;
  const { rows } = await decodeText(text);
  expect(rows.map(({ value, status }) => [value, status])).toEqual([
    [null, "missing"],
    [null, "missing"],
    [null, "L"],
    [null, undefined],
    [null, "M"],
    ["5", "M"],
    [null, "withheld"],
    [null, "A"],
  ]);
});

it("maps codes and names to ours by one list, whichever of them the file has", async () => {
  const feed = feedOf({
    region: from("geo", { "Fushun county": "210421" }),
    indicator: from("na_item", { "Gross domestic product": "gdp" }),
    period: from("TIME_PERIOD"),
    value: from("OBS_VALUE"),
    unit: from("unit", { "Million yuan": "百万元" }),
    note: from("remark"),
  });
  const names = await decodeText(
    "DATAFLOW,LAST UPDATE,freq,unit,na_item,geo,TIME_PERIOD,OBS_VALUE,remark\nX:Y(1.0),30/10/25,Annual,Million yuan,Gross domestic product,Fushun county,2021-12-31,2945.97,R: revised\n",
    { feed },
  );
  const labels = await decodeText(
    "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,unit,Unit of measure,na_item,Item,geo,Area,TIME_PERIOD,Time,OBS_VALUE,Value,remark,Remark\ndataflow,X:Y(1.0),Y,A,Annual,MIO,Million yuan,B1GQ,Gross domestic product,FS,Fushun county,2021-12-31,,2945.97,,R,revised\n",
    { feed },
  );
  expect(names.rows).toEqual([
    { region: "210421", indicator: "gdp", period: "2021", value: "2945.97", unit: "百万元", note: "R: revised" },
  ]);
  expect(labels.rows).toEqual(names.rows);
});

it("splits `ID: Name` at the first separator, in headings and in codes", async () => {
  const { rows, items } = await decodeText(
    "DATAFLOW,REF_AREA: Area,INDICATOR: Item: what,TIME_PERIOD: Time,OBS_VALUE: Value\nX:Y(1.0): Flow: name,210421: 抚顺县: 县,gdp: GDP,2021: 2021,1: 1\n",
  );
  expect(rows).toEqual([{ region: "210421", indicator: "gdp", period: "2021", value: "1" }]);
  expect(items[0]).toMatchObject({ kind: "table", fields: { region: "B" } });
});

it("refuses a comma in a number, whatever separates the columns, unless a feed says what it marks", async () => {
  const head = "STRUCTURE[|];STRUCTURE_ID;REF_AREA;INDICATOR;TIME_PERIOD;OBS_VALUE;COMMENT[en|zh]\n";
  const rowsOf = (...values: string[]) =>
    values.map((value) => `dataflow;X:Y(1.0);210421;gdp;2021;${value};zh:一|en:1\n`).join("");
  const semicolons = await decodeText(head + rowsOf("29459,7", "1,234", "1.234"));
  expect(semicolons.faults).toEqual(["DECIMAL_COMMA F2", "DECIMAL_COMMA F3"]);
  expect(reasonOf(semicolons)).toContain("table.decimalMark");
  expect(semicolons.rows).toEqual([
    { region: "210421", indicator: "gdp", period: "2021", value: "1.234", note: "zh:一|en:1" },
  ]);
  expect((await decodeText(table('I,210421,gdp,2021,"29,459",,'))).faults).toEqual(["DECIMAL_COMMA G2"]);

  const fields = {
    region: from("REF_AREA"),
    indicator: from("INDICATOR"),
    period: from("TIME_PERIOD"),
    value: from("OBS_VALUE"),
  };
  const layout = { ...tableLayout.parse({ shape: "long" }), decimalMark: "," as const };
  const declared = await decodeText(head + rowsOf("1,234"), { feed: feedOf(fields, { table: layout }) });
  expect(declared.faults).toEqual([]);
  expect(declared.rows[0]?.value).toBe("1,234");
});

describe("a component that the feed does not read", () => {
  const FACTS = (id: string, ...texts: string[]) =>
    `DATAFLOW,REF_AREA,INDICATOR,${id},TIME_PERIOD,OBS_VALUE\n${texts.map((text) => `X:COUNTY_FIGURES(1.0),210421,rural_disposable_income,${text},2021,100\n`).join("")}`;

  it.each([
    ["SEX", "F"],
    ["SECTOR", "S13"],
    ["ADJUSTMENT", "SA"],
  ])("refuses the fact where %s is %s, and names it", async (id, text) => {
    const decoded = await decodeText(FACTS(id, text, "_T"));
    expect(decoded.faults).toEqual(["COMPONENT_NOT_READ D2"]);
    expect(decoded.rows).toHaveLength(1);
    expect(reasonOf(decoded)).toContain(id);
    expect(reasonOf(decoded)).toContain(text);
    expect(reasonOf(decoded)).toContain("passedOver");
  });

  it("is harmless where it says total or not applicable, or is a note", async () => {
    const totals = await decodeText(FACTS("SEX", "_T", "_Z", "_X", "TOTAL", ""));
    expect(totals.faults).toEqual([]);
    expect(totals.rows).toHaveLength(5);
    for (const id of ["DECIMALS", "TITLE", "LAST_UPDATE", "OBS_FLAG", "FREQ"])
      expect((await decodeText(FACTS(id, "A"))).faults).toEqual([]);
  });

  it("is passed over where the feed lists it, and a power of ten that the feed drops is not", async () => {
    const fields = {
      region: from("REF_AREA"),
      indicator: from("INDICATOR"),
      period: from("TIME_PERIOD"),
      value: from("OBS_VALUE"),
    };
    const feed = feedOf(fields, { passedOver: ["SEX"] });
    expect((await decodeText(FACTS("SEX", "F"), { feed })).rows).toHaveLength(1);
    expect((await decodeText(FACTS("UNIT_MULT", "8", "0"), { feed })).faults).toEqual(["COMPONENT_NOT_READ D2"]);
    const constant = feedOf({ ...fields, unit: { from: "constant", value: "万元" } });
    expect((await decodeText(FACTS("UNIT_MULT", "4"), { feed: constant })).faults).toEqual([]);
  });
});

it("passes over attributes of a partial key, and says so", async () => {
  const decoded = await decodeText(table("I,210421,gdp,2021,1,,", "I,210421,,,,,口径说明"));
  expect(decoded.rows).toHaveLength(1);
  expect(decoded.findings).toEqual(["ATTRIBUTES_PASSED_OVER G3"]);
});

it("refuses rows of another width, since their cells may stand under other headings", async () => {
  const decoded = await decodeText(table("210421,gdp,2021,1,,", "I,210421,gdp,2021,1,,"));
  expect(decoded.faults).toEqual(["BODY_NOT_CSV A2"]);
  expect(decoded.rows).toHaveLength(1);
});

it("does not read by convention what says more than the conventions know", async () => {
  const text =
    "DATAFLOW,REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE\nWB:X(1.0),210421,urban_disposable_income,F,2021,1\n";
  const decoded = await decodeText(text);
  expect(decoded.faults).toEqual(["STRUCTURE_UNKNOWN! F2"]);
  expect(reasonOf(decoded)).toMatch(/"WB:X\(1.0\)" \(there are .*sdmx-county-figures.*SEX/);
  expect((await decodeText(text.replace(",F,", ",_T,"))).rows).toHaveLength(1);
  expect((await decodeText("DATAFLOW,A\nX:Y(1.0),1\n")).faults).toEqual(["STRUCTURE_UNKNOWN! A2"]);
});

it("finds the feed that is for the structure, and says which it was", async () => {
  const text =
    "STRUCTURE,STRUCTURE_ID,REF_AREA,INDICATOR,ACCUMULATION,TIME_PERIOD,OBS_VALUE\ndataflow,LN210400:COUNTY_FIGURES(2.1),210421,gdp,Y,2021-06,1\n";
  const decoded = await decodeText(text);
  expect(decoded.items[0]).toMatchObject({ kind: "feed", feed: { id: "sdmx-county-figures" } });
  expect(decoded.rows).toEqual([
    { region: "210421", indicator: "gdp", accumulation: "ytd", period: "2021-06", value: "1" },
  ]);
  const feed = feedOf(
    { region: from("REF_AREA") },
    { structures: ["ECB:EXR"], passedOver: ["INDICATOR", "ACCUMULATION", "TIME_PERIOD", "OBS_VALUE"] },
  );
  expect(reasonOf(await decodeText(text, { feed }))).toContain("is for the structures ECB:EXR, not for");
  expect((await decodeText(text, { feed: { ...feed, structures: ["LN210400:county_figures"] } })).rows).toHaveLength(1);
});

it("refuses a feed that takes a field from where SDMX has nothing", async () => {
  const feed = feedOf({ region: { from: "cell", cell: "B1" } });
  expect(reasonOf(await decodeText(table("I,210421,gdp,2021,1,,"), { feed }))).toContain("takes region from a cell");
});

it("counts rows as a spreadsheet does", async () => {
  const { places } = await decodeText(
    table('I,210421,gdp,2021,1,,"两\n行"', "I,210421,gdp,2020,1,,").replace("dataflow", "\r\ndataflow"),
  );
  expect(places).toEqual(["G3", "G4"]);
});

it("joins what the file keeps apart: the parent of a region, the month of a year", async () => {
  const feed = feedOf({
    region: from("AREA"),
    regionParent: from("CITY"),
    indicator: from("ITEM"),
    year: from("YEAR"),
    month: from("MONTH"),
    value: from("OBS_VALUE"),
  });
  const { rows } = await decodeText("DATAFLOW,CITY,AREA,ITEM,YEAR,MONTH,OBS_VALUE\nX:Y,沈阳市,铁西区,gdp,2021,6,1\n", {
    feed,
  });
  expect(rows).toEqual([{ region: "沈阳市/铁西区", indicator: "gdp", period: "2021-06", value: "1" }]);
});

it("reads GB18030 where the sender says so, and refuses bytes that are no text", async () => {
  expect((await decodeText(table("I,210421,gdp,2021,1,,注"), { charset: "koi8-r" })).faults).toEqual([
    "BODY_NOT_UTF8!",
  ]);
  expect((await decodeText('DATAFLOW,A\nX:Y,"1')).faults).toEqual(["BODY_NOT_CSV!"]);
  expect((await decodeText("")).faults).toEqual(["BODY_NOT_CSV!"]);
  expect(reference.feeds.has("sdmx-county-figures")).toBe(true);
});
