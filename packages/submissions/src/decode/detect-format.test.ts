import { expect, it } from "vitest";
import { detectFormat, type FormatEvidence } from "./detect-format.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");

it.each<[FormatEvidence, string | null]>([
  [{ contentType: "application/json; charset=utf-8", firstBytes: bytes('{"source":') }, "json"],
  [{ contentType: "application/json", firstBytes: bytes('{"meta":{"schema":"https://x/sdmx-json-data"') }, "sdmx-json"],
  [{ fileName: "a.json", firstBytes: bytes('{"header":{},"dataSets":[{') }, "sdmx-json"],
  [{ contentType: "application/x-ndjson" }, "ndjson"],
  [{ firstBytes: bytes('{"indicator":"gdp"}\n{"indicator":"gdp"}') }, "ndjson"],
  [{ fileName: "a.JSONL" }, "ndjson"],
  [{ contentType: "text/csv", firstBytes: bytes("region,value\n1,2\n") }, "csv"],
  [{ contentType: "text/csv", firstBytes: bytes("DATAFLOW,REF_AREA\nX:Y(1.0),CN\n") }, "sdmx-csv"],
  [{ fileName: "a.csv", firstBytes: bytes("\uFEFFSTRUCTURE;STRUCTURE_ID;ACTION\n") }, "sdmx-csv"],
  [{ fileName: "a.csv", firstBytes: bytes("STRUCTURE[|],STRUCTURE_ID\n") }, "sdmx-csv"],
  [{ contentType: "application/vnd.sdmx.data+csv; version=2.0.0" }, "sdmx-csv"],
  [{ contentType: "application/vnd.sdmx.data+json" }, "sdmx-json"],
  [{ contentType: "application/vnd.sdmx.structurespecificdata+xml;version=2.1" }, "sdmx-ml"],
  [{ firstBytes: bytes("\uFEFF<?xml version='1.0'?>") }, "sdmx-ml"],
  [{ firstBytes: utf16("地区\t数值\n1\t2\n") }, "csv"],
  [{ contentType: "application/vnd.ms-excel", fileName: "a.csv", firstBytes: bytes("a,b\n") }, "csv"],
  [{ contentType: "application/octet-stream", firstBytes: Uint8Array.of(0x50, 0x4b, 3, 4) }, "xlsx"],
  [{ fileName: "a.csv", firstBytes: Uint8Array.of(0x50, 0x4b, 3, 4) }, "xlsx"],
  [{ firstBytes: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0) }, "xlsx"],
  [{ fileName: "a.pdf", firstBytes: bytes("%PDF-1.7") }, null],
  [{}, null],
])("%j is %s", (evidence, expected) => {
  expect(detectFormat(evidence)).toBe(expected);
});
