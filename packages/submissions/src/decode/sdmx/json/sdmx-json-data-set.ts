import { quote } from "../../../finding.ts";
import { withoutObservations } from "../sdmx-deletion.ts";
import { readAction, type SdmxAction } from "../sdmx-fact.ts";
import { notSdmx, SdmxRefused } from "../sdmx-refused.ts";
import { captureJson, repeated } from "./capture-json.ts";
import { type JsonSink, SKIP } from "./feed-json.ts";
import { indexOfJson, isList, JsonNumber, type JsonScalar, type JsonValue, textOfJson } from "./json-value.ts";
import { type DataSetFacts, dataSetFacts } from "./sdmx-json-facts.ts";
import type { JsonMessage } from "./sdmx-json-message.ts";
import { observationsSink, seriesMapSink } from "./sdmx-json-series.ts";

/** What the head of a data set has said so far. */
export interface DataSetState {
  action: SdmxAction;
  structure: number;
  attributes: readonly JsonValue[];
  groups: JsonValue | undefined;
}

const HEAD = new Set(["structure", "action", "attributes", "dimensionGroupAttributes"]);

/** Reads one data set. What its head says has to stand before its data, unless the data is read a second time anyway. */
export function dataSetSink(message: JsonMessage, index: number, isSecondReading: boolean): JsonSink {
  const place = `dataSets/${index}`;
  const state = message.dataSets[index] ?? { action: "I", structure: 0, attributes: [], groups: undefined };
  message.dataSets[index] = state;
  const seen = new Set<string>();
  let key = "";
  let hasData = false;
  let facts: DataSetFacts | null = null;
  const factsNow = () => {
    facts ??= dataSetFacts({ ...state, structure: structureOf(message, state, place) }, place);
    return facts;
  };
  const setHead = (value: JsonValue) => {
    if (isSecondReading) return;
    if (facts !== null) throw late(key, place);
    putHead(state, key, value, place);
  };
  return {
    key: (text) => {
      key = text;
      if (!HEAD.has(text)) return;
      if (seen.has(text)) throw repeated(text);
      seen.add(text);
    },
    scalar: (value: JsonScalar) => {
      if (HEAD.has(key)) setHead(value);
    },
    open: (kind) => {
      if (HEAD.has(key)) return captureJson({ kind, count: message.count, done: setHead });
      const isData = (key === "series" || key === "observations") && kind === "object";
      if (!isData) return SKIP;
      hasData = true;
      if (message.structures === null) {
        message.isDataUnread = true;
        return SKIP;
      }
      if (key === "series") return seriesMapSink(message, factsNow(), place);
      const series = factsNow().flat();
      return observationsSink(message, { series, attributes: [], place, key: "" });
    },
    close: () => {
      if (!hasData && !isSecondReading) message.emit(withoutObservations(state.action, place));
    },
  };
}

function putHead(state: DataSetState, key: string, value: JsonValue, place: string): void {
  if (key === "structure") state.structure = structureIndex(value);
  else if (key === "attributes") state.attributes = isList(value) ? value : [];
  else if (key === "dimensionGroupAttributes") state.groups = value;
  else {
    const word = textOfJson(value) ?? "Information";
    const action = readAction(word);
    if (action === null) throw unknownAction(word, place);
    state.action = action;
  }
}

/** Older messages write an object or nothing there. */
const structureIndex = (value: JsonValue) => (value instanceof JsonNumber ? (indexOfJson(value) ?? -1) : 0);

function structureOf({ structures }: JsonMessage, { structure }: DataSetState, place: string) {
  const found = structures?.[structure];
  if (found !== undefined) return found;
  throw notSdmx({
    place,
    zh: `数据集引用的结构 ${structure} 不存在。`,
    en: `The data set is of structure ${structure}, which the message does not have.`,
  });
}

function late(key: string, place: string) {
  return notSdmx({
    place,
    zh: `数据集的 ${key} 写在数据之后,须写在数据之前。`,
    en: `The data set says its ${key} behind its data: it has to stand before them.`,
  });
}

function unknownAction(word: string, place: string) {
  return new SdmxRefused("misshapen", "ACTION_UNKNOWN", {
    place,
    zh: `SDMX-JSON 没有动作(action)${quote(word)},应为 Information、Append、Merge、Replace 或 Delete。`,
    en: `SDMX-JSON has no action ${quote(word)}: it is Information, Append, Merge, Replace or Delete.`,
  });
}
