/** A number as it is written: a double would round it. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type JsonScalar = string | boolean | null | JsonNumber;

/** Objects are maps, so that no key means anything to JavaScript. */
export type JsonValue = JsonScalar | readonly JsonValue[] | ReadonlyMap<string, JsonValue>;

export const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);
export const isObject = (value: JsonValue | undefined): value is ReadonlyMap<string, JsonValue> => value instanceof Map;

export const memberOf = (value: JsonValue | undefined, key: string): JsonValue | undefined =>
  isObject(value) ? value.get(key) : undefined;

/** One text of a value: a localised one in Chinese, else in English, else in its first language; null where it has none. */
export function textOfJson(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return value;
  if (value instanceof JsonNumber) return value.text;
  if (typeof value === "boolean") return String(value);
  if (isList(value)) return value.map((item) => textOfJson(item) ?? "").join(";");
  const [first] = value.values();
  return textOfJson(value.get("zh") ?? value.get("zh-CN") ?? value.get("en") ?? first);
}

/** The whole number that a value is; null where it is none. */
export function indexOfJson(value: JsonValue | undefined): number | null {
  return value instanceof JsonNumber && /^\d{1,9}$/.test(value.text) ? Number(value.text) : null;
}
