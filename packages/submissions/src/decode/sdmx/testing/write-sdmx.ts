/** A figure by SDMX's ids. */
export type SdmxFigure = Readonly<Record<string, string>>;

export interface SdmxMessage {
  readonly figures: readonly SdmxFigure[];
  readonly structure: string;
  readonly dimensions: readonly string[];
  readonly attributes: readonly string[];
}

const quoted = (text: string) => (/[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const line = (cells: readonly string[], separator = ",") => `${cells.map(quoted).join(separator)}\n`;
const idsOf = ({ dimensions, attributes }: SdmxMessage) => [...dimensions, "OBS_VALUE", ...attributes];
const valuesOf = (ids: readonly string[], figure: SdmxFigure) => ids.map((id) => figure[id] ?? "");
const nameOf = (text: string) => `名称 ${text}`;

function csv(
  message: SdmxMessage,
  heading: readonly string[],
  cellsOf: (figure: SdmxFigure) => readonly string[],
  separator = ",",
) {
  return line(heading, separator) + message.figures.map((figure) => line(cellsOf(figure), separator)).join("");
}

const both = (id: string, text: string, isCoded: boolean) =>
  text === "" || !isCoded ? text : `${text}: ${nameOf(text)}${id}`;

function writeCsv(message: SdmxMessage, dialect: string): string {
  const ids = idsOf(message);
  const { structure } = message;
  const values = (figure: SdmxFigure) => valuesOf(ids, figure);
  const isCoded = (id: string) => id !== "OBS_VALUE" && id !== "COMMENT" && id !== "TIME_PERIOD";
  switch (dialect) {
    case "csv-1.0":
      return csv(message, ["DATAFLOW", ...ids], (figure) => [structure, ...values(figure)]);
    case "csv-2.0":
      return csv(message, ["STRUCTURE", "STRUCTURE_ID", ...ids], (figure) => [
        "dataflow",
        structure,
        ...values(figure),
      ]);
    case "csv-2.0-both":
      return csv(
        message,
        [
          "STRUCTURE[;]",
          "STRUCTURE_ID",
          "ACTION",
          ...ids.map((id) => (id === "COMMENT" ? id : `${id}: ${nameOf(id)}`)),
        ],
        (figure) => [
          "dataflow",
          `${structure}: ${nameOf("")}`,
          "I",
          ...ids.map((id) => both(id, figure[id] ?? "", isCoded(id))),
        ],
      );
    case "csv-2.0-name":
      return csv(
        message,
        ["STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", ...ids.flatMap((id) => [id, nameOf(id)])],
        (figure) => [
          "dataflow",
          structure,
          "流",
          ...ids.flatMap((id) => [figure[id] ?? "", isCoded(id) ? nameOf(id) : ""]),
        ],
      );
    case "csv-2.1-keys":
      return csv(message, ["STRUCTURE", "STRUCTURE_ID", "ACTION", "SERIES_KEY", "OBS_KEY", ...ids], (figure) => [
        "datastructure",
        structure,
        "M",
        "A.B",
        "A.B.C",
        ...values(figure),
      ]);
    default:
      return csv(
        message,
        ["STRUCTURE", "STRUCTURE_ID", ...ids],
        (figure) => ["dataflow", structure, ...ids.map((id) => figure[id] ?? "")],
        ";",
      );
  }
}

function groupsOf(figures: readonly SdmxFigure[], keyOf: (figure: SdmxFigure) => string): SdmxFigure[][] {
  const groups = new Map<string, SdmxFigure[]>();
  for (const figure of figures) groups.set(keyOf(figure), [...(groups.get(keyOf(figure)) ?? []), figure]);
  return [...groups.values()];
}

type Level = "dataSet" | "series" | "observation";

interface JsonLayout {
  readonly series: readonly string[];
  readonly observation: readonly string[];
}

const unique = (message: SdmxMessage, id: string) => [...new Set(message.figures.map((figure) => figure[id] ?? ""))];

function writeJson(message: SdmxMessage, dialect: string): string {
  const { dimensions, attributes, figures, structure } = message;
  const atObservation = dialect.includes("flat")
    ? dimensions
    : dialect.includes("cross")
      ? ["REF_AREA"]
      : ["TIME_PERIOD"];
  const layout: JsonLayout = {
    series: dimensions.filter((id) => !atObservation.includes(id)),
    observation: atObservation,
  };
  const values = new Map([...dimensions, ...attributes].map((id) => [id, unique(message, id)]));
  const component = (id: string, isDimension: boolean) => ({
    id,
    name: nameOf(id),
    ...(isDimension ? { keyPosition: dimensions.indexOf(id) } : {}),
    values: (values.get(id) ?? []).map((value) => (id === "COMMENT" ? { value } : { id: value, name: nameOf(value) })),
  });
  const level = (ids: readonly string[], isDimension: boolean) => ids.map((id) => component(id, isDimension));
  const described = {
    links: [{ rel: "dataflow", urn: `urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=${structure}` }],
    dimensions: { dataSet: [], series: level(layout.series, true), observation: level(layout.observation, true) },
    attributes: { dataSet: [], series: [], observation: level(attributes, false) } satisfies Record<Level, unknown>,
    ...(dialect.includes("2.") ? { measures: { observation: [{ id: "OBS_VALUE" }] } } : {}),
  };
  const keyOf = (figure: SdmxFigure, ids: readonly string[]) =>
    ids.map((id) => values.get(id)?.indexOf(figure[id] ?? "")).join(":");
  const observationOf = (figure: SdmxFigure) => {
    const indexes = attributes.map((id) => (figure[id] === undefined ? null : values.get(id)?.indexOf(figure[id])));
    const isNumber = /^-?\d+(\.\d+)?$/.test(figure.OBS_VALUE ?? "");
    const value =
      figure.OBS_VALUE === undefined
        ? "null"
        : isNumber && dialect.includes("2.")
          ? figure.OBS_VALUE
          : JSON.stringify(figure.OBS_VALUE);
    return `${JSON.stringify(keyOf(figure, layout.observation))}:[${[value, ...indexes.map((index) => JSON.stringify(index))].join()}]`;
  };
  const seriesOf = (figure: SdmxFigure) => JSON.stringify(keyOf(figure, layout.series));
  const groups = dialect.includes("repeated") ? figures.map((figure) => [figure]) : groupsOf(figures, seriesOf);
  const data = dialect.includes("flat")
    ? `"observations":{${figures.map(observationOf).join()}}`
    : `"series":{${groups.map((group) => `${seriesOf(group[0] ?? {})}:{"observations":{${group.map(observationOf).join()}}}`).join()}}`;
  const structures = dialect.includes("2.")
    ? `"structures":[${JSON.stringify(described)}]`
    : `"structure":${JSON.stringify(described)}`;
  const dataSets = `"dataSets":[{"action":"Replace",${data}}]`;
  const parts = dialect.includes("last") ? `${dataSets},${structures}` : `${structures},${dataSets}`;
  return dialect.includes("bare") ? `{"header":{},${parts}}` : `{"meta":{"schema":"x"},"data":{${parts}}}`;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const xmlAttributes = (ids: readonly string[], figure: SdmxFigure) =>
  ids.flatMap((id) => (figure[id] === undefined ? [] : [` ${id}="${escaped(figure[id])}"`])).join("");
const xmlValues = (ids: readonly string[], figure: SdmxFigure) =>
  ids
    .flatMap((id) => (figure[id] === undefined ? [] : [`<g:Value id="${id}" value="${escaped(figure[id])}"/>`]))
    .join("");

function writeMl(message: SdmxMessage, dialect: string): string {
  const { dimensions, attributes, figures } = message;
  const version = dialect.includes("3.0") ? "v3_0" : "v2_1";
  const isGeneric = dialect.includes("generic");
  const isFlat = dialect.includes("flat");
  const key = dimensions.filter((id) => isFlat || id !== "TIME_PERIOD");
  const series = groupsOf(figures, (figure) => JSON.stringify(valuesOf(key, figure)));
  const specificObs = (ids: readonly string[]) => (figure: SdmxFigure) => `<Obs${xmlAttributes(ids, figure)}/>\n`;
  const genericObs = (figure: SdmxFigure) => {
    const keyPart = isFlat
      ? `<g:ObsKey>${xmlValues(dimensions, figure)}</g:ObsKey>`
      : `<g:ObsDimension value="${figure.TIME_PERIOD}"/>`;
    const value = figure.OBS_VALUE === undefined ? "" : `<g:ObsValue value="${escaped(figure.OBS_VALUE)}"/>`;
    return `<g:Obs>${keyPart}${value}<g:Attributes>${xmlValues(attributes, figure)}</g:Attributes></g:Obs>\n`;
  };
  const obs = isGeneric
    ? genericObs
    : specificObs(isFlat ? idsOf(message) : ["TIME_PERIOD", "OBS_VALUE", ...attributes]);
  const seriesOf = (group: readonly SdmxFigure[]) => {
    const all = group.map(obs).join("");
    return isGeneric
      ? `<g:Series><g:SeriesKey>${xmlValues(key, group[0] ?? {})}</g:SeriesKey>${all}</g:Series>\n`
      : `<Series${xmlAttributes(key, group[0] ?? {})}>\n${all}</Series>\n`;
  };
  const body = isFlat ? figures.map(obs).join("") : series.map(seriesOf).join("");
  const root = isGeneric ? "GenericData" : "StructureSpecificData";
  const schemas = `http://www.sdmx.org/resources/sdmxml/schemas/${version}`;
  const usage =
    version === "v3_0"
      ? `<c:StructureUsage>urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=${message.structure}</c:StructureUsage>`
      : `<c:StructureUsage><URN>urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=${message.structure}</URN></c:StructureUsage>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<x:${root} xmlns:x="${schemas}/message" xmlns:c="${schemas}/common" xmlns:g="${schemas}/data/generic" xmlns:ss="${schemas}/data/structurespecific">
<x:Header><x:ID>1</x:ID><x:Structure structureID="S1" dimensionAtObservation="${isFlat ? "AllDimensions" : "TIME_PERIOD"}">${usage}</x:Structure></x:Header>
<x:DataSet ${isGeneric ? "" : "ss:"}structureRef="S1" action="Replace">
${body}</x:DataSet></x:${root}>`;
}

export const SDMX_DIALECTS = [
  "csv-1.0",
  "csv-2.0",
  "csv-2.0-both",
  "csv-2.0-name",
  "csv-2.1-keys",
  "csv-2.0-semicolon",
  "json-1.0-series",
  "json-2.0-series",
  "json-2.0-flat",
  "json-2.0-cross-section",
  "json-2.0-repeated-series",
  "json-2.0-structure-last",
  "json-bare-structure-last",
  "ml-2.1-generic-series",
  "ml-2.1-generic-flat",
  "ml-2.1-specific-series",
  "ml-2.1-specific-flat",
  "ml-3.0-specific-flat",
] as const;
export type SdmxDialect = (typeof SDMX_DIALECTS)[number];

/** The same figures as somebody's platform would export them. */
export function writeSdmx(message: SdmxMessage, dialect: SdmxDialect): string {
  if (dialect.startsWith("csv")) return writeCsv(message, dialect);
  return dialect.startsWith("json") ? writeJson(message, dialect) : writeMl(message, dialect);
}
