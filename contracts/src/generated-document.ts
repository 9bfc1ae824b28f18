import { readFileSync } from "node:fs";

export type GeneratedDocument = "asyncapi.json" | "openapi-ingest.json" | "openapi-read.json";

/** The text of a committed document, as a service answers it at `/openapi.json`. */
export function generatedDocument(name: GeneratedDocument): string {
  return readFileSync(new URL(`../generated/${name}`, import.meta.url), "utf8");
}
