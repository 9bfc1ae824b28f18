import { type Figure, randomFigures } from "../figures.ts";
import type { FuzzInput } from "../fuzz-input.ts";
import type { Random } from "../random.ts";
import { meant } from "./write-rows.ts";

const FEED = "sdmx-county-figures";
const FLOW = "FUSHUN:COUNTY_FIGURES(1.0)";
const MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message";
const GENERIC = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic";

/** 万元 in SDMX: yuan, and a power of ten. */
const UNIT = { UNIT_MEASURE: "CNY", UNIT_MULT: "4" } as const;

const keyOf = ({ region, indicator, year }: Figure) => ({
  REF_AREA: region.code,
  INDICATOR: indicator.id,
  TIME_PERIOD: String(year),
});

function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  const left = [...items];
  return items.map(() => left.splice(random.below(left.length), 1)[0] as Item);
}

interface Drawn {
  readonly figures: readonly Figure[];
  readonly isValid: boolean;
}

const draw = (random: Random): Drawn => ({ figures: randomFigures(random), isValid: random.chance(0.6) });

/** SDMX-CSV 1.0 or 2.0 with its columns in any order; spoiled ones lack a cell, or have a column or an action too many. */
export function writeSdmxCsv(random: Random): FuzzInput {
  const { figures, isValid } = draw(random);
  const columns = shuffled(random, ["REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT"]);
  const isSecond = random.chance(0.5);
  const head = isSecond ? ["STRUCTURE", "STRUCTURE_ID", "ACTION"] : ["DATAFLOW"];
  const action = () => (isValid ? random.pick(["I", "A", "R"]) : random.pick(["I", "A", "R", "D", "X", ""]));
  const lines = [[...head, ...columns].join(",")];
  if (!isValid && random.chance(0.2)) lines[0] += `,${random.pick(["SEX", "OBS_VALUE", "", "FREQ"])}`;
  const written = figures.map((figure) => {
    const texts: Readonly<Record<string, string>> = { ...keyOf(figure), OBS_VALUE: figure.value, ...UNIT };
    const cells = [...(isSecond ? ["dataflow", FLOW, action()] : [FLOW]), ...columns.map((id) => texts[id] ?? "")];
    if (!isValid && random.chance(0.2)) cells.splice(random.below(cells.length), 1);
    lines.push(cells.join(","));
    const at = head.length + columns.indexOf("OBS_VALUE");
    return meant(figure, `${String.fromCharCode(65 + at)}${lines.length}`);
  });
  return sdmx("sdmx-csv", lines.join("\n"), { figures: written, isValid });
}

/** SDMX-JSON by series of indicator and region, with the dimensions in any order, or flat. */
export function writeSdmxJson(random: Random): FuzzInput {
  const { figures, isValid } = draw(random);
  const isFlat = random.chance(0.5);
  const ids = shuffled(random, ["REF_AREA", "INDICATOR", "TIME_PERIOD"] as const);
  const values = (id: (typeof ids)[number]) => shuffled(random, [...new Set(figures.map((one) => keyOf(one)[id]))]);
  const dimensions = ids.map((id, keyPosition) => ({
    id,
    keyPosition,
    values: values(id).map((code) => ({ id: code })),
  }));
  const indexOf = (id: string, figure: Figure) => {
    const dimension = dimensions.find((one) => one.id === id);
    const index = dimension?.values.findIndex((one) => one.id === keyOf(figure)[dimension.id]) ?? -1;
    return !isValid && random.chance(0.05) ? index + 5 : index;
  };
  const ofSeries = isFlat ? [] : dimensions.filter(({ id }) => id !== "TIME_PERIOD");
  const ofObservation = dimensions.filter((one) => !ofSeries.includes(one));
  const series: Record<string, { observations: Record<string, unknown> }> = {};
  const flat: Record<string, unknown> = {};
  const written = figures.map((figure) => {
    const key = ofSeries.map(({ id }) => indexOf(id, figure)).join(":");
    const observation = ofObservation.map(({ id }) => indexOf(id, figure)).join(":");
    const value = random.chance(0.5) ? figure.value : Number(figure.value);
    const list = !isValid && random.chance(0.1) ? random.pick([value, {}, [[value]], [value, 9]]) : [value];
    if (isFlat) flat[observation] = list;
    else {
      series[key] ??= { observations: {} };
      series[key].observations[observation] = list;
    }
    const at = isFlat ? `observations/${observation}` : `series/${key}/observations/${observation}`;
    return meant(figure, `dataSets/0/${at}`);
  });
  const constant = Object.entries(UNIT).map(([id, code]) => ({ id, values: [{ id: code }] }));
  const structure = {
    links: [{ rel: "dataflow", urn: `urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=${FLOW}` }],
    dimensions: { dataSet: constant, series: ofSeries, observation: ofObservation },
    attributes: {},
  };
  const dataSets = [{ structure: 0, action: "Replace", ...(isFlat ? { observations: flat } : { series }) }];
  // Where indexes point nowhere two figures may have met in one key.
  const data = random.chance(0.7) ? { structures: [structure], dataSets } : { dataSets, structures: [structure] };
  const kept = isValid
    ? written
    : written.filter(({ place }, index) => written.findLastIndex((one) => one.place === place) === index);
  return sdmx("sdmx-json", JSON.stringify({ data }, null, random.chance(0.3) ? 1 : 0), { figures: kept, isValid });
}

/** SDMX-ML, generic or structure-specific, an observation on each line. */
export function writeSdmxMl(random: Random): FuzzInput {
  const { figures, isValid } = draw(random);
  const isGeneric = random.chance(0.5);
  const root = isGeneric ? "GenericData" : "StructureSpecificData";
  const lines = [
    `<m:${root} xmlns:m="${MESSAGE}" xmlns:g="${GENERIC}" xmlns:q="urn:other"><m:Header><m:Structure structureID="S" dimensionAtObservation="AllDimensions" namespace="urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=${FLOW}"/></m:Header>`,
    '<m:DataSet structureRef="S" action="Replace">',
  ];
  const written = figures.map((figure) => {
    const key = shuffled(random, Object.entries({ ...keyOf(figure), ...UNIT }));
    const text = isGeneric ? genericObservation(key, figure.value) : specificObservation(random, key, figure.value);
    lines.push(!isValid && random.chance(0.1) ? spoiledElement(random, text) : text);
    return meant(figure, `line ${lines.length}`);
  });
  lines.push(`</m:DataSet></m:${root}>`);
  return sdmx("sdmx-ml", lines.join("\n"), { figures: written, isValid });
}

type Pairs = readonly (readonly [id: string, text: string])[];

function genericObservation(key: Pairs, value: string): string {
  const values = key.map(([id, text]) => `<g:Value id="${id}" value="${text}"/>`).join("");
  return `<g:Obs><g:ObsKey>${values}</g:ObsKey><g:ObsValue value="${value}"/></g:Obs>`;
}

const specificObservation = (random: Random, key: Pairs, value: string) =>
  `<Obs ${shuffled(random, [...key, ["OBS_VALUE", value] as const])
    .map(([id, text]) => `${id}="${text}"`)
    .join(" ")}/>`;

const spoiledElement = (random: Random, text: string) =>
  random.pick([
    text.replace(/<\/?(g:)?Obs(?=[ >/])/g, (tag) => tag.replace(/(g:)?Obs/, "q:Obs")),
    text.replace(/INDICATOR/, "INDICATORS"),
    text.replace(/<g:ObsValue[^>]*>/, (element) => element + element),
    text.replace(/OBS_VALUE/, "OBS_VALU"),
    `<!-- --><Comment>1</Comment>${text}`,
    text.replace("/>", ">"),
  ]);

function sdmx(
  format: "sdmx-csv" | "sdmx-json" | "sdmx-ml",
  text: string,
  meaning: Pick<FuzzInput, "figures" | "isValid">,
): FuzzInput {
  return { format, kind: "facts", bytes: Buffer.from(text), feed: FEED, ...meaning };
}
