import type { z } from "zod";
import type { ConfigOf, ConfigProblem, ConfigShape } from "./config-shape.ts";
import { maskSetting } from "./mask-setting.ts";
import { nearestName } from "./nearest-name.ts";
import { type FlagMapping, parseFlags } from "./parse-flags.ts";
import { isRegisteredKey, REGISTERED_KEYS } from "./register-of-keys.ts";

export interface ParseConfigOptions<Shape extends ConfigShape> {
  readonly shape: Shape;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Arguments after the script's name. Default: none. */
  readonly argv?: readonly string[];
  /** Flags without their dashes, and the keys that they set: `{ "data-dir": "YARDSTICK_DATA_DIR" }`. A flag beats the environment. */
  readonly flags?: FlagMapping;
  /** Rules over several settings; asked only when each of them is fine on its own. */
  readonly rules?: (config: ConfigOf<Shape>) => readonly ConfigProblem[];
}

export type ParsedConfig<Shape extends ConfigShape> =
  | { readonly ok: true; readonly config: ConfigOf<Shape> }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * Reads every setting of one service and answers all problems together. A variable that is set to nothing counts as
 * not set, as compose files write it. Keys of other parts pass; a `YARDSTICK_*` key that no part knows is a problem.
 */
export function parseConfig<Shape extends ConfigShape>(options: ParseConfigOptions<Shape>): ParsedConfig<Shape> {
  const flags = parseFlags(options.argv ?? [], options.flags ?? {});
  const texts = { ...withoutEmpty(options.env), ...flags.settings };
  const parsed: Record<string, unknown> = {};
  const problems: ConfigProblem[] = [...flags.problems, ...unknownKeys(texts, options.shape)];
  for (const [key, schema] of Object.entries(options.shape)) {
    const result = schema.safeParse(texts[key]);
    if (result.success) parsed[key] = result.data;
    else problems.push({ key, got: maskSetting(key, texts[key]), wanted: wantedBy(result.error) });
  }
  if (problems.length > 0) return { ok: false, problems };
  const config = parsed as ConfigOf<Shape>;
  const broken = options.rules?.(config) ?? [];
  return broken.length > 0 ? { ok: false, problems: broken } : { ok: true, config };
}

function withoutEmpty(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ""),
  );
}

function unknownKeys(texts: Readonly<Record<string, string>>, shape: ConfigShape): ConfigProblem[] {
  return Object.keys(texts)
    .filter((key) => key.startsWith("YARDSTICK_") && !(key in shape) && !isRegisteredKey(key))
    .map((key) => ({ key, got: maskSetting(key, texts[key]), wanted: wantedInsteadOf(key, shape) }));
}

function wantedInsteadOf(key: string, shape: ConfigShape): string {
  const near = nearestName(key, [...Object.keys(shape), ...REGISTERED_KEYS]);
  return near === null ? "a key that Yardstick knows; see --help" : `a key that Yardstick knows; did you mean ${near}?`;
}

function wantedBy(error: z.ZodError): string {
  const missing = "Invalid input: expected string, received undefined";
  return error.issues.map((issue) => (issue.message === missing ? "a value" : issue.message)).join("; ");
}
