import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Samples by file name without extension: one per event type and per HTTP body. The documents show them as examples. */
export interface Samples {
  readonly events: ReadonlyMap<string, unknown>;
  readonly http: ReadonlyMap<string, unknown>;
}

export const SAMPLES_DIRECTORY = fileURLToPath(new URL("../../samples/", import.meta.url));

export function readSamples(): Samples {
  return { events: samplesIn(`${SAMPLES_DIRECTORY}events/`), http: samplesIn(`${SAMPLES_DIRECTORY}http/`) };
}

function samplesIn(directory: string): ReadonlyMap<string, unknown> {
  const files = readdirSync(directory).filter((file) => file.endsWith(".json"));
  const read = (file: string): unknown => JSON.parse(readFileSync(directory + file, "utf8"));
  return new Map(files.sort().map((file) => [file.slice(0, -".json".length), read(file)]));
}
