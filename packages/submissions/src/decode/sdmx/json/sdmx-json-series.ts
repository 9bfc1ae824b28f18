import type { DecodedItem } from "../../decode-rows.ts";
import { fault, told } from "../../item.ts";
import { withoutObservations } from "../sdmx-deletion.ts";
import type { SdmxItem } from "../sdmx-fact.ts";
import { bounded, counter, MAX_VALUES, MAX_WAITING_OBSERVATIONS } from "../sdmx-limits.ts";
import { captureJson, repeated } from "./capture-json.ts";
import { type JsonSink, SKIP } from "./feed-json.ts";
import { isList, type JsonValue } from "./json-value.ts";
import type { DataSetFacts, SeriesFacts } from "./sdmx-json-facts.ts";
import type { JsonMessage } from "./sdmx-json-message.ts";

/** `series`: the same key may come more than once, as exports write that repeat it for every observation. */
export function seriesMapSink(message: JsonMessage, facts: DataSetFacts, dataSetPlace: string): JsonSink {
  let key = "";
  const placeNow = () => `${dataSetPlace}/series/${key}`;
  const unexpected = () => message.emit(notUnderstood(placeNow()));
  return {
    key: (text) => {
      key = text;
    },
    scalar: unexpected,
    open: (kind) => {
      if (kind === "object") return seriesSink(message, facts, { key, place: placeNow() });
      unexpected();
      return SKIP;
    },
  };
}

interface Place {
  readonly key: string;
  readonly place: string;
}

/** One series. Observations wait for its attributes, which may stand behind them. */
function seriesSink(message: JsonMessage, facts: DataSetFacts, { key: seriesKey, place }: Place): JsonSink {
  let attributes: readonly JsonValue[] | null = null;
  let key = "";
  const waiting: { readonly key: string; readonly values: JsonValue }[] = [];
  let take: ObservationTaker | null = null;
  let hasObservations = false;
  const taker = () => {
    const known = attributes ?? [];
    take ??= observationTaker(message, {
      series: facts.seriesOf(seriesKey, known, place),
      attributes: known,
      place,
      key: seriesKey,
    });
    return take;
  };
  const wait: ObservationTaker = (obsKey, values) => {
    bounded(waiting.push({ key: obsKey, values }), MAX_WAITING_OBSERVATIONS, {
      zh: "位于序列属性之前的观测值",
      en: "Observations before the attributes of their series",
    });
  };
  return {
    key: (text) => {
      key = text;
      if (text === "attributes" && attributes !== null) throw repeated(text);
    },
    scalar: () => {},
    open: (kind) => {
      if (key === "observations" && kind === "object") {
        const take = attributes === null ? wait : taker();
        return observationValues((obsKey, values) => {
          hasObservations = true;
          take(obsKey, values);
        });
      }
      if (key !== "attributes") return SKIP;
      return captureJson({
        kind,
        count: valueCounter(),
        done: (value) => {
          attributes = isList(value) ? value : [];
        },
      });
    },
    close: () => {
      for (const observation of waiting) taker()(observation.key, observation.values);
      if (!hasObservations) message.emit(withoutObservations(facts.action, place));
    },
  };
}

type ObservationTaker = (key: string, values: JsonValue) => void;

interface SeriesContext extends Place {
  readonly series: SeriesFacts | Extract<DecodedItem, { kind: "fault" }>;
  readonly attributes: readonly JsonValue[];
}

/** `observations` of a series, or of a flat data set. */
export function observationsSink(message: JsonMessage, context: SeriesContext): JsonSink {
  return observationValues(observationTaker(message, context));
}

function observationTaker(message: JsonMessage, context: SeriesContext): ObservationTaker {
  const { series, attributes, place } = context;
  return (key, values) => {
    const obsPlace = `${place}/observations/${key}`;
    if (!isList(values)) message.emit(notUnderstood(obsPlace));
    else if (typeof series !== "function") message.emit(series);
    else if (message.repeats.isRepeated(obsPlace, values, attributes)) message.emit(repeatedObservation(obsPlace));
    else message.emit(series(key, values, obsPlace));
  };
}

function observationValues(take: ObservationTaker): JsonSink {
  let key = "";
  return {
    key: (text) => {
      key = text;
    },
    scalar: (value) => take(key, value),
    open: (kind) => {
      const ofKey = key;
      return captureJson({ kind, count: valueCounter(), done: (value) => take(ofKey, value) });
    },
  };
}

const valueCounter = () =>
  counter(MAX_VALUES, { zh: "单个观测值或序列的值", en: "Values of one observation or series" });

function notUnderstood(place: string): SdmxItem {
  return fault("BODY_NOT_SDMX", {
    path: place.slice(0, 128),
    place: place.slice(0, 128),
    field: null,
    zh: "此处应为 SDMX-JSON 的序列(对象)或观测值(列表)。",
    en: "SDMX-JSON has a series (an object) or an observation (a list) here.",
  }) as SdmxItem;
}

function repeatedObservation(place: string): SdmxItem {
  return told("OBSERVATION_REPEATED", {
    place: place.slice(0, 128),
    field: null,
    zh: "该观测值重复出现且内容相同,只取一次。",
    en: "The observation is written again with the same content: it counts once.",
  }) as SdmxItem;
}
