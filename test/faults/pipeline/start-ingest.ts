import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { bundledProgram } from "../../programs/bundled-program.ts";

export interface RunningIngest {
  readonly url: string;
  /** How the process ended: its code, or the signal. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** SIGTERM; resolves when the process has ended. */
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL("./ingest-main.ts", import.meta.url));

/** ingest-http in a process of its own over one data directory; `kill`: it dies between publish and answer. */
export async function startIngest(dataDir: string, { kill }: { readonly kill: boolean }): Promise<RunningIngest> {
  const child = spawn(process.execPath, [await bundledProgram(MAIN), dataDir, kill ? "kill" : "live"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = endOf(child);
  const url = await Promise.race([firstLine(child), ended.then((how) => Promise.reject(new Error(`ended: ${how}`)))]);
  return {
    url,
    ended,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function endOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  return signal ?? code ?? 1;
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("the process has no output");
  const [line] = (await once(createInterface({ input: stdout }), "line")) as [string];
  return line;
}
