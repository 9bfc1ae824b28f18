import { resolve } from "node:path";
import { parseArgs } from "node:util";

export interface ClickHouseOptions {
  readonly port: number;
  readonly dataDir: string;
}

/** Reads `--port` (8124 when absent, 0 for a free one) and `--data-dir` (`.data/clickhouse`). Throws on anything else. */
export function clickHouseOptions(args: readonly string[]): ClickHouseOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: "string", default: "8124" }, "data-dir": { type: "string", default: ".data/clickhouse" } },
  });
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) throw new Error(`--port: got ${values.port}, wanted 0 to 65535`);
  return { port, dataDir: resolve(values["data-dir"]) };
}
