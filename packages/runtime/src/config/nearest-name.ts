import { closest, distance } from "fastest-levenshtein";

/** The name that was probably meant, or null where none is near: at most a third of its letters differ. */
export function nearestName(name: string, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const near = closest(name, names);
  return distance(name, near) <= Math.ceil(name.length / 3) ? near : null;
}
