import { expect, test } from "vitest";
import { readSubmitOptions } from "./read-submit-options.ts";
import { fileToSend, shipFile } from "./ship-file.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const CSV = bytes("region,indicator,period,value\n210421,gdp,2021,1\n");
const JSON_BODY = bytes('{ "source": "210400-bureau", "observations": [] }');

function ship(path: string, content: Uint8Array, ...flags: string[]) {
  const options = readSubmitOptions([path, ...flags], 1_000);
  return shipFile(fileToSend(path, content, options), options);
}

test("a file goes as it is, with what its format has no place for beside it", () => {
  expect(ship("data/2021年.csv", CSV, "--source", "s", "--mode", "partial", "--charset", "gb18030")).toMatchObject({
    label: "data/2021年.csv",
    bytes: CSV,
    contentType: "text/csv; charset=gb18030",
    fields: { source: "s", mode: "partial", fileName: "2021年.csv" },
  });
});

test.each([
  {
    path: "a.xlsx",
    content: "PK\u0003\u0004",
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  },
  { path: "a.xml", content: "<x/>", type: "application/xml" },
  { path: "a.jsonl", content: "{}\n{}\n", type: "application/x-ndjson" },
  { path: "-", content: "<x/>", type: "application/xml" },
])("$path goes as $type", ({ path, content, type }) => {
  expect(ship(path, bytes(content), "--source", "s").contentType).toBe(type);
});

test("a JSON body keeps its bytes, unless another mode is asked for", () => {
  expect(ship("a.json", JSON_BODY)).toMatchObject({ bytes: JSON_BODY, fields: {}, contentType: "application/json" });
  const partial = ship("a.json", JSON_BODY, "--mode", "partial");
  expect(JSON.parse(new TextDecoder().decode(partial.bytes))).toMatchObject({
    source: "210400-bureau",
    mode: "partial",
  });
  expect(() => ship("a.json", JSON_BODY, "--source", "other")).toThrow("210400-bureau");
});

test("the same command has the same key; other content, another envelope and --anew have others", () => {
  const keys = [
    ship("a.csv", CSV, "--source", "s"),
    ship("a.csv", bytes("x,y\n"), "--source", "s"),
    ship("a.csv", CSV, "--source", "t"),
    ship("b.csv", CSV, "--source", "s"),
    ship("a.csv", CSV, "--source", "s", "--mode", "partial"),
    ship("a.csv", CSV, "--source", "s", "--anew"),
  ].map(({ idempotencyKey }) => idempotencyKey);
  expect(new Set(keys).size).toBe(keys.length);
  expect(ship("a.csv", CSV, "--source", "s").idempotencyKey).toBe(keys[0]);
});

test("what says neither what it is nor who reports is not sent", () => {
  expect(() => ship("a.bin", bytes("?"), "--source", "s")).toThrow("--format");
  expect(() => ship("a.csv", CSV)).toThrow("--source");
});
