import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** For what several files of a project share; it goes when the run ends. */
    runDirectory: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "yardstick-run-"));
  project.provide("runDirectory", directory);
  return () => rm(directory, { recursive: true, force: true });
}
