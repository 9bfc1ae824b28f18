import type { Located } from "./parse-reference-file.ts";

/** Lays a user's entries over the shipped ones: the same key replaces in place, a new key comes at the end. */
export function overlayEntries<Entry>(
  shipped: readonly Located<Entry>[],
  own: readonly Located<Entry>[],
  keyOf: (entry: Entry) => string,
): readonly Located<Entry>[] {
  const byKey = new Map(shipped.map((entry) => [keyOf(entry.value), entry]));
  for (const entry of own) byKey.set(keyOf(entry.value), entry);
  return [...byKey.values()];
}
