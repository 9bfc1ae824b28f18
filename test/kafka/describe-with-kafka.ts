import { describe, inject } from "vitest";

/** A suite that needs a real Kafka; it is skipped where the run has none, which the run says at its end. */
export function describeWithKafka(name: string, suite: () => void): void {
  describe.skipIf(inject("kafkaBrokers") === null)(name, suite);
}

/** Bootstrap addresses of the run's Kafka. */
export function kafkaBrokers(): string[] {
  const brokers = inject("kafkaBrokers");
  if (brokers === null) throw new Error("This run has no Kafka; use describeWithKafka");
  return brokers.split(",");
}
