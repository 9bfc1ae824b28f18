import { z } from "zod";
import type { ConfigShape } from "./config-shape.ts";
import type { FlagMapping } from "./parse-flags.ts";

/** The text of `--help`: every key with its flag, default and description, in the order of the shape. */
export function describeConfig(service: string, shape: ConfigShape, flags: FlagMapping = {}): string {
  const flagOf = new Map(Object.entries(flags).map(([flag, key]) => [key as string, flag]));
  const blocks = Object.entries(shape).map(([key, schema]) => {
    const flag = flagOf.get(key);
    const title = flag === undefined ? key : `${key}  (--${flag})`;
    return `  ${title}\n      ${[descriptionOf(schema), defaultOf(schema)].filter((part) => part !== "").join(" ")}`;
  });
  return [
    `${service}: settings come from environment variables; flags beat them.`,
    "",
    ...blocks,
    "",
    "  --check-config  says whether the settings are valid, and ends (0: valid, 2: not)",
    "  --help          prints this",
    "",
  ].join("\n");
}

function descriptionOf(schema: z.ZodType): string {
  if (schema.description !== undefined) return schema.description;
  const wrapped = schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? schema.def.innerType : null;
  return wrapped instanceof z.ZodType ? descriptionOf(wrapped) : "";
}

function defaultOf(schema: z.ZodType): string {
  const absent = schema.safeParse(undefined);
  if (!absent.success) return "Required.";
  if (absent.data === undefined || absent.data === null) return "Optional.";
  return `Default: ${Array.isArray(absent.data) ? absent.data.join(",") : String(absent.data)}.`;
}
