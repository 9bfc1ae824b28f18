import { fileURLToPath } from "node:url";
import { runToEnd } from "../../../infra/kafka/run-to-end.ts";

const main = fileURLToPath(new URL("bare-consumer-main.ts", import.meta.url));

export interface BareConsumerOptions {
  readonly brokers: string;
  /** Filled by `fillTopic`. */
  readonly topic: string;
  /** Of its chDB. */
  readonly directory: string;
  readonly rows: number;
}

/** Rows per second of the bare consumer, in a process of its own, from its first batch to its last commit. */
export async function runBareConsumer({ brokers, topic, directory, rows }: BareConsumerOptions): Promise<number> {
  const output = await runToEnd(process.execPath, ["--import", "tsx", main, brokers, topic, directory, String(rows)]);
  return (JSON.parse(output.trim().split("\n").at(-1) ?? "{}") as { rowsPerSecond: number }).rowsPerSecond;
}
