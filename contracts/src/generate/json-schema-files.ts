import { z } from "zod";
import { REFERENCE_FILES } from "../reference/reference-files.ts";
import { EVENTS } from "../topics.ts";
import { HTTP_BODIES } from "./http-bodies.ts";
import { jsonSchemaOf } from "./json-schema.ts";

/** One schema document per event, HTTP body and reference file, by its path below the generated directory. */
export function jsonSchemaFiles(): Map<string, unknown> {
  const files = new Map<string, unknown>();
  const add = (group: string, name: string, title: string, schema: z.ZodType) => {
    const { $schema, ...rest } = jsonSchemaOf(schema);
    const head = { $schema, $id: `urn:yardstick:${group}:${name}`, title };
    files.set(`json-schema/${group}/${name}.schema.json`, { ...head, ...rest });
  };
  for (const event of Object.values(EVENTS)) add("events", event.type, event.summary, event.schema);
  for (const [name, schema] of Object.entries(HTTP_BODIES)) add("http", name, `HTTP body ${name}`, schema);
  for (const file of Object.values(REFERENCE_FILES)) {
    const name = file.path.replace(/\.(csv|json)$|\/$/, "");
    add("reference", name, titleOf(file.path), file.path.endsWith(".json") ? z.array(file.schema) : file.schema);
  }
  return files;
}

function titleOf(path: string): string {
  if (path.endsWith(".csv")) return `A row of ${path}, an empty cell of a nullable column read as null`;
  return path.endsWith("/") ? `A file in ${path}` : `The entries of ${path}`;
}
