import { readFileSync } from "node:fs";

export interface ProcessMemory {
  readonly residentMib: number;
  /** The most that it ever was. */
  readonly peakMib: number;
}

/** VmRSS and VmHWM of a process, as Linux counts them. */
export function processMemory(pid: number): ProcessMemory {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const mibOf = (field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN) / 1_024;
  return { residentMib: mibOf("VmRSS"), peakMib: mibOf("VmHWM") };
}
