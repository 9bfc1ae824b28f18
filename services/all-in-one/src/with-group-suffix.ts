import type { EventLog } from "@yardstick/event-log";

/**
 * The same log, every consumer group named `<group>.<suffix>`. Where ClickHouse lives in a data directory and the log
 * is a Kafka that outlives it, a fresh directory has to start at the earliest record, and not where another one was.
 */
export function withGroupSuffix(eventLog: EventLog, suffix: string): EventLog {
  const named = (group: string) => `${group}.${suffix}`;
  return {
    publish: (topic, records) => eventLog.publish(topic, records),
    subscribe: (options) => eventLog.subscribe({ ...options, group: named(options.group) }),
    ensureTopics: (specs) => eventLog.ensureTopics(specs),
    lag: (group, topics) => eventLog.lag(named(group), topics),
    ping: (timeoutMs) => eventLog.ping(timeoutMs),
    close: () => eventLog.close(),
  };
}
