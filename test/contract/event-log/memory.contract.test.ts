import { MemoryLogStore } from "../../../packages/event-log/src/memory/memory-log-store.ts";
import { SingleProcessEventLog } from "../../../packages/event-log/src/single-process/single-process-event-log.ts";
import { eventLogContract } from "./event-log-contract.ts";
import { quietLogger } from "./quiet-logger.ts";

eventLogContract("memory", async () => {
  const store = new MemoryLogStore();
  const open = async () =>
    new SingleProcessEventLog(store, { logger: quietLogger(), clock: { nowMs: () => Date.now() } });
  const opened = new Set<SingleProcessEventLog>();
  return {
    open: async () => {
      const log = await open();
      opened.add(log);
      return log;
    },
    deleteBelow: async (topic, partition, offset) => {
      store.deleteBelow({ topic, partition, offset }, offset);
    },
    dispose: async () => {
      for (const log of opened) await log.close();
    },
  };
});
