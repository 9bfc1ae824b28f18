import type { DecodedItem } from "../../decode-rows.ts";
import { fault } from "../../item.ts";
import type { SdmxAction, SdmxFact, SdmxItem } from "../sdmx-fact.ts";
import { bounded, MAX_GROUPS } from "../sdmx-limits.ts";
import { indexOfJson, isList, isObject, type JsonValue, textOfJson } from "./json-value.ts";
import type { JsonComponent, JsonStructure } from "./sdmx-json-structure.ts";

/** What stands at the head of a data set. */
export interface DataSetHead {
  readonly action: SdmxAction;
  readonly structure: JsonStructure;
  readonly attributes: readonly JsonValue[];
  readonly groups: JsonValue | undefined;
}

/** Turns the keys and values of one data set into facts. */
export interface DataSetFacts {
  readonly action: SdmxAction;
  /** What all observations of a series share; a fault where its key or attributes point nowhere. */
  readonly seriesOf: (key: string, attributes: readonly JsonValue[], place: string) => SeriesFacts | Fault;
  /** The flat layout is one series without a key. */
  readonly flat: () => SeriesFacts | Fault;
}

type Fault = Extract<DecodedItem, { kind: "fault" }>;
export type SeriesFacts = (key: string, values: readonly JsonValue[], place: string) => SdmxItem;

type Components = Map<string, string>;

/** A key or an index points at a value that the structure does not have. */
class PointsNowhere extends Error {}

export function dataSetFacts(head: DataSetHead, place: string): DataSetFacts {
  const { structure, action } = head;
  const shared = guarded(place, () => {
    const components: Components = new Map();
    for (const { id, values } of structure.dimensions.dataSet) if (values !== null) components.set(id, values[0] ?? "");
    putAttributes(components, structure.attributes.dataSet, head.attributes);
    return components;
  });
  const groups = readGroups(structure, head.groups);
  const labelsOf = labelReader(structure);
  const seriesFacts =
    (series: Components): SeriesFacts =>
    (key, values, obsPlace) => {
      const made = guarded(obsPlace, () => {
        const components: Components = new Map(series);
        putKey(components, structure.dimensions.observation, key);
        putObservation(components, structure, values);
        if (structure.attributes.group.length > 0) putGroups(components, structure, groups);
        return components;
      });
      if ("kind" in made) return made;
      return {
        kind: "fact",
        structure: structure.name,
        action,
        components: made,
        labelOf: labelsOf(made),
        place: obsPlace,
      } satisfies SdmxFact;
    };
  return {
    action,
    seriesOf: (key, attributes, seriesPlace) => {
      if ("kind" in shared) return shared;
      const made = guarded(seriesPlace, () => {
        const components: Components = new Map(shared);
        putKey(components, structure.dimensions.series, key);
        putAttributes(components, structure.attributes.series, attributes);
        return components;
      });
      return "kind" in made ? made : seriesFacts(made);
    },
    flat: () => ("kind" in shared ? shared : seriesFacts(shared)),
  };
}

function guarded(place: string, make: () => Components): Components | Fault {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof PointsNowhere)) throw error;
    return brokenReference(place, error.message);
  }
}

const labelReader = ({ labels }: JsonStructure) =>
  labels.size === 0
    ? () => null
    : (components: Components) => (id: string) => labels.get(id)?.get(components.get(id) ?? "");

/** `0:4:1`: an index for each dimension of the level. */
function putKey(components: Components, dimensions: readonly JsonComponent[], key: string): void {
  const indexes = dimensions.length === 0 && key === "" ? [] : key.split(":");
  if (indexes.length !== dimensions.length) throw new PointsNowhere(`${key}: ${dimensions.length} dimensions`);
  for (const [position, { id, values }] of dimensions.entries()) {
    const index = indexes[position] ?? "";
    const code = /^\d{1,9}$/.test(index) ? values?.[Number(index)] : undefined;
    if (code === undefined) throw new PointsNowhere(`${id}: ${index}`);
    components.set(id, code);
  }
}

function putObservation(
  components: Components,
  { measures, attributes }: JsonStructure,
  values: readonly JsonValue[],
): void {
  for (const [position, measure] of measures.entries()) {
    const text = textOf(measure, values[position]);
    components.set(measure.id, text ?? "");
  }
  putAttributes(components, attributes.observation, values.slice(measures.length));
}

/** What stands behind the attributes are indexes of annotations. */
function putAttributes(
  components: Components,
  attributes: readonly JsonComponent[],
  values: readonly JsonValue[],
): void {
  for (const [position, attribute] of attributes.entries()) {
    const text = textOf(attribute, values[position]) ?? attribute.fallback;
    if (text !== null) components.set(attribute.id, text);
  }
}

/** An index where the component lists its values, else the value itself. */
function textOf({ id, values }: JsonComponent, raw: JsonValue | undefined): string | null {
  if (values === null || raw === undefined || raw === null || typeof raw === "string") return textOfJson(raw);
  if (isList(raw)) return raw.map((item) => textOf({ id, values, fallback: null }, item) ?? "").join(";");
  const index = indexOfJson(raw);
  const text = index === null ? undefined : values[index];
  if (text === undefined) throw new PointsNowhere(`${id}: ${textOfJson(raw) ?? ""}`);
  return text;
}

/** Attributes of a part of the key, by which positions of the key they have. */
interface GroupPattern {
  readonly positions: readonly number[];
  readonly byKey: Map<string, readonly JsonValue[]>;
}

/** Each is looked up for each observation. */
const MAX_PATTERNS = 100;

function readGroups({ key }: JsonStructure, raw: JsonValue | undefined): GroupPattern[] {
  const patterns = new Map<string, GroupPattern>();
  let groups = 0;
  for (const [partial, values] of isObject(raw) ? raw : []) {
    groups += 1;
    bounded(groups, MAX_GROUPS, { zh: "维度组", en: "Dimension groups" });
    const indexes = partial.split(":");
    const positions = indexes.flatMap((index, position) => (index === "" ? [] : [position]));
    const codes = positions.map((position) => key[position]?.values?.[Number(indexes[position])] ?? null);
    if (!isList(values) || codes.includes(null)) continue;
    const pattern = patterns.get(positions.join()) ?? { positions, byKey: new Map<string, readonly JsonValue[]>() };
    patterns.set(positions.join(), pattern);
    bounded(patterns.size, MAX_PATTERNS, { zh: "维度组的种类", en: "Kinds of dimension groups" });
    pattern.byKey.set(JSON.stringify(codes), values);
  }
  return [...patterns.values()];
}

function putGroups(components: Components, { key, attributes }: JsonStructure, groups: readonly GroupPattern[]): void {
  for (const { positions, byKey } of groups) {
    const codes = positions.map((position) => components.get(key[position]?.id ?? "") ?? "");
    const values = byKey.get(JSON.stringify(codes)) ?? [];
    for (const [position, attribute] of attributes.group.entries()) {
      const text = textOf(attribute, values[position]);
      if (text !== null) components.set(attribute.id, text);
    }
  }
  for (const { id, fallback } of attributes.group) {
    if (fallback !== null && !components.has(id)) components.set(id, fallback);
  }
}

function brokenReference(place: string, what: string): Fault {
  return fault("BODY_NOT_SDMX", {
    path: place.slice(0, 128),
    place: place.slice(0, 128),
    field: null,
    zh: `此处引用了结构中没有的值(${what.slice(0, 100)})。`,
    en: `What stands here points at a value that the structure does not have (${what.slice(0, 100)}).`,
  }) as Fault;
}
