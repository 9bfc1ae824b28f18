import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { version } from "chdb";

/** What the figures depend on, as label and text. */
export function machineFacts(): Readonly<Record<string, string>> {
  return {
    cores: `${availableParallelism()} (${cpus()[0]?.model ?? "unknown"})`,
    memory: `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    load: `${loadavg()[0]?.toFixed(1)} (mean of the last minute)`,
    node: process.version,
    engine: `chdb ${version().chdb}, ClickHouse ${version().libchdb}`,
  };
}
