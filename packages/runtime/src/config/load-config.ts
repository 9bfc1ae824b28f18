import type { ConfigOf, ConfigProblem, ConfigShape } from "./config-shape.ts";
import { describeConfig } from "./describe-config.ts";
import { type ParseConfigOptions, parseConfig } from "./parse-config.ts";

export interface LoadConfigOptions<Shape extends ConfigShape> extends Partial<ParseConfigOptions<Shape>> {
  readonly service: string;
  readonly shape: Shape;
  /** Where text goes and how the process ends; the process itself unless a test says otherwise. */
  readonly terminal?: Terminal;
}

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  exit(code: number): never;
}

/**
 * The first line of every `main.ts`: answers the settings, or ends the process. `--help` and `--check-config` with
 * valid settings end with 0; problems are all printed and end with 2.
 */
export function loadConfig<Shape extends ConfigShape>(options: LoadConfigOptions<Shape>): ConfigOf<Shape> {
  const { service, shape, terminal = processTerminal, env = process.env, argv = process.argv.slice(2) } = options;
  if (argv.includes("--help")) {
    terminal.out(describeConfig(service, shape, options.flags));
    return terminal.exit(0);
  }
  const parsed = parseConfig({ ...options, env, argv });
  if (!parsed.ok) {
    terminal.err(formatProblems(service, parsed.problems));
    return terminal.exit(2);
  }
  if (argv.includes("--check-config")) {
    terminal.out("configuration is valid\n");
    return terminal.exit(0);
  }
  return parsed.config;
}

/** All problems as a person reads them, one block each. */
export function formatProblems(service: string, problems: readonly ConfigProblem[]): string {
  const blocks = problems.map(({ key, got, wanted }) => `  ${key}\n    got:    ${got}\n    wanted: ${wanted}\n`);
  return `${service}: the configuration has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${blocks.join("")}`;
}

const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  exit: (code) => process.exit(code),
};
