import type { KillPlan } from "./kill-plan.ts";

/** Settings of the one-process deployment, so that every worker of it finds the same log and the same tables. */
export interface Deployment {
  /** Written as in the environment. */
  readonly settings: Readonly<Record<string, string>>;
  /** Shorter than what a deployment may be told, since each kill on Kafka costs one. */
  readonly sessionTimeoutMs: number;
}

/** What a worker process is told, as JSON in its first argument. */
export interface WorkerSettings extends Deployment {
  /**
   * `prepare`: schema, reference data, topics, and what a producer wrote; `prepare-all`: and all of the script. `run`:
   * post what is missing of the script, one by one, and work until all is settled.
   */
  readonly job: "prepare" | "prepare-all" | "run";
  readonly kill: KillPlan | null;
}

/** Every port free, and one record a batch, so that a stage comes to each of its steps many times. */
const SMALL_STEPS = {
  YARDSTICK_INGEST_PORT: "0",
  YARDSTICK_PORTAL_PORT: "0",
  YARDSTICK_SQL_PORT: "0",
  YARDSTICK_ADMIN_PORT: "0",
  YARDSTICK_BATCH_RECORDS: "1",
  YARDSTICK_LOG_LEVEL: "error",
};

/** libsql and chDB in one directory, as far as `elsewhere` does not say otherwise. */
export function deploymentIn(
  dataDir: string,
  elsewhere: { readonly settings?: Readonly<Record<string, string>>; readonly sessionTimeoutMs?: number } = {},
): Deployment {
  const { settings = {}, sessionTimeoutMs = 10_000 } = elsewhere;
  return { settings: { ...SMALL_STEPS, YARDSTICK_DATA_DIR: dataDir, ...settings }, sessionTimeoutMs };
}
