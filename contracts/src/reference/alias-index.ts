import { normaliseName } from "./normalise-name.ts";
import type { Located } from "./parse-reference-file.ts";
import type { ReferenceProblem } from "./reference-problem.ts";

export interface AliasIndex {
  /** Normalised name to key. */
  readonly index: ReadonlyMap<string, string>;
  readonly problems: readonly ReferenceProblem[];
}

/** Every name of every entry to the entry's key. A name of two entries is a problem: it would mean either. */
export function aliasIndex<Entry>(
  entries: readonly Located<Entry>[],
  keyOf: (entry: Entry) => string,
  namesOf: (entry: Entry) => readonly string[],
): AliasIndex {
  const index = new Map<string, string>();
  const problems: ReferenceProblem[] = [];
  for (const { file, row, value } of entries) {
    const key = keyOf(value);
    for (const name of namesOf(value)) {
      const other = index.get(normaliseName(name));
      if (other !== undefined && other !== key)
        problems.push({ file, row, field: "aliases", message: `${name} already means ${other}` });
      else index.set(normaliseName(name), key);
    }
  }
  return { index, problems };
}
