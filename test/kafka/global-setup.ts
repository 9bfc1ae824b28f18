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

/** One broker for the whole run, whichever projects ask for it; vitest calls this once for each of them. */
let shared: Promise<ProvidedKafka> | null = null;
let users = 0;

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared ??= provideKafka(process.env);
  users += 1;
  const kafka = await shared;
  const missingJars = await canStartKafka(process.env);
  if (kafka.brokers === null) writeMissing("Kafka suites", kafka.how);
  if (missingJars !== null) writeMissing("Kafka outage suites", missingJars);
  project.provide("kafkaBrokers", kafka.brokers);
  project.provide("canStartKafka", missingJars === null);
  return async () => {
    users -= 1;
    if (users > 0) return;
    shared = null;
    await kafka.stop();
  };
}
