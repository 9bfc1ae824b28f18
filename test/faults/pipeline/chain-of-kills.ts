import { describePlan, type KillPlan } from "./kill-plan.ts";
import type { PipelineState } from "./read-state.ts";
import { runWorker } from "./run-worker.ts";
import type { Deployment } from "./worker-settings.ts";

/**
 * Kills one deployment at each plan in turn, every restart going on where the last process died, and lets it settle at
 * the end. Throws when a plan was not reached: a test that kills nowhere proves nothing.
 */
export async function chainOfKills(deployment: Deployment, plans: readonly KillPlan[]): Promise<PipelineState> {
  for (const kill of plans) {
    const { killed, report } = await runWorker({ ...deployment, job: "run", kill });
    if (!killed) throw new Error(`Nothing was killed at ${describePlan(kill)}: ${report}`);
  }
  return await settledState(deployment);
}

/** Runs to the end, in batches of the usual size, and answers what the tables then hold. */
export async function settledState(deployment: Deployment): Promise<PipelineState> {
  const { YARDSTICK_BATCH_RECORDS: _one, ...settings } = deployment.settings;
  const { state, report } = await runWorker({ ...deployment, settings, job: "run", kill: null });
  if (state === null) throw new Error(`The deployment did not settle: ${report}`);
  return state;
}
