import { OBS_VALUE } from "../sdmx-fact.ts";
import { bounded, MAX_COMPONENTS } from "../sdmx-limits.ts";
import { indexOfJson, isList, type JsonValue, memberOf, textOfJson } from "./json-value.ts";

/** A dimension, measure or attribute; `values` null where the data writes its values themselves. */
export interface JsonComponent {
  readonly id: string;
  readonly values: readonly string[] | null;
  readonly fallback: string | null;
}

/** What an SDMX-JSON message says of its data: which components are presented at which level, in their order. */
export interface JsonStructure {
  /** `AGENCY:ID(VERSION)`. */
  readonly name: string;
  readonly dimensions: Levels;
  readonly attributes: Levels & { readonly group: readonly JsonComponent[] };
  readonly measures: readonly JsonComponent[];
  /** All dimensions in the order of the data structure, for keys of groups: `::4:0:`. */
  readonly key: readonly JsonComponent[];
  /** Names of codes, by component and code. */
  readonly labels: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

interface Levels {
  readonly dataSet: readonly JsonComponent[];
  readonly series: readonly JsonComponent[];
  readonly observation: readonly JsonComponent[];
}

const ONE_MEASURE: readonly JsonComponent[] = [{ id: OBS_VALUE, values: null, fallback: null }];

/** Reads `structure` of SDMX-JSON 1.0 and one of `structures` of 2.x. */
export function readJsonStructure(raw: JsonValue): JsonStructure {
  const labels = new Map<string, Map<string, string>>();
  const at = (part: string, level: string) => componentsOf(memberOf(memberOf(raw, part), level), labels);
  const dimensions = {
    dataSet: at("dimensions", "dataSet"),
    series: at("dimensions", "series"),
    observation: at("dimensions", "observation"),
  };
  const attributes = {
    dataSet: at("attributes", "dataSet"),
    group: at("attributes", "dimensionGroup"),
    series: at("attributes", "series"),
    observation: at("attributes", "observation"),
  };
  const hasMeasures = memberOf(raw, "measures") !== undefined;
  return {
    name: nameOf(raw),
    dimensions,
    attributes,
    measures: hasMeasures ? at("measures", "observation") : ONE_MEASURE,
    key: keyOf(raw, dimensions),
    labels,
  };
}

function componentsOf(raw: JsonValue | undefined, labels: Map<string, Map<string, string>>): JsonComponent[] {
  const list = isList(raw) ? raw : [];
  bounded(list.length, MAX_COMPONENTS, { zh: "维度或属性数", en: "Components of one level" });
  return list.map((component) => {
    const id = textOfJson(memberOf(component, "id")) ?? "";
    const values = memberOf(component, "values");
    const fallback = textOfJson(memberOf(component, "default"));
    if (!isList(values) || values.length === 0) return { id, values: null, fallback };
    const names = new Map<string, string>();
    labels.set(id, names);
    return { id, values: values.map((value) => codeOf(value, names)), fallback };
  });
}

/** A coded value has an id and a name, one that is not coded a value; older messages give titles a name alone. */
function codeOf(raw: JsonValue, names: Map<string, string>): string {
  const name = textOfJson(memberOf(raw, "name") ?? memberOf(raw, "names"));
  const id = textOfJson(memberOf(raw, "id") ?? memberOf(raw, "value") ?? memberOf(raw, "values"));
  if (id !== null && name !== null) names.set(id, name);
  return id ?? name ?? textOfJson(raw) ?? "";
}

/** By keyPosition; a dimension without one, as time had none, is last. */
function keyOf(raw: JsonValue, { dataSet, series, observation }: Levels): JsonComponent[] {
  const positions = new Map<string, number>();
  for (const level of ["dataSet", "series", "observation"]) {
    const list = memberOf(memberOf(raw, "dimensions"), level);
    for (const dimension of isList(list) ? list : []) {
      const position = indexOfJson(memberOf(dimension, "keyPosition"));
      positions.set(textOfJson(memberOf(dimension, "id")) ?? "", position ?? Number.POSITIVE_INFINITY);
    }
  }
  const placeOf = ({ id }: JsonComponent) => positions.get(id) ?? 0;
  return [...dataSet, ...series, ...observation].sort((a, b) =>
    placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0,
  );
}

const URN = /=([^=]+)$/;
const HREF = /\/(?:dataflow|datastructure)\/([^/?#]+)\/([^/?#]+)(?:\/([^/?#]+))?/;

/** The dataflow is named by the first link; its URN says which it is, else its address. */
function nameOf(raw: JsonValue): string {
  const list = memberOf(raw, "links");
  const links = isList(list) ? list : [];
  const flow = links.filter((link) => textOfJson(memberOf(link, "rel")) === "dataflow");
  for (const link of [...flow, ...links]) {
    const urn = URN.exec(textOfJson(memberOf(link, "urn")) ?? "")?.[1];
    if (urn !== undefined) return urn;
    const [, agency, id, version] = HREF.exec(textOfJson(memberOf(link, "href")) ?? "") ?? [];
    if (agency !== undefined && id !== undefined)
      return `${agency}:${id}${version === undefined ? "" : `(${version})`}`;
  }
  return textOfJson(memberOf(raw, "id") ?? memberOf(raw, "name")) ?? "";
}
