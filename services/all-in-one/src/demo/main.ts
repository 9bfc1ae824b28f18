import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createProgress, styleOf } from "@yardstick/cli";
import { createLogger } from "@yardstick/runtime";
import { printDemo } from "./print-demo.ts";
import { type DemoResult, runDemo } from "./run-demo.ts";

const HELP = `pnpm demo [--json]

Runs the whole pipeline once on real county figures of Liaoning, in one process and a temporary directory: ingest over
HTTP, validation, storage, growth, benchmarks, comparisons, target results, alerts. Prints them as tables, exits 0.

  --json   the last line of stdout is one object {submissions, comparisons, targets, alerts}; the tables go to stderr
`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: "boolean" }, help: { type: "boolean" } }, args: args() });
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const text = values.json === true ? process.stderr : process.stdout;
  const style = styleOf(text);
  const progress = createProgress((line) => process.stderr.write(line), styleOf(process.stderr));
  const dataDir = await mkdtemp(join(tmpdir(), "yardstick-demo-"));
  const interrupt = () => void remove(dataDir).finally(() => process.exit(130));
  process.once("SIGINT", interrupt);
  try {
    const logger = createLogger({ service: "yardstick-demo", level: "error", fd: 2 });
    const result = await runDemo({ dataDir, logger, onProgress: progress.update });
    progress.end();
    text.write(printDemo(result, style));
    if (values.json === true) process.stdout.write(`${JSON.stringify(toJson(result))}\n`);
    return 0;
  } catch (error) {
    progress.end();
    process.stderr.write(
      `The demo did not come to its end: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return 1;
  } finally {
    await remove(dataDir);
  }
}

/** "--" is what `pnpm demo -- --json` passes on. */
function args(): string[] {
  return process.argv.slice(2).filter((arg, index) => !(arg === "--" && index === 0));
}

function toJson({ submitted, comparisons, targets, alerts }: DemoResult) {
  return { submissions: submitted.map(({ receipt }) => receipt), comparisons, targets, alerts };
}

function remove(directory: string): Promise<void> {
  return rm(directory, { recursive: true, force: true });
}

// Not process.exit, which would cut off what is still being written to a pipe.
process.exitCode = await main();
