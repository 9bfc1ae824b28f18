import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MISSING_FILE_VARIABLE, readMissing } from "./what-is-missing.ts";

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
  readonly success: boolean;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * `pnpm test`: every test that this machine can run; arguments go on to vitest. Ends by saying what could not run and
 * why, then the counts alone on the last line; the exit code is vitest's.
 */
async function main(): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), "yardstick-test-"));
  const [missing, report] = [join(directory, "missing.txt"), join(directory, "report.json")];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = ["run", "--config", "test/vitest.config.ts", ...reporters, ...process.argv.slice(2)];
  try {
    const code = await vitest(args, { ...process.env, [MISSING_FILE_VARIABLE]: missing });
    for (const line of readMissing(missing)) console.log(line);
    console.log(closingLine(report));
    return code;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function vitest(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const program = join(root, "node_modules/.bin/vitest");
    const child = spawn(program, args, { cwd: root, env, stdio: "inherit" });
    for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

function closingLine(file: string): string {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return "0 passed, 1 failed (vitest ended without a report)";
  }
  const skipped = report.numPendingTests + report.numTodoTests;
  // A file that cannot be loaded has no tests to count, but the run has failed.
  const failed = report.success ? 0 : Math.max(report.numFailedTests, 1);
  return [`${report.numPassedTests} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(
    ", ",
  );
}

process.exit(await main());
