import type { FeedFormat } from "@yardstick/contracts";
import { writeArchive } from "../contract/feeds/write-archive.ts";
import type { FuzzInput } from "./fuzz-input.ts";

/** A small file that is made to cost much: each took seconds to minutes, or threw, before its bound was there. */
export interface Bomb {
  readonly what: string;
  readonly input: FuzzInput;
}

export function bombs(): Bomb[] {
  return [
    bomb("a line of JSON that nests 30,000 deep", "ndjson", `{"value":${"[".repeat(30_000)}${"]".repeat(30_000)}}\n`),
    bomb("a million empty lines of JSON", "ndjson", "\n".repeat(1_000_000)),
    bomb("a million empty lines", "csv", `region,indicator,period,value\n${"\n".repeat(1_000_000)}210421,gdp,2021,1\n`),
    bomb("sixty rows of five hundred unknown headings", "csv", `${unknownHeadings(500)}\n`.repeat(60)),
    bomb("90,000 openings of merged cells without an end", "xlsx", workbook("", "<mergeCell ".repeat(90_000))),
    bomb("19,000 merged cells over the whole sheet", "xlsx", workbook(FIGURES, EVERYWHERE.repeat(19_000))),
    bomb("a number of a million digits", "xlsx", workbook(`<row><c><v>${"123456789".repeat(110_000)}</v></c></row>`)),
    bomb("30,000 groups of one key", "sdmx-ml", sameGroups(30_000, 2_000)),
    bomb("60,000 patterns of groups", "sdmx-json", groupPatterns(60_000, 2_000)),
  ];
}

function bomb(what: string, format: FeedFormat, content: string | Buffer): Bomb {
  const feed = format.startsWith("sdmx-") ? "sdmx-county-figures" : undefined;
  return { what, input: { format, kind: "bomb", bytes: Buffer.from(content), feed, figures: null, isValid: false } };
}

const unknownHeadings = (count: number) =>
  Array.from({ length: count }, (_, index) => `某${index}未知2021年指标标题文字很长很长的内容`).join(",");

const EVERYWHERE = '<mergeCell ref="A2:ALL1048576"/>';
const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const FIGURES = [
  ["地区", "指标", "时间", "数值"],
  ...Array.from({ length: 200 }, (_, index) => ["抚顺县", "gdp", "2021", `${index}`]),
]
  .map((row) => `<row>${row.map(cell).join("")}</row>`)
  .join("");

/** A workbook of one sheet. */
export function workbook(rows: string, behind = ""): Buffer {
  const relation = '<Relationship Id="rId1" Type="x/worksheet" Target="sheet1.xml"/>';
  return writeArchive([
    {
      name: "xl/workbook.xml",
      content: '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>',
    },
    { name: "xl/_rels/workbook.xml.rels", content: `<Relationships>${relation}</Relationships>` },
    { name: "xl/sheet1.xml", content: `<worksheet><sheetData>${rows}</sheetData>${behind}</worksheet>` },
  ]);
}

function sameGroups(groups: number, observations: number): string {
  const figures = Array.from(
    { length: observations },
    (_, index) => `<Obs REF_AREA="210421" INDICATOR="gdp" TIME_PERIOD="2021" OBS_VALUE="${index}"/>`,
  );
  return `<m:StructureSpecificData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"><m:Header><m:Structure structureID="S" namespace="urn:sdmx:x=A:COUNTY_FIGURES(1.0)"/></m:Header><m:DataSet structureRef="S">${'<Group REF_AREA="210421" UNIT_MULT="4"/>'.repeat(groups)}${figures.join("")}</m:DataSet></m:StructureSpecificData>`;
}

const DIMENSIONS = 17;

/** Each pattern names other dimensions of the key, and each would be looked up for each observation. */
function groupPatterns(patterns: number, observations: number): string {
  const dimensions = Array.from({ length: DIMENSIONS }, (_, index) => ({
    id: ["TIME_PERIOD", "REF_AREA", "INDICATOR"][index] ?? `D${index}`,
    keyPosition: index,
    values: index === 0 ? Array.from({ length: observations }, (_, year) => ({ id: `${year}` })) : [{ id: "_T" }],
  }));
  const keyOf = (pattern: number) =>
    [...pattern.toString(2).padStart(DIMENSIONS, "0")].map((bit) => (bit === "1" ? "0" : "")).join(":");
  const structure = {
    links: [{ rel: "dataflow", urn: "x=A:COUNTY_FIGURES(1.0)" }],
    dimensions: { observation: dimensions },
    attributes: { dimensionGroup: [{ id: "COMMENT", values: [{ id: "c" }] }] },
  };
  const dataSet = {
    dimensionGroupAttributes: Object.fromEntries(Array.from({ length: patterns }, (_, at) => [keyOf(at + 1), [0]])),
    observations: Object.fromEntries(
      Array.from({ length: observations }, (_, at) => [`${at}${":0".repeat(DIMENSIONS - 1)}`, [at]]),
    ),
  };
  return JSON.stringify({ data: { structures: [structure], dataSets: [dataSet] } });
}
