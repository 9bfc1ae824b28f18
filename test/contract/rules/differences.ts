type Row = Readonly<Record<string, unknown>> & { readonly key: string };

/** What differs between two lists of rows, a line each: `key field: found ..., counted ...`. */
export function differences(found: readonly Row[], counted: readonly Row[]): string[] {
  const [ofFound, ofCounted] = [found, counted].map((rows) => new Map(rows.map((row) => [row.key, row])));
  const twice = found.length === ofFound?.size ? [] : ["a key was found twice"];
  const keys = [...new Set([...found, ...counted].map(({ key }) => key))].sort();
  return [...twice, ...keys.flatMap((key) => differencesOf(key, ofFound?.get(key), ofCounted?.get(key)))];
}

function differencesOf(key: string, found: Row | undefined, counted: Row | undefined): string[] {
  if (found === undefined) return [`${key}: not found, counted ${JSON.stringify(counted)}`];
  if (counted === undefined) return [`${key}: found ${JSON.stringify(found)}, not counted`];
  return Object.keys(counted).flatMap((field) => {
    const [a, b] = [found[field], counted[field]].map((value) => JSON.stringify(value));
    return a === b ? [] : [`${key} ${field}: found ${a}, counted ${b}`];
  });
}
