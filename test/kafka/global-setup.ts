import type { TestProject } from "vitest/node";
import { type ProvidedKafka, provideKafka } from "./provide-kafka.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Bootstrap addresses of the run's Kafka, or null. */
    kafkaBrokers: string | null;
  }
}

/** One broker for the whole run, whichever projects ask for it; vitest calls this once for each of them. */
let shared: Promise<ProvidedKafka> | null = null;
let users = 0;

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared ??= provideKafka(process.env);
  users += 1;
  const kafka = await shared;
  if (kafka.brokers === null) console.warn(`Kafka suites are skipped: ${kafka.how}`);
  project.provide("kafkaBrokers", kafka.brokers);
  return async () => {
    users -= 1;
    if (users > 0) return;
    shared = null;
    await kafka.stop();
  };
}
