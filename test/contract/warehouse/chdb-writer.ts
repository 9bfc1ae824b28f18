import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { bundledProgram } from "../../programs/bundled-program.ts";

export interface ChdbWriter {
  readonly pid: number;
  /** Resolves with the rows that were acknowledged so far, once there are `wanted`. */
  acknowledgedRows(wanted: number): Promise<number>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** A process that holds the directory and inserts without end; resolves at its first acknowledgement. */
export async function startWriter(dataDir: string): Promise<ChdbWriter> {
  const main = fileURLToPath(new URL("./chdb-writer-main.ts", import.meta.url));
  const program = await bundledProgram(main);
  const child = spawn(process.execPath, [program, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  let rows = 0;
  const acknowledgements = createInterface({ input: requireStdout(child) });
  acknowledgements.on("line", (line) => {
    rows = Number(line);
  });
  const acknowledgedRows = async (wanted: number): Promise<number> => {
    while (rows < wanted) {
      if (child.exitCode !== null) throw new Error(`the writer ended with ${child.exitCode}`);
      await Promise.race([once(acknowledgements, "line"), once(child, "exit")]);
    }
    return rows;
  };
  await acknowledgedRows(1);
  return {
    pid: child.pid ?? 0,
    acknowledgedRows,
    kill: async () => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function requireStdout(child: ChildProcess): NonNullable<ChildProcess["stdout"]> {
  if (child.stdout === null) throw new Error("the writer has no output");
  return child.stdout;
}
