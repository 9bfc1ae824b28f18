import fc from "fast-check";
import { expect, it } from "vitest";
import type { DecodedItem } from "../decode-rows.ts";
import { DEFAULT_DECODE_LIMITS } from "../decoded-submission.ts";
import { readSdmxCsv } from "./csv/read-sdmx-csv.ts";
import { decodeSdmxCsv } from "./decode-sdmx-csv.ts";
import { decodeSdmxJson } from "./decode-sdmx-json.ts";
import { decodeSdmxMl } from "./decode-sdmx-ml.ts";
import { readSdmxJson } from "./json/read-sdmx-json.ts";
import { readSdmxMl } from "./ml/read-sdmx-ml.ts";
import { SdmxRefused } from "./sdmx-refused.ts";
import { chunksOf, feedOf, from, reference } from "./testing/decode-text.ts";
import { SDMX_DIALECTS, type SdmxDialect, writeSdmx } from "./testing/write-sdmx.ts";

const figures = ["2019", "2020", "2021"].flatMap((TIME_PERIOD, year) =>
  ["210421", "210422"].map((REF_AREA, area) => ({
    FREQ: "A",
    REF_AREA,
    INDICATOR: "gdp",
    TRANSFORMATION: "N",
    TIME_PERIOD,
    OBS_VALUE: `${year + 1}${area}.5`,
    UNIT_MEASURE: "CNY",
    UNIT_MULT: "8",
    OBS_STATUS: "A",
    COMMENT: '注,"<&>',
  })),
);
const MESSAGE = {
  figures,
  structure: "LN:FIGURES(1.0)",
  dimensions: ["FREQ", "REF_AREA", "INDICATOR", "TRANSFORMATION", "TIME_PERIOD"],
  attributes: ["UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "COMMENT"],
};
const documents = new Map(SDMX_DIALECTS.map((dialect) => [dialect, Buffer.from(writeSdmx(MESSAGE, dialect))]));

const readersOf = (dialect: SdmxDialect) =>
  dialect.startsWith("csv")
    ? ([decodeSdmxCsv, readSdmxCsv] as const)
    : dialect.startsWith("json")
      ? ([decodeSdmxJson, readSdmxJson] as const)
      : ([decodeSdmxMl, readSdmxMl] as const);

/** What breaks documents: bytes that structure them, words that mean something, and bytes that are no text. */
const scrap = fc.oneof(
  fc.constantFrom(
    ...[
      '"',
      ",",
      ";",
      "{",
      "}",
      "[",
      "]",
      ":",
      "<",
      ">",
      "/",
      "&",
      "=",
      "\n",
      "\0",
      " ",
      "9",
      "-",
      "null",
      "D",
      "Delete",
      "~",
      "NaN",
    ],
  ),
  fc.string({ maxLength: 6 }),
);
const mutation = fc.oneof(
  fc.record({ kind: fc.constant("insert" as const), at: fc.nat(4096), text: scrap, length: fc.constant(0) }),
  fc.record({ kind: fc.constant("replace" as const), at: fc.nat(4096), text: scrap, length: fc.nat(12) }),
  fc.record({ kind: fc.constant("copy" as const), at: fc.nat(4096), text: fc.constant(""), length: fc.nat(200) }),
  fc.record({ kind: fc.constant("cut" as const), at: fc.nat(4096), text: fc.constant(""), length: fc.nat(4096) }),
  fc.record({
    kind: fc.constant("byte" as const),
    at: fc.nat(4096),
    text: fc.constant(""),
    length: fc.integer({ min: 128, max: 255 }),
  }),
);

function mutate(
  document: Buffer,
  { kind, at, text, length }: { kind: string; at: number; text: string; length: number },
): Buffer {
  const start = at % (document.length + 1);
  const [head, tail] = [document.subarray(0, start), document.subarray(start)];
  if (kind === "copy") return Buffer.concat([head, tail.subarray(0, length), tail]);
  if (kind === "byte") return Buffer.concat([head, Buffer.from([length]), tail]);
  if (kind === "cut") return Buffer.concat([head, tail.subarray(length)]);
  return Buffer.concat([head, Buffer.from(text), tail.subarray(length)]);
}

const feed = feedOf({
  region: from("REF_AREA"),
  indicator: from("INDICATOR"),
  period: from("TIME_PERIOD"),
  value: from("OBS_VALUE"),
  unit: { ...from("UNIT_MEASURE"), multiplier: "UNIT_MULT" },
  status: from("OBS_STATUS"),
  note: from("COMMENT"),
});

it("a broken document never throws and ends; every fact of it is a row, a fault or a finding", async () => {
  const cases = fc.record({
    dialect: fc.constantFrom(...SDMX_DIALECTS),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
    chunkBytes: fc.constantFrom(97, 1_024, 65_536),
    isByFeed: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ dialect, mutations, chunkBytes, isByFeed }) => {
      const broken = mutations.reduce<Buffer>(mutate, documents.get(dialect) ?? Buffer.alloc(0));
      const question = { limits: DEFAULT_DECODE_LIMITS, reference, ...(isByFeed ? { feed } : {}) };
      const [decode, read] = readersOf(dialect);
      const items: DecodedItem[] = [];
      for await (const item of decode(chunksOf(broken, chunkBytes), question)) items.push(item);
      let told = 0;
      try {
        for await (const item of read(chunksOf(broken, chunkBytes), question)) told += item.kind === "columns" ? 0 : 1;
      } catch (error) {
        if (!(error instanceof SdmxRefused)) throw error;
        told += 1;
      }
      const answers = items.filter(({ kind }) => kind === "row" || kind === "fault" || kind === "finding");
      const fatal = items.findIndex((item) => item.kind === "fault" && item.isFatal);
      expect(fatal === -1 || fatal === items.length - 1, "nothing follows a fatal fault").toBe(true);
      if (fatal === -1) expect(answers).toHaveLength(told);
      else expect(answers.length).toBeLessThanOrEqual(told);
      for (const item of items) {
        if (item.kind === "row") expect(item.place.length > 0 && item.place.length <= 128).toBe(true);
      }
    }),
    { numRuns: 1_000, seed: 210_421 },
  );
}, 30_000);
