import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { AllInOneUrls } from "@yardstick/all-in-one";
import { bundledProgram } from "../programs/bundled-program.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const ANY_PORTS = ["--ingest-port", "--portal-port", "--sql-port", "--admin-port"].flatMap((flag) => [
  flag,
  "0",
]);

export interface YardstickProcess {
  /** Everything it has printed so far, on stdout and stderr. */
  readonly output: () => string;
  /** Resolves when the log says where it listens; rejects when the process ends before. */
  readonly ready: Promise<AllInOneUrls>;
  /** How it ended: an exit code, or the name of the signal. */
  readonly ended: Promise<number | string>;
  signal(name: NodeJS.Signals): void;
}

/** What `pnpm start` runs, on any free ports, as a process of its own that can be killed. */
export async function runYardstick(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<YardstickProcess> {
  const program = await bundledProgram(join(root, "services/all-in-one/src/main.ts"));
  return run(process.execPath, [program, ...ANY_PORTS, ...args], { ...THREADS, ...env });
}

/** A program from its sources, as its users start it. */
export function runProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): YardstickProcess {
  return run(process.execPath, ["--import", "tsx", join(root, file), ...args], { ...THREADS, ...env });
}

const THREADS = { UV_THREADPOOL_SIZE: "16" };

/** A line as package managers run it: `signal` reaches the shell. */
export function runShell(line: string): YardstickProcess {
  return run("sh", ["-c", line], {});
}

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>>): YardstickProcess {
  const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  const ended = new Promise<number | string>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  const ready = new Promise<AllInOneUrls>((resolve, reject) => {
    readLines(child, (line) => {
      lines.push(line);
      const urls = readyUrls(line);
      if (urls !== null) resolve(urls);
    });
    void ended.then((how) => reject(new Error(`ended (${how}) before it was ready:\n${lines.join("\n")}`)));
  });
  // A test that only waits for the end does not ask.
  ready.catch(() => undefined);
  return { output: () => lines.join("\n"), ready, ended, signal: (name) => void child.kill(name) };
}

function readLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on("line", onLine);
  }
}

/** The line `{"msg":"ready","ingest":"http://...", ...}`. */
function readyUrls(line: string): AllInOneUrls | null {
  if (!line.includes('"msg":"ready"')) return null;
  return JSON.parse(line) as AllInOneUrls;
}
