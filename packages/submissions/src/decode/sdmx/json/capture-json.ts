import { quote } from "../../../finding.ts";
import { SdmxRefused } from "../sdmx-refused.ts";
import type { JsonSink } from "./feed-json.ts";
import type { JsonScalar, JsonValue } from "./json-value.ts";

export interface CaptureOptions {
  readonly kind: "object" | "list";
  /** Asked for every value, so that many small ones are bounded too. */
  readonly count: () => void;
  readonly done: (value: JsonValue) => void;
}

/** Builds the whole value. @throws SdmxRefused where an object writes a key twice: which one counts cannot be told. */
export function captureJson({ kind, count, done }: CaptureOptions): JsonSink {
  const list: JsonValue[] = [];
  const object = new Map<string, JsonValue>();
  let key = "";
  const put = (value: JsonValue) => {
    count();
    if (kind === "list") list.push(value);
    else object.set(key, value);
  };
  return {
    key: (text) => {
      if (object.has(text)) throw repeated(text);
      key = text;
    },
    scalar: (value: JsonScalar) => put(value),
    open: (child) => captureJson({ kind: child, count, done: put }),
    close: () => done(kind === "list" ? list : object),
  };
}

export function repeated(key: string): SdmxRefused {
  return new SdmxRefused("misshapen", "FIELD_DUPLICATE", {
    path: key.slice(0, 128),
    zh: `同一对象中 ${quote(key)} 出现两次,无法判断以何者为准。`,
    en: `One object writes ${quote(key)} twice: which one counts cannot be told.`,
  });
}
