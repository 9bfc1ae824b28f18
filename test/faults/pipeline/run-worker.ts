import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { bundledProgram } from "../../programs/bundled-program.ts";
import { REACHED } from "./kill-plan.ts";
import type { PipelineState } from "./read-state.ts";
import type { WorkerSettings } from "./worker-settings.ts";

export interface WorkerEnd {
  /** Whether it ended itself with SIGKILL at the planned step. */
  readonly killed: boolean;
  /** What it found in the tables once everything was settled; null when it did not come so far. */
  readonly state: PipelineState | null;
  /** For the message of a failing test: how it ended, and what it printed. */
  readonly report: string;
}

const MAIN = fileURLToPath(new URL("./worker-main.ts", import.meta.url));
/** Far beyond what a run takes, on a machine that has other things to do. */
const DEADLINE_MS = 300_000;

/** Runs one worker to its end, which is its own or, after five minutes, ours. */
export async function runWorker(settings: WorkerSettings): Promise<WorkerEnd> {
  const child = spawn(process.execPath, [await bundledProgram(MAIN), JSON.stringify(settings)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const deadline = setTimeout(() => child.kill("SIGTERM"), DEADLINE_MS);
  const [output, errors, ended] = await Promise.all([textOf(child.stdout), textOf(child.stderr), endOf(child)]);
  clearTimeout(deadline);
  const lines = output.split("\n");
  const state = lines.find((line) => line.startsWith("{"));
  return {
    killed: ended === "SIGKILL" && lines.includes(REACHED),
    state: state === undefined || ended !== 0 ? null : (JSON.parse(state) as PipelineState),
    report: `the worker ended with ${ended}\n${errors.slice(-4_000)}`,
  };
}

async function endOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  return signal ?? code ?? 1;
}

async function textOf(stream: ChildProcess["stdout"]): Promise<string> {
  return stream === null ? "" : await text(stream);
}
