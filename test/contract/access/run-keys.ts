import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { PLAIN_STYLE } from "@yardstick/cli";
import { systemClock, systemSleep } from "@yardstick/runtime";
import { runCommandLine } from "../../../services/cli/src/run-command-line.ts";
import { bundledProgram } from "../../programs/bundled-program.ts";

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command line in this process, which saves the seconds that a process of its own takes to load. */
export async function runYardstick(...args: readonly string[]): Promise<Ended> {
  let out = "";
  let err = "";
  const code = await runCommandLine(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    outStyle: PLAIN_STYLE,
    errStyle: PLAIN_STYLE,
    clock: systemClock,
    sleep: systemSleep,
    readFile,
  });
  return { code, out, err };
}

/** The command line as a process of its own, which is killed in the moment in which it prints; answers what it printed. */
export async function printAndDie(...args: readonly string[]): Promise<string> {
  const program = await bundledProgram(MAIN);
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  return new Promise((resolve, reject) => {
    child.on("close", (code, signal) => {
      if (signal === "SIGKILL") resolve(out);
      else reject(new Error(`ended with ${code} and was not killed; it had printed: ${out}`));
    });
  });
}

const MAIN = fileURLToPath(new URL("print-and-die-main.ts", import.meta.url));
