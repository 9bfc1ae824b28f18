import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runWorker } from "./run-worker.ts";
import { type Deployment, deploymentIn, type WorkerSettings } from "./worker-settings.ts";

export interface PreparedDirectory {
  /** A directory of its own with the same log and tables, for one scenario. */
  copy(name: string): Promise<Deployment>;
  remove(): Promise<void>;
}

/** An embedded deployment before its first start, prepared once and copied as it stands. */
export async function prepareDirectory(job: WorkerSettings["job"] = "prepare"): Promise<PreparedDirectory> {
  const directory = await mkdtemp(join(tmpdir(), "yardstick-kills-"));
  const original = deploymentIn(join(directory, "original"));
  await prepareDeployment(original, job);
  return {
    copy: async (name) => {
      const to = join(directory, name);
      await cp(join(directory, "original"), to, { recursive: true, verbatimSymlinks: true });
      return deploymentIn(to);
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Brings log and tables to where the stages' first start finds them. */
export async function prepareDeployment(deployment: Deployment, job: WorkerSettings["job"] = "prepare"): Promise<void> {
  const { killed, report } = await runWorker({ ...deployment, job, kill: null });
  if (killed || !report.startsWith("the worker ended with 0")) throw new Error(`Preparing failed: ${report}`);
}
