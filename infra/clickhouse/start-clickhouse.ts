import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { fileURLToPath } from "node:url";

export interface RunningClickHouse {
  /** Where its HTTP interface answers, without a slash at the end. */
  readonly url: string;
  readonly pid: number;
  /** Sends a signal and resolves when the process is gone. The directory stays. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** SIGTERM: what runs is finished first. Throws when the process ends with anything but 0. */
  stop(): Promise<void>;
}

/**
 * Starts the stand-in as a process of its own, for tests and benchmarks. Resolves when `/ping` answers. A port of 0, or
 * none, takes a free one. `program`: `main.ts` in JavaScript, where it has been made already.
 */
export async function startClickHouse(options: {
  port?: number;
  dataDir: string;
  program?: string;
}): Promise<RunningClickHouse> {
  const port = options.port || (await freePort());
  const main = options.program === undefined ? ["--import", tsxUrl(), MAIN] : [options.program];
  const args = [...main, "--port", String(port), "--data-dir", options.dataDir];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  const output = tailOf(child);
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once("exit", (code, signal) => resolve(signal ?? code ?? 1)),
  );
  const url = `http://127.0.0.1:${port}`;
  await Promise.race([
    answersPing(url),
    ended.then((how) => Promise.reject(new Error(`ClickHouse ended with ${how}: ${output()}`))),
  ]);
  return {
    url,
    pid: child.pid as number,
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
    stop: async () => {
      child.kill("SIGTERM");
      const how = await ended;
      if (how !== 0) throw new Error(`ClickHouse ended with ${how}: ${output()}`);
    },
  };
}

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const startDeadlineMs = 30_000;

async function answersPing(url: string): Promise<void> {
  const deadline = AbortSignal.timeout(startDeadlineMs);
  for (;;) {
    const answer = await fetch(`${url}/ping`, { signal: deadline }).catch((error: unknown) => {
      if (deadline.aborted) throw new Error(`ClickHouse did not answer within ${startDeadlineMs} ms`, { cause: error });
      return undefined;
    });
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function tailOf(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4_000);
  });
  return () => text.trim();
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function tsxUrl(): string {
  return new URL(`file://${createRequire(new URL("../../package.json", import.meta.url)).resolve("tsx")}`).href;
}
