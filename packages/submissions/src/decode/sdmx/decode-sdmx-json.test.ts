import { describe, expect, it } from "vitest";
import { DEFAULT_DECODE_LIMITS } from "../decoded-submission.ts";
import { decodeText, feedOf, from, reasonOf } from "./testing/decode-text.ts";

const dimension = (id: string, keyPosition: number, ...values: string[]) => ({
  id,
  keyPosition,
  values: values.map((value) => ({ id: value, name: `name of ${value}` })),
});

const STRUCTURE = {
  links: [{ rel: "dataflow", href: "https://stats.example/rest/dataflow/LN/FIGURES/1.0" }],
  dimensions: {
    dataSet: [dimension("FREQ", 0, "A")],
    series: [dimension("REF_AREA", 1, "210421", "210422"), dimension("INDICATOR", 2, "gdp")],
    observation: [dimension("TIME_PERIOD", 3, "2020", "2021")],
  },
  attributes: {
    dataSet: [{ id: "UNIT_MEASURE", values: [{ id: "CNY" }] }],
    dimensionGroup: [] as unknown[],
    series: [{ id: "UNIT_MULT", default: "4", values: [{ id: "4" }, { id: "8" }] }],
    observation: [{ id: "OBS_STATUS", values: [{ id: "A" }, { id: "M" }] }, { id: "COMMENT" }],
  },
};

/** Parts of data sets are texts, since an object cannot hold a key twice. */
const message = (dataSets: string, structure: unknown = STRUCTURE) =>
  `{"meta":{},"data":{"structures":[${JSON.stringify(structure)}],"dataSets":[${dataSets}]}}`;
const series = (text: string, head = `"action":"Replace","attributes":[0],`) => message(`{${head}"series":{${text}}}`);

describe("SDMX-JSON", () => {
  it("joins what the levels say, by index or as it is, and applies defaults", async () => {
    const decoded = await decodeText(
      series(
        `"0:0":{"attributes":[1],"observations":{"0":[30.40,0,"一 \\u4e8c"],"1":["29.4597",0,null,7]}},"1:0":{"observations":{"0":[null,1]}}`,
      ),
    );
    expect(decoded.faults).toEqual([]);
    expect(decoded.rows).toEqual([
      { region: "210421", indicator: "gdp", period: "2020", value: "30.40", unit: "亿元", status: "A", note: "一 二" },
      { region: "210421", indicator: "gdp", period: "2021", value: "29.4597", unit: "亿元", status: "A" },
      { region: "210422", indicator: "gdp", period: "2020", value: null, unit: "万元", status: "M" },
    ]);
    expect(decoded.places[1]).toBe("dataSets/0/series/0:0/observations/1");
  });

  it("keeps every digit of a number", async () => {
    const { rows } = await decodeText(series('"0:0":{"observations":{"0":[12345678901234567.10]}}'));
    expect(rows[0]?.value).toBe("12345678901234567.10");
  });

  it("loses nothing where each observation repeats its series, as a duplicate key", async () => {
    const { rows, findings } = await decodeText(
      series(
        '"0:0":{"observations":{"0":[1,0]}},"1:0":{"observations":{"0":[2,0]}},"0:0":{"observations":{"1":[3,0]}}',
      ),
    );
    expect(rows.map(({ value }) => value)).toEqual(["1", "2", "3"]);
    expect(findings).toEqual([]);
  });

  it("counts an observation once that is written twice alike, and leaves two that differ to the rules", async () => {
    const { rows, findings } = await decodeText(
      series(
        '"0:0":{"observations":{"0":[1,0],"0":[1,0]}},"1:0":{"observations":{"0":[2,0]}},"1:0":{"observations":{"0":[2.0,0]}}',
      ),
    );
    expect(rows.map(({ value }) => value)).toEqual(["1", "2", "2.0"]);
    expect(findings).toEqual(["OBSERVATION_REPEATED dataSets/0/series/0:0/observations/0"]);
    const other = await decodeText(
      series('"0:0":{"attributes":[0],"observations":{"0":[1]}},"0:0":{"attributes":[1],"observations":{"0":[1]}}'),
    );
    expect(other.rows.map(({ unit }) => unit)).toEqual(["万元", "亿元"]);
  });

  it("waits for attributes that stand behind the observations of their series", async () => {
    const { rows } = await decodeText(series('"0:0":{"observations":{"0":[1]},"attributes":[1]}'));
    expect(rows[0]?.unit).toBe("亿元");
  });

  it("holds a file whose structure stands behind its data, up to a bound", async () => {
    const head = '"action":"Replace","series":{"0:0":{"observations":{"0":[1,0]}}},"attributes":[0]';
    const text = `{"header":{},"dataSets":[{${head}}],"structure":${JSON.stringify(STRUCTURE)}}`;
    const { rows } = await decodeText(text);
    expect(rows).toEqual([
      { region: "210421", indicator: "gdp", period: "2020", value: "1", unit: "万元", status: "A" },
    ]);
    const bounded = await decodeText(text, { limits: { ...DEFAULT_DECODE_LIMITS, maxFileBytes: 100 } });
    expect(bounded.faults).toEqual(["FILE_TOO_LARGE!"]);
    expect(reasonOf(bounded)).toContain("write it before dataSets");
  });

  it("refuses a data set that says behind its data what it does with them", async () => {
    const decoded = await decodeText(message('{"series":{"0:0":{"observations":{"0":[1]}}},"action":"Delete"}'));
    expect(decoded.faults).toEqual(["BODY_NOT_SDMX! dataSets/0"]);
    expect(reasonOf(decoded)).toContain("action behind its data");
  });

  it("withdraws what is deleted one by one, and refuses to delete series or data sets", async () => {
    const one = await decodeText(
      message(
        '{"action":"Delete","series":{"0:0":{"observations":{"0":[null,null,"重复报送"]}}}},{"action":"Merge","series":{"0:0":{"observations":{"1":[5,0]}}}}',
      ),
    );
    expect(one.rows).toMatchObject([
      { region: "210421", period: "2020", value: null, status: "withdrawn", explanation: "重复报送" },
      { region: "210421", period: "2021", value: "5", status: "A" },
    ]);
    const all = await decodeText(
      message('{"action":"Delete"},{"action":"Delete","series":{"0:0":{}}},{"series":{"0:0":{"attributes":[0]}}}'),
    );
    expect(all.faults).toEqual(["DELETION_TOO_WIDE dataSets/0", "DELETION_TOO_WIDE dataSets/1/series/0:0"]);
    expect(all.findings).toEqual(["ATTRIBUTES_PASSED_OVER dataSets/2/series/0:0"]);
  });

  it("names the place of every observation that points nowhere or is none", async () => {
    const decoded = await decodeText(
      series(
        '"0:9":{"observations":{"0":[1],"1":[2]}},"0:0":{"observations":{"7":[1],"0":[1,5],"1":3}},"0":{"observations":{"0":[1]}},"1:0":4',
      ),
    );
    const at = "BODY_NOT_SDMX dataSets/0/series";
    expect(decoded.rows).toEqual([]);
    expect(decoded.faults).toEqual([
      `${at}/0:9`,
      `${at}/0:9`,
      `${at}/0:0/observations/7`,
      `${at}/0:0/observations/0`,
      `${at}/0:0/observations/1`,
      `${at}/0`,
      `${at}/1:0`,
    ]);
  });

  it("joins attributes of dimension groups by the positions of their key", async () => {
    const structure = {
      ...STRUCTURE,
      attributes: {
        ...STRUCTURE.attributes,
        series: [],
        dimensionGroup: [{ id: "UNIT_MULT", values: [{ id: "0" }, { id: "8" }] }],
      },
    };
    const { rows } = await decodeText(
      message(
        '{"dimensionGroupAttributes":{":1::":[1],"::0:":[]},"series":{"0:0":{"observations":{"0":[1]}},"1:0":{"observations":{"0":[2]}}}}',
        structure,
      ),
    );
    expect(rows.map(({ region, unit }) => [region, unit])).toEqual([
      ["210421", undefined],
      ["210422", "亿元"],
    ]);
  });

  it("reads the measures that a structure has, and the names of codes for a feed", async () => {
    const structure = {
      ...STRUCTURE,
      measures: { observation: [{ id: "TURNOVER" }, { id: "STAFF", values: [{ id: "few" }, { id: "many" }] }] },
    };
    const feed = feedOf(
      {
        region: from("REF_AREA", { "name of 210421": "抚顺县" }),
        indicator: from("INDICATOR"),
        period: from("TIME_PERIOD"),
        value: from("TURNOVER"),
        note: from("STAFF"),
        status: from("OBS_STATUS"),
      },
      { passedOver: ["UNIT_MEASURE", "UNIT_MULT"] },
    );
    const { rows } = await decodeText(message('{"series":{"0:0":{"observations":{"0":[7.5,1,0]}}}}', structure), {
      feed,
    });
    expect(rows).toEqual([
      { region: "抚顺县", indicator: "gdp", period: "2020", value: "7.5", note: "many", status: "A" },
    ]);
  });

  it.each([
    ["{", "BODY_NOT_JSON!"],
    ['{"data":{"x":"\\ud83d\\ude00 \\ud83d"}}', "TEXT_MALFORMED!"],
    ['{"data":{}} {}', "BODY_NOT_JSON!"],
    ['{"data":{}}', "BODY_NOT_SDMX!"],
    ['{"data":{"structure":{}}}', "BODY_NOT_SDMX!"],
    ['{"dataSets":[],"structures":[]}', "BODY_NOT_SDMX!"],
    [message('{"structure":3,"series":{}}'), "BODY_NOT_SDMX! dataSets/0"],
    [message('{"action":"Burn","series":{}}'), "ACTION_UNKNOWN! dataSets/0"],
    ['{"structure":{"a":1,"a":2},"dataSets":[]}', "FIELD_DUPLICATE!"],
    [`{"x":${"[".repeat(100)}${"]".repeat(100)}}`, "FILE_TOO_LARGE!"],
  ])("refuses %.40s", async (text, fault) => {
    expect((await decodeText(text)).faults).toEqual([fault]);
  });

  it("refuses one text that would fill the memory", async () => {
    const decoded = await decodeText(`{"x":"${"x".repeat(1_200_000)}"}`, { chunkBytes: 65_536 });
    expect(decoded.faults).toEqual(["FILE_TOO_LARGE!"]);
  });
});
