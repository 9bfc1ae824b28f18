import { writeSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { PLAIN_STYLE } from "@yardstick/cli";
import { systemClock, systemSleep } from "@yardstick/runtime";
import { runCommandLine } from "../../../services/cli/src/run-command-line.ts";

/** The command line, which is killed in the moment in which it prints. */
await runCommandLine(process.argv.slice(2), {
  out: (text) => {
    writeSync(1, text);
    process.kill(process.pid, "SIGKILL");
  },
  err: () => undefined,
  outStyle: PLAIN_STYLE,
  errStyle: PLAIN_STYLE,
  clock: systemClock,
  sleep: systemSleep,
  readFile,
});
