import { getManyValues, isMany, none } from "stream-chain/defs.js";
import { jsonParser, type Token } from "stream-json/core/parser.js";
import { bounded, MAX_DEPTH, MAX_TOKEN_CHARS } from "../sdmx-limits.ts";
import { SdmxRefused, unreadable } from "../sdmx-refused.ts";
import { JsonNumber, type JsonScalar } from "./json-value.ts";

/** Takes what stands inside an object or a list, in the file's order: a key as often as it is written. */
export interface JsonSink {
  readonly key?: (key: string) => void;
  readonly scalar: (value: JsonScalar) => void;
  /** What stands inside the next value. */
  readonly open: (kind: "object" | "list") => JsonSink;
  readonly close?: () => void;
}

/** Passes over whatever it is given. */
export const SKIP: JsonSink = { scalar: () => {}, open: () => SKIP };

export interface JsonFeeder {
  /** @throws SdmxRefused where the text is no JSON, or too deep, or one text of it too long. */
  readonly write: (text: string) => void;
  readonly end: () => void;
}

/** Feeds the tokens of a JSON text to the sink of its root, piece by piece. */
export function feedJson(root: JsonSink): JsonFeeder {
  const parse = jsonParser({ packValues: true, streamValues: false });
  const stack: JsonSink[] = [];
  let sink = root;
  let silentChars = 0;
  let hasEscapes = false;
  const take = (token: Token) => {
    switch (token.name) {
      case "keyValue":
        if (hasEscapes) checkWhole(token.value);
        return sink.key?.(token.value);
      case "numberValue":
        return sink.scalar(new JsonNumber(token.value));
      case "stringValue":
        if (hasEscapes) checkWhole(token.value);
        return sink.scalar(token.value);
      case "nullValue":
      case "trueValue":
      case "falseValue":
        return sink.scalar(token.value);
      case "startObject":
      case "startArray":
        bounded(stack.push(sink), MAX_DEPTH, { zh: "嵌套层数", en: "Levels of nesting" });
        sink = sink.open(token.name === "startObject" ? "object" : "list");
        return;
      case "endObject":
      case "endArray":
        sink.close?.();
        sink = stack.pop() ?? root;
        return;
    }
  };
  const write = (text: string | typeof none) => {
    if (typeof text === "string" && !hasEscapes) hasEscapes = text.includes("\\");
    const result = parsed(() => parse(text as string));
    const tokens = isMany(result) ? (getManyValues(result) as Token[]) : [];
    silentChars = tokens.length > 0 || typeof text !== "string" ? 0 : silentChars + text.length;
    bounded(silentChars, MAX_TOKEN_CHARS, { zh: "单个文本的字符数", en: "Characters of one text" });
    for (const token of tokens) take(token);
  };
  return { write, end: () => write(none) };
}

/** Half of a surrogate pair, which only an escape can write, is no character: it cannot be stored as UTF-8. */
function checkWhole(text: string): void {
  if (!/\p{Surrogate}/u.test(text)) return;
  throw unreadable("TEXT_MALFORMED", {
    zh: "文件含有不完整的 Unicode 字符。",
    en: "The file holds half of a Unicode surrogate pair.",
  });
}

function parsed<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SdmxRefused) throw error;
    const reason = error instanceof Error ? error.message.slice(0, 200) : String(error);
    throw unreadable("BODY_NOT_JSON", {
      zh: `文件不是有效的 JSON(${reason})。`,
      en: `The file is not JSON (${reason}).`,
    });
  }
}
