import { readFileSync } from "node:fs";

/**
 * The id of the living process that wrote a ClickHouse `status` file (its first line is `PID: <n>`), or undefined when
 * there is none, or it is gone, or it is this process. The binding reports a held directory without any error code.
 */
export function processHolding(statusFile: string): number | undefined {
  const pid = Number(/^PID: (\d+)/.exec(read(statusFile))?.[1]);
  return Number.isInteger(pid) && pid !== process.pid && isAlive(pid) ? pid : undefined;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
