import { median } from "../report/statistics.ts";

/** What work costs in this process, chDB's threads among it. CPU time is the figure that other load does not change. */
export interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Medians of so many runs. */
export async function medianCost(runs: number, work: () => Promise<unknown>): Promise<Cost> {
  const wallMs: number[] = [];
  const cpuMs: number[] = [];
  for (let at = 0; at < runs; at += 1) {
    const cpuBefore = process.cpuUsage();
    const startMs = performance.now();
    await work();
    wallMs.push(performance.now() - startMs);
    const { user, system } = process.cpuUsage(cpuBefore);
    cpuMs.push((user + system) / 1_000);
  }
  return { wallMs: median(wallMs), cpuMs: median(cpuMs) };
}
