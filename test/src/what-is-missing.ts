import { appendFileSync, existsSync, readFileSync } from "node:fs";

/** Not YARDSTICK_*, since services refuse keys that they do not know. Names the file in which a run collects what it could not run; `run-tests.ts` sets it. */
export const MISSING_FILE_VARIABLE = "TEST_RUN_MISSING_FILE";

/** Notes that suites are skipped, and why, for the closing lines of the run; without such a run it is printed. */
export function writeMissing(what: string, why: string): void {
  const file = process.env[MISSING_FILE_VARIABLE];
  const line = `${what} could not run: ${why}`;
  if (file === undefined) console.warn(line);
  else appendFileSync(file, `${line}\n`);
}

/** What was noted, each line once. */
export function readMissing(file: string): string[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return [...new Set(lines.filter((line) => line !== ""))];
}
