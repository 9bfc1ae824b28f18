import { loadReference } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import { decodeParts } from "./decode-parts.ts";
import type { DecodeQuestion } from "./decode-rows.ts";
import { decodeSubmission } from "./decode-submission.ts";
import { DEFAULT_DECODE_LIMITS, type DecodedSubmission } from "./decoded-submission.ts";

const reference = loadReference({ catalogueOnly: true });
const question: DecodeQuestion = { source: "210400-bureau", limits: DEFAULT_DECODE_LIMITS, reference };
const ROW = '{"indicator":"gdp","region":"210421","period":"2021","value":"294597"}';

async function* chunksOf(text: string, size = 7) {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const limitedTo = (limits: Partial<DecodeQuestion["limits"]>) => ({
  ...question,
  limits: { ...DEFAULT_DECODE_LIMITS, ...limits },
});

function codesOf(decoded: DecodedSubmission) {
  if (decoded.outcome === "decoded") return [decoded.outcome, decoded.body.observations.length];
  return [decoded.outcome, ...decoded.faults.map(({ issue }) => `${issue.code} ${issue.place ?? "-"}`)];
}

describe("decodeSubmission", () => {
  it("reads lines of rows, each with its place, and says where they come from", async () => {
    const decoded = await decodeSubmission("ndjson", chunksOf(`${ROW}\n\n${ROW}\r\n`), {
      ...question,
      fileName: "a.ndjson",
    });
    expect(decoded).toEqual({
      outcome: "decoded",
      body: {
        source: "210400-bureau",
        mode: "atomic",
        origin: { format: "ndjson", fileName: "a.ndjson" },
        observations: ["line 1", "line 3"].map((place) => ({ ...JSON.parse(ROW), place })),
      },
    });
  });

  it("tells every fault of every line, counted beyond the list", async () => {
    const lines = [
      ROW.replace("indicator", "indcator"),
      "{",
      ROW.replace('"294597"', "294597.12345678901"),
      ROW.replace('"period"', '"region"'),
      ROW.replace('"210421"', "210421"),
      ROW,
    ].join("\n");
    const decoded = await decodeSubmission("ndjson", chunksOf(lines), question);
    expect(codesOf(decoded)).toEqual([
      "misshapen",
      "FIELD_UNKNOWN line 1",
      "BODY_NOT_JSON line 2",
      "NUMBER_INEXACT line 3",
      "FIELD_DUPLICATE line 4",
      "FIELD_INVALID line 5",
    ]);
    const cut = await decodeSubmission("ndjson", chunksOf(lines), limitedTo({ maxFaults: 2 }));
    expect(codesOf(cut)).toHaveLength(3);
    expect(cut).toMatchObject({ rows: 2, faultCounts: { FIELD_UNKNOWN: 1, FIELD_DUPLICATE: 1, FIELD_INVALID: 1 } });
  });

  it("says that nobody is named as source", async () => {
    const { source: _, ...unnamed } = question;
    expect(codesOf(await decodeSubmission("ndjson", chunksOf(ROW), unnamed))).toEqual(["misshapen", "FIELD_MISSING -"]);
  });

  it.each([
    [{ maxRows: 2 }, "TOO_MANY_ROWS -"],
    [{ maxBytes: 1200 }, "BODY_TOO_LARGE -"],
    [{ maxFileBytes: 100 }, "FILE_TOO_LARGE -"],
  ])("bounds rows, bytes and the file: %j", async (limits, expected) => {
    const decoded = await decodeSubmission("ndjson", chunksOf(`${ROW}\n`.repeat(3)), limitedTo(limits));
    expect(codesOf(decoded)).toEqual(["too_large", expected]);
  });

  it("takes JSON as a whole submission with its own envelope", async () => {
    const body = `{"source":"other","observations":[${ROW}]}`;
    expect(await decodeSubmission("json", chunksOf(body), question)).toMatchObject({ body: { source: "other" } });
    expect(codesOf(await decodeSubmission("json", chunksOf(body), limitedTo({ maxBytes: 50 })))).toEqual([
      "too_large",
      "BODY_TOO_LARGE -",
    ]);
  });
});

describe("decodeParts", () => {
  const partsOf = async (format: "ndjson" | "json", text: string, limits: Partial<DecodeQuestion["limits"]>) => {
    const parts: DecodedSubmission[] = [];
    for await (const part of decodeParts(format, chunksOf(text), limitedTo(limits))) parts.push(part);
    return parts;
  };

  it.each(["ndjson", "json"] as const)("cuts %s by rows and by bytes, in the file's order", async (format) => {
    const rows = [1, 2, 3, 4, 5].map((value) => ROW.replace("294597", String(value)));
    const text = format === "json" ? `{"source":"a","observations":[${rows.join(",")}]}` : rows.join("\n");
    for (const limits of [{ maxRows: 2 }, { maxBytes: 1_250 }]) {
      const parts = await partsOf(format, text, limits);
      const values = parts.flatMap((part) => (part.outcome === "decoded" ? part.body.observations : []));
      expect(values.map(({ value }) => value)).toEqual(["1", "2", "3", "4", "5"]);
      if (limits.maxRows !== undefined) expect(parts).toHaveLength(3);
    }
  });

  it("ends with the part that has faults", async () => {
    const parts = await partsOf("ndjson", [ROW, ROW, ROW, "{", ROW, ROW, ROW].join("\n"), { maxRows: 2 });
    expect(parts.map(({ outcome }) => outcome)).toEqual(["decoded", "misshapen"]);
  });
});
