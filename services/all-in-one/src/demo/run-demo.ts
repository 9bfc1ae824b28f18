import type { Alert, Comparison, ReferenceData, TargetResult } from "@yardstick/contracts";
import { loadReference } from "@yardstick/contracts";
import { type Logger, systemClock, systemSleep } from "@yardstick/runtime";
import { parseAllInOneConfig } from "../config.ts";
import { type RunningAllInOne, startAllInOne } from "../start-all-in-one.ts";
import { type Contradiction, readContradictions } from "./contradictions.ts";
import { readAll } from "./read-all.ts";
import { type SubmittedFigures, submitFigures } from "./submit-figures.ts";

/** What the pipeline made of the shipped figures. */
export interface DemoResult {
  readonly submitted: readonly SubmittedFigures[];
  readonly contradictions: readonly Contradiction[];
  readonly comparisons: readonly Comparison[];
  readonly targets: readonly TargetResult[];
  readonly alerts: readonly Alert[];
  readonly reference: ReferenceData;
  readonly seconds: number;
}

export interface DemoOptions {
  readonly dataDir: string;
  readonly logger: Logger;
  readonly onProgress: (text: string) => void;
}

const COMPARE_DEADLINE_MS = 300_000;

/** Starts the one-process deployment in an empty directory, submits, waits until everything is computed, reads the answers. */
export async function runDemo({ dataDir, logger, onProgress }: DemoOptions): Promise<DemoResult> {
  const startMs = systemClock.nowMs();
  onProgress("starting: event log, ClickHouse, services");
  const running = await startAllInOne({ config: demoConfig(dataDir), logger });
  try {
    return await Promise.race([walk(running, onProgress, startMs), failureOf(running)]);
  } finally {
    onProgress("stopping");
    await running.stop();
  }
}

/** Every port is any free one, and whatever the environment says, log and ClickHouse are in the directory. */
function demoConfig(dataDir: string) {
  return parseAllInOneConfig({
    YARDSTICK_DATA_DIR: dataDir,
    YARDSTICK_INGEST_PORT: "0",
    YARDSTICK_PORTAL_PORT: "0",
    YARDSTICK_SQL_PORT: "0",
    YARDSTICK_ADMIN_PORT: "0",
  });
}

async function walk(
  running: RunningAllInOne,
  onProgress: (text: string) => void,
  startMs: number,
): Promise<DemoResult> {
  const { ingest, portal, sql } = running.urls;
  const submitted = await submitFigures(ingest, onProgress);
  onProgress("computing growth, benchmarks, comparisons, targets and alerts");
  await awaitEverything(running);
  onProgress("reading the results");
  const [comparisons, targets, alerts, contradictions] = await Promise.all([
    readAll<Comparison>(portal, "/v1/comparisons"),
    readAll<TargetResult>(portal, "/v1/targets"),
    readAll<Alert>(portal, "/v1/alerts"),
    sql === null ? [] : readContradictions(sql),
  ]);
  const seconds = (systemClock.nowMs() - startMs) / 1_000;
  return { submitted, contradictions, comparisons, targets, alerts, reference: loadReference(), seconds };
}

async function awaitEverything(running: RunningAllInOne): Promise<void> {
  const endMs = systemClock.nowMs() + COMPARE_DEADLINE_MS;
  for (let pauseMs = 10; !(await running.isSettled()); pauseMs = Math.min(pauseMs * 2, 200)) {
    if (systemClock.nowMs() > endMs) {
      throw new Error(`the stages were not through with the figures within ${COMPARE_DEADLINE_MS / 1_000} s`);
    }
    await systemSleep(pauseMs);
  }
}

async function failureOf({ failed }: RunningAllInOne): Promise<never> {
  await failed;
  throw new Error("the pipeline stopped by itself");
}
