import { asyncapiDocument } from "./asyncapi-document.ts";
import { jsonSchemaFiles } from "./json-schema-files.ts";
import { openapiIngest } from "./openapi-ingest.ts";
import { openapiRead } from "./openapi-read.ts";
import type { Samples } from "./samples.ts";

/** Path below contracts/generated to the file's text. The same contracts and samples give the same bytes. */
export function generatedFiles(samples: Samples): ReadonlyMap<string, string> {
  const documents = new Map<string, unknown>([
    ["asyncapi.json", asyncapiDocument(samples)],
    ["openapi-ingest.json", openapiIngest(samples)],
    ["openapi-read.json", openapiRead(samples)],
    ...jsonSchemaFiles(),
  ]);
  return new Map([...documents].map(([path, document]) => [path, `${JSON.stringify(document, null, 2)}\n`]));
}
