import type { Consumer } from "kafkajs";

const CHECK_MS = 15_000;
/** Five minutes: kafkajs's own retries end, with an event, well before. */
const MAX_QUIET_CHECKS = 20;

/** Calls back once when the consumer has shown no sign of life for five minutes. Answers how to stop watching. */
export function watchForSilence(consumer: Consumer, onSilence: () => void): () => void {
  const { CONNECT, CRASH, END_BATCH_PROCESS, FETCH, FETCH_START, GROUP_JOIN, HEARTBEAT, REBALANCING } = consumer.events;
  let quietChecks = 0;
  const isAlive = () => {
    quietChecks = 0;
  };
  for (const event of [CONNECT, CRASH, END_BATCH_PROCESS, FETCH, FETCH_START, GROUP_JOIN, HEARTBEAT, REBALANCING]) {
    consumer.on(event, isAlive);
  }
  const timer = setInterval(() => {
    quietChecks += 1;
    if (quietChecks < MAX_QUIET_CHECKS) return;
    clearInterval(timer);
    onSilence();
  }, CHECK_MS);
  return () => clearInterval(timer);
}
