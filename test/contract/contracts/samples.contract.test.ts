import { readFileSync } from "node:fs";
import { EVENTS } from "@yardstick/contracts";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { HTTP_BODIES } from "../../../contracts/src/generate/http-bodies.ts";
import { readSamples } from "../../../contracts/src/generate/samples.ts";

const samples = readSamples();
const schemas = new Map<string, z.ZodType>([
  ...Object.values(EVENTS).map((event): [string, z.ZodType] => [`events/${event.type}`, event.schema]),
  ...Object.entries(HTTP_BODIES).map(([name, schema]): [string, z.ZodType] => [`http/${name}`, schema]),
]);
const sampleOf = (name: string) => {
  const [group, file] = name.split("/") as ["events" | "http", string];
  return samples[group].get(file);
};

/** The generated schema as another language's validator sees it. */
function validatorOf(name: string) {
  const path = new URL(`../../../contracts/generated/json-schema/${name}.schema.json`, import.meta.url);
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(path, "utf8")));
}

describe("contracts/samples", () => {
  it("has one sample per event and per HTTP body, and no other", () => {
    const there = [
      ...[...samples.events.keys()].map((name) => `events/${name}`),
      ...[...samples.http.keys()].map((name) => `http/${name}`),
    ];
    expect(there.sort()).toEqual([...schemas.keys()].sort());
  });

  it.each([...schemas])("%s is valid by zod", (name, schema) => {
    const parsed = schema.safeParse(sampleOf(name));
    expect(parsed.error?.issues ?? []).toEqual([]);
  });

  it.each([...schemas.keys()])("%s is valid by its JSON Schema", (name) => {
    const validate = validatorOf(name);
    validate(sampleOf(name));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each([...schemas])("%s without its first field is refused by both", (name, schema) => {
    const sample = sampleOf(name) as Record<string, unknown>;
    const first = Object.keys(sample)[0] ?? "";
    const { [first]: _, ...rest } = sample;
    const isOptional = schema.safeParse(rest).success;
    expect(validatorOf(name)(rest), `both judge an absent ${first} alike`).toBe(isOptional);
    expect(schema.safeParse({ ...sample, [first]: { not: "this" } }).success).toBe(false);
    expect(validatorOf(name)({ ...sample, [first]: { not: "this" } })).toBe(false);
  });
});
