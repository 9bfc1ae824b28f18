import type { FeedFormat } from "@yardstick/contracts";
import type { HttpProblem } from "@yardstick/runtime";
import { bilingualProblem } from "./bilingual-problem.ts";

export interface ChosenMedia {
  readonly type: string;
  /** Only JSON is told by its type alone: it brings its envelope along. Else type, name and bytes tell together. */
  readonly isJson: boolean;
  readonly charset: string | undefined;
}

type Parameters = Readonly<Record<string, readonly string[]>>;

const UTF8 = { charset: ["utf-8"] };
const TABLE = { charset: ["utf-8", "gb18030", "gbk", "gb2312", "utf-16le", "utf-16be", "utf-16"], header: ["present"] };
const VERSION = { version: ["1.0", "1.0.0", "2.0", "2.0.0", "2.1", "3.0.0"] };
const XML = { charset: ["utf-8", "utf-16", "gb18030", "gbk", "gb2312"], ...VERSION };

/** Types that are taken, with the values that their parameters may have. */
export const MEDIA_TYPES: ReadonlyMap<string, Parameters> = new Map<string, Parameters>(
  Object.entries({
    "application/json": UTF8,
    "application/x-ndjson": UTF8,
    "application/jsonl": UTF8,
    "text/csv": TABLE,
    "text/tab-separated-values": TABLE,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {},
    "application/vnd.sdmx.data+csv": {
      ...UTF8,
      ...VERSION,
      labels: ["id", "name", "both"],
      timeformat: ["original", "normalized"],
      keys: ["none", "obs", "series", "both"],
    },
    "application/vnd.sdmx.data+json": { ...UTF8, ...VERSION },
    "application/vnd.sdmx.data+xml": XML,
    "application/vnd.sdmx.genericdata+xml": XML,
    "application/vnd.sdmx.structurespecificdata+xml": XML,
    "application/xml": XML,
    "text/xml": XML,
    // Browsers on Windows call CSV so.
    "application/vnd.ms-excel": {},
    "application/octet-stream": {},
  }),
);

export const MEDIA_TYPE_OF_FORM = "multipart/form-data";

/** The type of a body by its Content-Type header. @throws HttpProblem 415 */
export function chooseMedia(header: string | undefined): ChosenMedia {
  const { type, parameters } = parseContentType(header);
  const known = MEDIA_TYPES.get(type);
  if (known === undefined) throw typeNotSupported();
  for (const [name, value] of parameters) {
    const legal = known[name];
    if (legal !== undefined && !legal.includes(value)) throw parameterNotSupported(type, name, legal);
  }
  return { type, isJson: type === "application/json", charset: parameters.get("charset") };
}

/** The type of a part of a form; a browser guesses it from the name, so one that is not known says nothing. */
export function mediaOfPart(header: string | undefined): ChosenMedia {
  const { type, parameters } = parseContentType(header);
  const isKnown = MEDIA_TYPES.has(type) && type !== "application/json";
  return { type: isKnown ? type : "application/octet-stream", isJson: false, charset: parameters.get("charset") };
}

function parseContentType(header: string | undefined): { type: string; parameters: ReadonlyMap<string, string> } {
  const [type = "", ...rest] = (header ?? "").toLowerCase().split(";");
  const pairs = rest.flatMap((parameter) => {
    const [, name, value] = /^\s*([\w-]+)\s*=\s*"?([^"\s]+)"?\s*$/.exec(parameter) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value === "utf8" ? "utf-8" : value] as const];
  });
  return { type: type.trim(), parameters: new Map(pairs) };
}

/** Neither type nor name nor bytes tell what a file is. */
export function formatNotKnown(): HttpProblem {
  return bilingualProblem({
    status: 415,
    code: "FORMAT_NOT_KNOWN",
    zh: "从内容类型、文件名和内容都看不出这是什么格式；可接受 JSON、NDJSON、CSV、xlsx、SDMX-CSV、SDMX-JSON 和 SDMX-ML。",
    en: "Neither its type nor its name nor its content tells what the file is; JSON, NDJSON, CSV, xlsx, SDMX-CSV, SDMX-JSON and SDMX-ML are taken.",
  });
}

export const formatName = (format: FeedFormat): string => FORMAT_NAMES[format];

const FORMAT_NAMES: Readonly<Record<FeedFormat, string>> = {
  json: "JSON",
  ndjson: "NDJSON",
  csv: "CSV",
  xlsx: "Excel (xlsx)",
  "sdmx-csv": "SDMX-CSV",
  "sdmx-json": "SDMX-JSON",
  "sdmx-ml": "SDMX-ML",
};

function typeNotSupported(): HttpProblem {
  const types = [...MEDIA_TYPES.keys(), MEDIA_TYPE_OF_FORM].join(", ");
  return bilingualProblem({
    status: 415,
    code: "MEDIA_TYPE_NOT_SUPPORTED",
    zh: `Content-Type 应为下列之一：${types}。`,
    en: `Content-Type names one of: ${types}.`,
    headers: { accept: types },
  });
}

function parameterNotSupported(type: string, name: string, legal: readonly string[]): HttpProblem {
  const values = legal.join(", ");
  return bilingualProblem({
    status: 415,
    code: "MEDIA_TYPE_NOT_SUPPORTED",
    zh: `${type} 的参数 ${name} 只能是：${values}。`,
    en: `The parameter ${name} of ${type} is one of: ${values}.`,
  });
}
