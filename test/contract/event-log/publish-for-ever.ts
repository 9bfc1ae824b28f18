import { openLocalEventLog } from "@yardstick/event-log";
import { quietLogger } from "./quiet-logger.ts";

/** A process that publishes to the log in argv[2] until it is killed, and prints each offset that was acknowledged. */
const log = openLocalEventLog(process.argv[2] ?? "", { logger: quietLogger(), clock: { nowMs: () => Date.now() } });
await log.ensureTopics([
  { name: "t", partitions: 1, retentionMs: 3_600_000, maxMessageBytes: 1_000, replicationFactor: null },
]);
for (let n = 0; ; n += 1) {
  const [ack] = await log.publish("t", [{ key: "a", value: new TextEncoder().encode(`${n}`), headers: {} }]);
  process.stdout.write(`${ack?.offset}\n`);
}
