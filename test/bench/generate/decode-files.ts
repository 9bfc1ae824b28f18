import { loadReference } from "@yardstick/contracts";
import iconv from "iconv-lite";
import { writeArchive } from "../../contract/feeds/write-archive.ts";
import { createSubmissionGenerator } from "./submission-generator.ts";

/** The same figures in a file of each format. */
export interface DecodeFile {
  readonly id: string;
  readonly format: "json" | "ndjson" | "csv" | "xlsx" | "sdmx-csv" | "sdmx-json" | "sdmx-ml";
  readonly bytes: Buffer;
  readonly charset?: string;
}

type Row = Readonly<Record<string, string>>;

const HEADINGS = [
  "region",
  "indicator",
  "period",
  "value",
  "unit",
  "measure",
  "accumulation",
  "priceBasis",
  "caliber",
  "status",
] as const;
const FLOW = "BENCH:COUNTY_FIGURES(1.0)";

/** `rows` figures of counties, with ten fields each. */
export function decodeFiles(rows: number): DecodeFile[] {
  const [submission] = createSubmissionGenerator(loadReference()).next(rows, rows);
  const text = submission?.bytes.toString() ?? "{}";
  const { observations } = JSON.parse(text) as { observations: Row[] };
  const long = csvOf([HEADINGS, ...observations.map((row) => HEADINGS.map((field) => row[field] ?? ""))]);
  return [
    { id: "json", format: "json", bytes: Buffer.from(text) },
    { id: "ndjson", format: "ndjson", bytes: Buffer.from(observations.map((row) => JSON.stringify(row)).join("\n")) },
    { id: "csv", format: "csv", bytes: Buffer.from(long) },
    { id: "csv, GB18030", format: "csv", bytes: iconv.encode(long, "gb18030"), charset: "gb18030" },
    { id: "csv, wide", format: "csv", bytes: Buffer.from(csvOf(wideTable(rows))) },
    { id: "xlsx", format: "xlsx", bytes: workbook(observations) },
    { id: "sdmx-csv", format: "sdmx-csv", bytes: Buffer.from(sdmxCsv(observations)) },
    { id: "sdmx-json", format: "sdmx-json", bytes: Buffer.from(sdmxJson(observations)) },
    { id: "sdmx-ml", format: "sdmx-ml", bytes: Buffer.from(sdmxMl(observations)) },
  ];
}

const csvOf = (table: readonly (readonly string[])[]) => `${table.map((row) => row.join(",")).join("\n")}\n`;

const ACROSS = ["地区生产总值", "第一产业增加值", "第二产业增加值", "第三产业增加值"];

/** Regions and years down, four indicators across. */
function wideTable(rows: number): string[][] {
  const lines = Array.from({ length: Math.ceil(rows / ACROSS.length) }, (_, line) => [
    ["抚顺县", "新宾县", "清原县"][line % 3] ?? "",
    `${1950 + (line % 70)}年`,
    ...ACROSS.map((_, column) => `${line * 3 + column}.${1 + (line % 9)}`),
  ]);
  return [["主要指标"], ["地区", "时间", ...ACROSS], ...lines];
}

function workbook(rows: readonly Row[]): Buffer {
  const strings = new Map<string, number>();
  const cell = (text: string, isNumber: boolean) => {
    if (isNumber) return `<c><v>${text}</v></c>`;
    const index = strings.get(text) ?? strings.set(text, strings.size).size - 1;
    return `<c t="s"><v>${index}</v></c>`;
  };
  const line = (cells: readonly string[], isHeading: boolean) =>
    `<row>${cells.map((text, column) => cell(text, !isHeading && column === 3)).join("")}</row>`;
  const body = rows
    .map((row) =>
      line(
        HEADINGS.map((field) => row[field] ?? ""),
        false,
      ),
    )
    .join("");
  const sheet = `<worksheet><sheetData>${line(HEADINGS, true)}${body}</sheetData></worksheet>`;
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="x/${type}" Target="${target}"/>`;
  return writeArchive([
    {
      name: "xl/workbook.xml",
      content: '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>',
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `<Relationships>${relation(1, "worksheet", "sheet1.xml")}${relation(2, "sharedStrings", "sharedStrings.xml")}</Relationships>`,
    },
    {
      name: "xl/sharedStrings.xml",
      content: `<sst>${[...strings.keys()].map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`,
    },
    { name: "xl/sheet1.xml", content: sheet },
  ]);
}

const COMPONENTS = ["REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "TRANSFORMATION", "ACCUMULATION"] as const;

/** Level or rate, of the year so far or of one month. */
const componentsOf = (row: Row): string[] => [
  row.region ?? "",
  row.indicator ?? "",
  row.period ?? "",
  row.value ?? "",
  row.measure === "level" ? "N" : "GY",
  row.accumulation === "ytd" ? "Y" : "P",
];

const sdmxCsv = (rows: readonly Row[]) =>
  csvOf([["DATAFLOW", ...COMPONENTS], ...rows.map((row) => [FLOW, ...componentsOf(row)])]);

function sdmxMl(rows: readonly Row[]): string {
  const observations = rows.map(
    (row) =>
      `<Obs ${componentsOf(row)
        .map((text, at) => `${COMPONENTS[at]}="${text}"`)
        .join(" ")}/>`,
  );
  return `<m:StructureSpecificData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"><m:Header><m:Structure structureID="S" dimensionAtObservation="AllDimensions" namespace="urn:sdmx:x=${FLOW}"/></m:Header><m:DataSet structureRef="S">\n${observations.join("\n")}\n</m:DataSet></m:StructureSpecificData>`;
}

/** Flat, an index for each dimension. */
function sdmxJson(rows: readonly Row[]): string {
  const ids = COMPONENTS.filter((id) => id !== "OBS_VALUE");
  const indexes = new Map(ids.map((id) => [id, new Map<string, number>()]));
  const observations = rows.map((row) => {
    const components = componentsOf(row);
    const key = ids.map((id) => {
      const text = components[COMPONENTS.indexOf(id)] ?? "";
      const known = indexes.get(id) ?? new Map<string, number>();
      if (!known.has(text)) known.set(text, known.size);
      return known.get(text);
    });
    return `"${key.join(":")}":[${row.value}]`;
  });
  const dimensions = ids.map((id, keyPosition) => ({
    id,
    keyPosition,
    values: [...(indexes.get(id)?.keys() ?? [])].map((code) => ({ id: code })),
  }));
  const structure = {
    links: [{ rel: "dataflow", urn: `x=${FLOW}` }],
    dimensions: { observation: dimensions },
    attributes: {},
  };
  return `{"data":{"structures":[${JSON.stringify(structure)}],"dataSets":[{"observations":{${observations.join(",")}}}]}}`;
}
