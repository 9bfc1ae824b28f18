import { z } from "zod";

export type JsonSchema = Record<string, unknown>;

/** JSON Schema, draft 2020-12, of what a sender may write: a field with a default may be left out. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { target: "draft-2020-12", io: "input", override: simplify }) as JsonSchema;
}

/** Schema of a query parameter once it is read: a number rather than its text. */
export function parameterSchemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, description: __, ...parameter } = z.toJSONSchema(schema, { io: "output", override: simplify });
  return parameter;
}

/** Formats instead of their long patterns, and no bounds that only repeat what a double can hold. */
function simplify({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format === "date") delete jsonSchema.pattern;
  if (jsonSchema.format === "date-time") {
    if (jsonSchema.pattern?.endsWith("(?:Z))$") === true) jsonSchema.pattern = "Z$";
    else delete jsonSchema.pattern;
  }
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

/**
 * Collects schemas under `#/components/schemas/` of one document. `add` answers the reference to (or, for a schema
 * without a name of its own, the text of) what it was given.
 */
export function createComponents(): { add(schema: z.ZodType): JsonSchema; schemas(): Record<string, JsonSchema> } {
  const collected = new Map<string, JsonSchema>();
  return {
    add: (schema) => {
      const { $schema: _, $defs, ...root } = withComponentReferences(jsonSchemaOf(schema)) as JsonSchema;
      for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
        collected.set(name, definition);
      }
      return root;
    },
    schemas: () => Object.fromEntries([...collected].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function withComponentReferences(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withComponentReferences);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === "$ref" && typeof value === "string"
        ? [key, value.replace(/^#\/\$defs\//, "#/components/schemas/")]
        : [key, withComponentReferences(value)],
    ),
  );
}
