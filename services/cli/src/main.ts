import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { systemClock, systemSleep } from "@yardstick/runtime";
import { EXIT } from "./exit-codes.ts";
import { runCommandLine } from "./run-command-line.ts";
import { styleOf } from "./terminal/style.ts";
import { UsageError } from "./verb.ts";

// `| head` has read enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  // Not process.exit, which would cut off what is still being written to a pipe.
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    outStyle: styleOf(process.stdout),
    errStyle: styleOf(process.stderr),
    clock: systemClock,
    sleep: systemSleep,
    readFile: (path) =>
      (path === "-" ? buffer(process.stdin) : readFile(path)).catch((error: NodeJS.ErrnoException) => {
        throw new UsageError(`${path} cannot be read (${error.code ?? error.message})`);
      }),
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT.failed;
}
