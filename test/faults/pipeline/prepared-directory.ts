import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import { runWorker } from "./run-worker.ts";
import { type Deployment, deploymentIn, type WorkerSettings } from "./worker-settings.ts";

/** An embedded deployment as it stands between two starts, to go on from as often as one likes. */
export interface PreparedDirectory {
  /** A directory of its own with the same log and tables, for one scenario; it goes with the run. */
  copy(name: string): Promise<Deployment>;
}

/** Before its first start. */
export async function prepareDirectory(job: WorkerSettings["job"] = "prepare"): Promise<PreparedDirectory> {
  const directory = await mkdtemp(join(inject("runDirectory"), `${job}-`));
  await prepareDeployment(deploymentIn(directory), job);
  return copied(directory);
}

/** `directory`: of a deployment that nobody runs. */
export function copied(directory: string): PreparedDirectory {
  return {
    copy: async (name) => {
      const to = await mkdtemp(join(inject("runDirectory"), `${name}-`));
      await cp(directory, to, { recursive: true, verbatimSymlinks: true });
      return deploymentIn(to);
    },
  };
}

/** Brings log and tables to where the stages' first start finds them. */
export async function prepareDeployment(deployment: Deployment, job: WorkerSettings["job"] = "prepare"): Promise<void> {
  const { killed, report } = await runWorker({ ...deployment, job, kill: null });
  if (killed || !report.startsWith("the worker ended with 0")) throw new Error(`Preparing failed: ${report}`);
}
