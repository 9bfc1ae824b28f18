import { readFileSync } from "node:fs";
import { REFERENCE_DIRECTORY } from "@yardstick/contracts";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decodeCsvSubmission } from "./decode-csv-submission.ts";

const HEAD = "region,name,indicator,period,measure,value,unit,price_basis,status,source,note";
const encode = (text: string) => new TextEncoder().encode(text);
const decode = (text: string) => decodeCsvSubmission(encode(text), { source: "210400-bureau" });

function faultsOf(text: string) {
  const decoded = decode(text);
  if (decoded.outcome === "decoded") return ["decoded"];
  return [
    decoded.outcome,
    ...decoded.faults.map(({ issue }) => [issue.code, issue.row, issue.field, issue.suggestion]),
  ];
}

describe("decodeCsvSubmission", () => {
  it("reads an empty value as null: the status has to say why", () => {
    const text = "region,indicator,period,value,status\n210421,gdp,2021,,withheld\n";
    expect(decodeCsvSubmission(new TextEncoder().encode(text), { source: "a" })).toMatchObject({
      outcome: "decoded",
      body: { observations: [{ value: null, status: "withheld" }] },
    });
  });

  it("reads the columns of the shipped figures; a row's source is its citation", () => {
    const text = `\uFEFF${HEAD}\r\n210421,抚顺县,gdp,2021,level,294597,万元,unknown,unknown,"Yearbook, 2022",\r\n\r\n`;
    expect(decode(text)).toEqual({
      outcome: "decoded",
      body: {
        source: "210400-bureau",
        mode: "atomic",
        observations: [
          {
            region: "210421",
            indicator: "gdp",
            period: "2021",
            measure: "level",
            value: "294597",
            unit: "万元",
            citation: "Yearbook, 2022",
          },
        ],
      },
    });
  });

  it("reads every shipped figure", () => {
    const bytes = readFileSync(`${REFERENCE_DIRECTORY}figures/liaoning-figures.csv`);
    const decoded = decodeCsvSubmission(bytes, { source: "yearbook", mode: "partial" });
    expect(decoded.outcome === "decoded" && decoded.body.observations.length).toBe(1438);
  });

  it("reads Chinese headings, also in GB18030", () => {
    const bytes = iconv.encode("区划代码,指标,报告期,数值\n210421,地区生产总值,2021,294597\n", "gb18030");
    expect(decodeCsvSubmission(bytes, { source: "a", charset: "GBK" })).toMatchObject({
      outcome: "decoded",
      body: { observations: [{ region: "210421", indicator: "地区生产总值", period: "2021", value: "294597" }] },
    });
    expect(decodeCsvSubmission(bytes, { source: "a" }).outcome).toBe("unreadable");
  });

  it.each([
    ["region,indcator,period,value\n1,gdp,2021,1\n", ["misshapen", ["FIELD_UNKNOWN", null, "indcator", "indicator"]]],
    ["region,indicator,period,value,value\n1,gdp,2021,1,2\n", ["misshapen", ["FIELD_DUPLICATE", null, "value", null]]],
    ["region,indicator,period\n1,gdp,2021\n", ["misshapen", ["FIELD_MISSING", 1, "value", null]]],
    ["region,indicator,period,value\n", ["misshapen", ["FIELD_INVALID", null, "observations", null]]],
    ["region,indicator\n1,gdp,2021\n", ["unreadable", ["BODY_NOT_CSV", null, null, null]]],
    ['region,indicator\n"1,gdp\n', ["unreadable", ["BODY_NOT_CSV", null, null, null]]],
  ])("says what is wrong with %j", (text, expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  it("bounds the rows", () => {
    const text = `region,indicator,period,value\n${"1,gdp,2021,1\n".repeat(4)}`;
    const limits = { maxBytes: 1_000, maxFileBytes: 1_000, maxRows: 3, maxFaults: 10 };
    expect(decodeCsvSubmission(encode(text), { source: "a", limits }).outcome).toBe("too_large");
    expect(decodeCsvSubmission(encode(text), { source: "a", limits: { ...limits, maxRows: 4 } }).outcome).toBe(
      "decoded",
    );
  });
});
