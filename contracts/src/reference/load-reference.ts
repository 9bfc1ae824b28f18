import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { buildReference, type ReferenceTexts } from "./build-reference.ts";
import type { ReferenceData } from "./reference-data.ts";
import { REFERENCE_FILES } from "./reference-files.ts";
import { ReferenceDataError } from "./reference-problem.ts";

/** Where the shipped files are; found from this module, so that the working directory does not matter. */
export const REFERENCE_DIRECTORY = fileURLToPath(new URL("../../reference/", import.meta.url));

export interface LoadReferenceOptions {
  /** A user's own files (`YARDSTICK_REFERENCE_DIR`), laid over the shipped ones entry by entry. */
  readonly overlayDir?: string | undefined;
  /** Leaves out the plans and their paths, shipped and own. */
  readonly catalogueOnly?: boolean;
}

/**
 * Reads contracts/reference and the overlay. Throws `ReferenceDataError` with every problem (file, row, field), be it
 * a shape, a name that exists twice, or one that does not exist.
 */
export function loadReference({ overlayDir, catalogueOnly = false }: LoadReferenceOptions = {}): ReferenceData {
  if (overlayDir !== undefined && !existsSync(overlayDir)) {
    throw new ReferenceDataError([{ file: overlayDir, row: null, field: null, message: "there is no such directory" }]);
  }
  const [shipped, own] = [REFERENCE_DIRECTORY, overlayDir].map((directory): ReferenceTexts => {
    const texts = directory === undefined ? [] : [...textsIn(directory)];
    return new Map(catalogueOnly ? texts.filter(([path]) => !isOfPlans(path)) : texts);
  });
  return buildReference(shipped ?? new Map(), own);
}

const isOfPlans = (path: string) =>
  path.startsWith(REFERENCE_FILES.plans.path) || path === REFERENCE_FILES.targetPaths.path;

/** CSV and JSON files of a directory by their path below it. `figures/` holds facts to submit, not reference data. */
function textsIn(directory: string): ReferenceTexts {
  const paths = readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((path) => relative(directory, join(directory, path)).split(sep).join("/"))
    .filter((path) => /\.(csv|json)$/.test(path) && !path.startsWith("figures/"));
  return new Map(paths.map((path) => [path, readFileSync(join(directory, path), "utf8")]));
}
