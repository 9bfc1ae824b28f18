import { parseArgs } from "node:util";
import type { ConfigProblem } from "./config-shape.ts";
import { nearestName } from "./nearest-name.ts";

/** Flags without their dashes, and the settings that they stand for. */
export type FlagMapping = Readonly<Record<string, `YARDSTICK_${string}`>>;

export interface ParsedFlags {
  readonly settings: Readonly<Record<string, string>>;
  readonly problems: readonly ConfigProblem[];
}

/** Flags that every service knows beside its own; the caller acts on them. */
export const COMMON_FLAGS = ["check-config", "help"] as const;

/** Turns `--data-dir x` and `--data-dir=x` into settings. Everything that is not a known flag is a problem. */
export function parseFlags(argv: readonly string[], mapping: FlagMapping): ParsedFlags {
  const settings: Record<string, string> = {};
  const problems: ConfigProblem[] = [];
  const options = Object.fromEntries([
    ...Object.keys(mapping).map((flag) => [flag, { type: "string" as const }]),
    ...COMMON_FLAGS.map((flag) => [flag, { type: "boolean" as const }]),
  ]);
  // "--" is what `pnpm start -- --flag` passes on in front of the flags.
  const args = argv.filter((arg, index) => !(arg === "--" && index === 0));
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  for (const token of tokens) {
    if (token.kind === "positional") problems.push({ key: "argument", got: token.value, wanted: "a flag; see --help" });
    if (token.kind !== "option" || (COMMON_FLAGS as readonly string[]).includes(token.name)) continue;
    const key = mapping[token.name];
    if (key === undefined) problems.push(unknownFlag(token.rawName, token.name, mapping));
    else if (token.value === undefined) problems.push({ key: token.rawName, got: "nothing", wanted: "a value" });
    else settings[key] = token.value;
  }
  return { settings, problems };
}

function unknownFlag(rawName: string, name: string, mapping: FlagMapping): ConfigProblem {
  const near = nearestName(name, [...Object.keys(mapping), ...COMMON_FLAGS]);
  return {
    key: rawName,
    got: "a flag",
    wanted: near === null ? "a known flag; see --help" : `did you mean --${near}?`,
  };
}
