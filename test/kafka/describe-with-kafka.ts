import { describe, inject, test } from "vitest";

/** A suite that needs a real Kafka; it is skipped where the run has none, which the run says at its end. */
export function describeWithKafka(name: string, suite: () => void): void {
  describe.skipIf(inject("kafkaBrokers") === null)(name, suite);
}

/** A test that starts, and kills, a broker of its own, which takes Java 17 and Maven; skipped without. */
export function testWithOwnKafka(name: string, body: () => Promise<void>): void {
  test.skipIf(!inject("canStartKafka"))(name, body);
}

/** Bootstrap addresses of the run's Kafka. */
export function kafkaBrokers(): string[] {
  const brokers = inject("kafkaBrokers");
  if (brokers === null) throw new Error("This run has no Kafka; use describeWithKafka");
  return brokers.split(",");
}
