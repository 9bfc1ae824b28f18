import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

export interface ChildOptions {
  /** A main.ts, from the repository's root. */
  readonly main: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Answers 200 as soon as it can work. */
  readonly readyUrl: string;
  /** Where V8 leaves a CPU profile at the end; none when absent. */
  readonly profileDir?: string | undefined;
}

export interface RunningChild {
  readonly pid: number;
  /** SIGTERM, and the end of it. Throws unless it ends with 0. */
  stop(): Promise<void>;
}

const START_DEADLINE_MS = 60_000;
const root = fileURLToPath(new URL("../../../", import.meta.url));
const tsx = new URL(`file://${createRequire(`${root}package.json`).resolve("tsx")}`).href;

/** Starts a program of the repository as `pnpm start` does; resolves when it is ready. */
export async function startChild({ main, args = [], env, readyUrl, profileDir }: ChildOptions): Promise<RunningChild> {
  const profile = profileDir === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileDir}`];
  const child = spawn(process.execPath, [...profile, "--import", tsx, `${root}${main}`, ...args], {
    cwd: root,
    env: { ...withoutOurs(process.env), UV_THREADPOOL_SIZE: "16", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = tailOf(child);
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once("exit", (code, signal) => resolve(signal ?? code ?? 1)),
  );
  const died = ended.then((how) => Promise.reject(new Error(`${main} ended with ${how}:\n${output()}`)));
  died.catch(() => undefined);
  await Promise.race([answers(readyUrl, output), died]);
  return {
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill("SIGTERM");
      const how = await ended;
      if (how !== 0) throw new Error(`${main} ended with ${how}:\n${output()}`);
    },
  };
}

/** Settings of whoever runs the benchmark must not change what is measured. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("YARDSTICK_")));
}

async function answers(url: string, output: () => string): Promise<void> {
  const giveUpAtMs = performance.now() + START_DEADLINE_MS;
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    if (performance.now() > giveUpAtMs) {
      throw new Error(`${url} was not ready within ${START_DEADLINE_MS} ms: ${await answer?.text()}\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function tailOf(child: ChildProcess): () => string {
  let text = "";
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return () => text.trim();
}
