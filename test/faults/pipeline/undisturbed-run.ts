import { settledState } from "./chain-of-kills.ts";
import { copied, type PreparedDirectory, prepareDirectory } from "./prepared-directory.ts";
import type { PipelineState } from "./read-state.ts";

/** The script without a kill, over libsql and chDB: what every other run of it is compared with. */
export interface UndisturbedRun {
  /** Before the first start. */
  readonly prepared: PreparedDirectory;
  /** After the last submission. */
  readonly settled: PreparedDirectory;
  /** What the tables then held. */
  readonly state: PipelineState;
}

/** Made by the first file of a run that asks: it costs as much as ten kills. */
export function undisturbedRun(): Promise<UndisturbedRun> {
  made ??= makeRun();
  return made;
}

let made: Promise<UndisturbedRun> | null = null;

async function makeRun(): Promise<UndisturbedRun> {
  const prepared = await prepareDirectory();
  const deployment = await prepared.copy("undisturbed");
  const state = await settledState(deployment);
  return { prepared, settled: copied(deployment.settings.YARDSTICK_DATA_DIR ?? ""), state };
}
