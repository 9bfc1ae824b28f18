import type { TestProject } from "vitest/node";
import { writeMissing } from "../src/what-is-missing.ts";
import { canStartKafka, type ProvidedKafka, provideKafka } from "./provide-kafka.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Bootstrap addresses of the run's Kafka, or null. */
    kafkaBrokers: string | null;
    /** Whether a test can start and kill a broker of its own. */
    canStartKafka: boolean;
  }
}

/** The run's one broker, and how many projects still use it. */
interface SharedKafka {
  readonly provided: Promise<ProvidedKafka>;
  users: number;
}

/** vitest calls this once for each project, and loads this file anew for each: what they share is the process. */
const run = globalThis as { yardstickKafka?: SharedKafka | undefined };

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  run.yardstickKafka ??= { provided: provideKafka(process.env), users: 0 };
  const shared = run.yardstickKafka;
  shared.users += 1;
  const kafka = await shared.provided;
  const missingJars = await canStartKafka(process.env);
  if (kafka.brokers === null) writeMissing("Kafka suites", kafka.how);
  if (missingJars !== null) writeMissing("Kafka outage suites", missingJars);
  project.provide("kafkaBrokers", kafka.brokers);
  project.provide("canStartKafka", missingJars === null);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    run.yardstickKafka = undefined;
    await kafka.stop();
  };
}
