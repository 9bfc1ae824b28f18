import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import SwaggerParser from "@apidevtools/swagger-parser";
import { Parser } from "@asyncapi/parser";
import { EVENTS } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import { generatedFiles } from "../../../contracts/src/generate/generated-files.ts";
import { readSamples } from "../../../contracts/src/generate/samples.ts";

const directory = fileURLToPath(new URL("../../../contracts/generated/", import.meta.url));
const committed = (path: string) => readFileSync(directory + path, "utf8");

describe("contracts/generated", () => {
  const files = generatedFiles(readSamples());

  it("holds exactly the files that the contracts give", () => {
    const there = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".json"),
    );
    expect(there.sort(), "run `pnpm contracts` and commit contracts/generated").toEqual([...files.keys()].sort());
  });

  it.each([...files])("%s is what the contracts give, byte by byte", (path, text) => {
    expect(committed(path) === text, `${path} is out of date: run \`pnpm contracts\` and commit it`).toBe(true);
  });

  it("is the same when it is generated again", () => {
    expect([...generatedFiles(readSamples())]).toEqual([...files]);
  });
});

describe("generated documents", () => {
  it("asyncapi.json is valid AsyncAPI 3.0", async () => {
    const { document, diagnostics } = await new Parser().parse(committed("asyncapi.json"));
    expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([]);
    expect(document?.version()).toBe("3.0.0");
    expect(document?.channels().all()).toHaveLength(Object.keys(EVENTS).length + 1);
  });

  it.each(["openapi-ingest.json", "openapi-read.json"])("%s is valid OpenAPI 3.1", async (path) => {
    const api = await SwaggerParser.validate(JSON.parse(committed(path)));
    expect("openapi" in api && api.openapi).toBe("3.1.0");
  });

  it("a broken reference would be found", async () => {
    const broken = JSON.parse(
      committed("openapi-read.json").replace("#/components/schemas/Comparison", "#/components/schemas/Nowhere"),
    );
    await expect(SwaggerParser.validate(broken)).rejects.toThrow();
    const lost = committed("asyncapi.json").replaceAll("#/components/schemas/Cause", "#/components/schemas/Nowhere");
    const { diagnostics } = await new Parser().parse(lost);
    expect(diagnostics.some(({ severity }) => severity === 0)).toBe(true);
  });
});
