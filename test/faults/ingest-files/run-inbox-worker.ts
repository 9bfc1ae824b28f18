import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { DropStep } from "@yardstick/ingest-files";
import { bundledProgram } from "../../programs/bundled-program.ts";

export interface InboxWorkerSettings {
  readonly inbox: string;
  readonly logDir: string;
  /** Where it ends itself; null: when nothing is left to do. */
  readonly kill: { readonly step: DropStep; readonly occurrence: number } | null;
}

export interface InboxWorkerEnd {
  /** Whether it ended itself with SIGKILL at the planned step. */
  readonly killed: boolean;
  /** For the message of a failing test. */
  readonly report: string;
}

const MAIN = fileURLToPath(new URL("./inbox-worker-main.ts", import.meta.url));
const DEADLINE_MS = 200_000;

export async function runInboxWorker(settings: InboxWorkerSettings): Promise<InboxWorkerEnd> {
  const child = spawn(process.execPath, [await bundledProgram(MAIN), JSON.stringify(settings)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const deadline = setTimeout(() => child.kill("SIGTERM"), DEADLINE_MS);
  const [output, errors, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  clearTimeout(deadline);
  const killed = signal === "SIGKILL" && output === "killed";
  return { killed, report: `ended with ${signal ?? code}\n${errors.slice(-4_000)}` };
}
