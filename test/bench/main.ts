import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchOptions } from "./bench-options.ts";
import { BENCHES } from "./benches.ts";
import { machineFacts } from "./report/machine-facts.ts";
import { printReport, type TimedResult } from "./report/print-report.ts";

const { only, quick, json, profileDir, rows } = benchOptions(process.argv.slice(2));
const log = (message: string) => process.stderr.write(`${message}\n`);
const results: TimedResult[] = [];
for (const id of only) {
  const directory = await mkdtemp(join(tmpdir(), `yardstick-bench-${id}-`));
  const startMs = performance.now();
  try {
    const result = await BENCHES[id]({ quick, directory, profileDir, rows, log });
    results.push({ id, seconds: (performance.now() - startMs) / 1_000, ...result });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
const facts = machineFacts();
process.stdout.write(json ? `${JSON.stringify({ facts, results })}\n` : printReport(facts, results));
// chDB's threads would keep the process.
process.exit(0);
