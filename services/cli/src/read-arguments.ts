import { type ParseArgsConfig, parseArgs } from "node:util";
import { suggestClosest } from "@yardstick/submissions";
import { UsageError } from "./verb.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; strict: true; allowPositionals: true }>
>;

/** Flags and positionals of a verb. @throws UsageError, with the closest flag where one is misspelt. */
export function readArguments<const O extends Options>(args: readonly string[], options: O): Parsed<O> {
  const known = Object.keys(options);
  for (const arg of args) {
    if (arg === "--") break;
    const name = /^--([^=]+)/.exec(arg)?.[1];
    if (name === undefined || known.includes(name)) continue;
    const [closest] = suggestClosest(name, known);
    throw new UsageError(`there is no flag --${name}${closest === undefined ? "" : `; did you mean --${closest}?`}`);
  }
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
