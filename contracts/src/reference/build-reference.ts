import { createHash } from "node:crypto";
import { aliasIndex } from "./alias-index.ts";
import { checkCrossReferences } from "./check-cross-references.ts";
import { mergeTargetPaths } from "./merge-target-paths.ts";
import { overlayEntries } from "./overlay-entries.ts";
import { type Located, parseReferenceFile } from "./parse-reference-file.ts";
import type { ReferenceData } from "./reference-data.ts";
import { REFERENCE_FILES, type ReferenceFile } from "./reference-files.ts";
import { ReferenceDataError, type ReferenceProblem } from "./reference-problem.ts";

/** Path below the reference directory to the file's text. */
export type ReferenceTexts = ReadonlyMap<string, string>;

/**
 * The reference data out of the texts of its files, the own ones laid over the shipped.
 * Throws `ReferenceDataError` with all problems of all files.
 */
export function buildReference(shipped: ReferenceTexts, own: ReferenceTexts = new Map()): ReferenceData {
  const problems: ReferenceProblem[] = [...unknownFiles(own)];
  const read = <Entry>(definition: ReferenceFile<Entry>): readonly Located<Entry>[] => {
    const [base, over] = [shipped, own].map((texts) =>
      readAll(texts, definition, texts === own ? "own " : "", problems),
    );
    return overlayEntries(base ?? [], over ?? [], definition.keyOf);
  };
  const entries = {
    regions: read(REFERENCE_FILES.regions),
    indicators: read(REFERENCE_FILES.indicators),
    units: read(REFERENCE_FILES.units),
    statuses: read(REFERENCE_FILES.statuses),
    scopes: read(REFERENCE_FILES.scopes),
    agencies: read(REFERENCE_FILES.agencies),
    sourcesOfRecord: read(REFERENCE_FILES.sourcesOfRecord),
    sources: read(REFERENCE_FILES.sources),
    feeds: read(REFERENCE_FILES.feeds),
    plans: read(REFERENCE_FILES.plans),
    targetPaths: read(REFERENCE_FILES.targetPaths),
  };
  const indicatorAliases = aliasIndex(
    entries.indicators,
    (entry) => entry.id,
    (entry) => [entry.id, entry.nameZh, entry.nameEn, ...entry.aliases],
  );
  const unitAliases = aliasIndex(
    entries.units,
    (entry) => entry.code,
    (entry) => [entry.code, ...entry.aliases],
  );
  const statusAliases = aliasIndex(
    entries.statuses,
    (entry) => entry.id,
    (entry) => [entry.id, entry.nameZh, entry.nameEn, ...entry.aliases],
  );
  for (const { problems: found } of [indicatorAliases, unitAliases, statusAliases]) problems.push(...found);
  // Names that point to an entry that did not parse would be reported twice over.
  if (problems.length === 0) problems.push(...checkCrossReferences(entries));
  const units = indexed(entries.units, REFERENCE_FILES.units);
  const merged = mergeTargetPaths(entries.plans, entries.targetPaths, units);
  if (problems.length === 0) problems.push(...merged.problems);
  if (problems.length > 0) throw new ReferenceDataError(problems);
  return {
    regions: indexed(entries.regions, REFERENCE_FILES.regions),
    indicators: indexed(entries.indicators, REFERENCE_FILES.indicators),
    indicatorAliases: indicatorAliases.index,
    units,
    unitAliases: unitAliases.index,
    statuses: indexed(entries.statuses, REFERENCE_FILES.statuses),
    statusAliases: statusAliases.index,
    scopes: indexed(entries.scopes, REFERENCE_FILES.scopes),
    agencies: indexed(entries.agencies, REFERENCE_FILES.agencies),
    sourcesOfRecord: entries.sourcesOfRecord.map(({ value }) => value),
    sources: indexed(entries.sources, REFERENCE_FILES.sources),
    feeds: indexed(entries.feeds, REFERENCE_FILES.feeds),
    plans: indexed(merged.plans, REFERENCE_FILES.plans),
    version: versionOf(shipped, own),
  };
}

function readAll<Entry>(
  texts: ReferenceTexts,
  definition: ReferenceFile<Entry>,
  prefix: string,
  problems: ReferenceProblem[],
): readonly Located<Entry>[] {
  const files = [...texts].filter(([path]) => belongsTo(path, definition)).sort(([a], [b]) => (a < b ? -1 : 1));
  return files.flatMap(([path, text]) => {
    const parsed = parseReferenceFile(`${prefix}${path}`, text, definition);
    problems.push(...parsed.problems);
    return parsed.entries;
  });
}

const belongsTo = (path: string, { path: wanted }: { path: string }) =>
  wanted.endsWith("/") ? path.startsWith(wanted) : path === wanted;

/** A file that is not read would be a misspelt name that nobody notices. */
function unknownFiles(own: ReferenceTexts): ReferenceProblem[] {
  const known = Object.values(REFERENCE_FILES).map(({ path }) => path);
  return [...own.keys()]
    .filter((path) => !known.some((wanted) => belongsTo(path, { path: wanted })))
    .map((path) => ({ file: `own ${path}`, row: null, field: null, message: `not one of ${known.join(", ")}` }));
}

function indexed<Entry>(
  entries: readonly Located<Entry>[],
  { keyOf }: ReferenceFile<Entry>,
): ReadonlyMap<string, Entry> {
  return new Map(entries.map(({ value }) => [keyOf(value), value]));
}

function versionOf(shipped: ReferenceTexts, own: ReferenceTexts): string {
  const hash = createHash("sha256");
  for (const texts of [shipped, own]) {
    for (const [path, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${path}\0${text}\0`);
    hash.update("\0");
  }
  return hash.digest("hex");
}
