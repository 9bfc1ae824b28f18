import type { SdmxItem } from "../sdmx-fact.ts";
import { counter, MAX_STRUCTURE_NODES } from "../sdmx-limits.ts";
import { notSdmx } from "../sdmx-refused.ts";
import { captureJson, repeated } from "./capture-json.ts";
import { type JsonSink, SKIP } from "./feed-json.ts";
import { isList, type JsonValue } from "./json-value.ts";
import { RepeatedObservations } from "./repeated-observations.ts";
import { type DataSetState, dataSetSink } from "./sdmx-json-data-set.ts";
import { type JsonStructure, readJsonStructure } from "./sdmx-json-structure.ts";

/** What a message has said so far; a second reading begins with what the first found. */
export interface JsonMessage {
  structures: readonly JsonStructure[] | null;
  readonly dataSets: DataSetState[];
  /** Data stood before the structure that explains it: it has to be read again. */
  isDataUnread: boolean;
  readonly emit: (item: SdmxItem) => void;
  readonly count: () => void;
  readonly repeats: RepeatedObservations;
}

export function newMessage(emit: (item: SdmxItem) => void, before: JsonMessage | null = null): JsonMessage {
  const count = counter(MAX_STRUCTURE_NODES, { zh: "结构中的值", en: "Values in the structure" });
  const { structures = null, dataSets = [] } = before ?? {};
  return { structures, dataSets, isDataUnread: false, emit, count, repeats: new RepeatedObservations() };
}

/** The root of SDMX-JSON 1.0 and 2.x, whose parts stand in `data`, or of older messages, where they stand bare. */
export function messageSink(message: JsonMessage, isSecondReading: boolean): JsonSink {
  let dataSets = 0;
  const partsOf = (isRoot: boolean): JsonSink => {
    let key = "";
    return {
      key: (text) => {
        key = text;
      },
      scalar: () => {},
      open: (kind) => {
        if (isRoot && key === "data" && kind === "object") return partsOf(false);
        if (key === "dataSets" && kind === "list") return listOfDataSets();
        if ((key !== "structure" && key !== "structures") || isSecondReading) return SKIP;
        if (message.structures !== null) throw repeated(key);
        return captureJson({ kind, count: message.count, done: (value) => setStructures(message, value) });
      },
    };
  };
  const listOfDataSets = (): JsonSink => ({
    scalar: () => {},
    open: (kind) => (kind === "object" ? dataSetSink(message, dataSets++, isSecondReading) : SKIP),
  });
  let isOpen = false;
  return {
    scalar: () => {
      throw notObject();
    },
    open: (kind) => {
      if (kind !== "object" || isOpen) throw notObject();
      isOpen = true;
      return partsOf(true);
    },
  };
}

function setStructures(message: JsonMessage, value: JsonValue): void {
  message.structures = (isList(value) ? value : [value]).map(readJsonStructure);
}

const notObject = () =>
  notSdmx({
    zh: "这不是 SDMX-JSON:最外层应为一个对象。",
    en: "This is not SDMX-JSON: its outermost value is no object.",
  });
