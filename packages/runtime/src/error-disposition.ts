/** What a thrown error asks for. `retry`: the same call may work later. `crash`: it will not. */
export type Disposition = "retry" | "crash";

/** The disposition an error names, whichever package it is from; one that names none is unknown, and crashes. */
export function dispositionOf(error: unknown): Disposition {
  return hasDisposition(error) ? error.disposition : "crash";
}

export function hasDisposition(error: unknown): error is { readonly disposition: Disposition } {
  if (typeof error !== "object" || error === null || !("disposition" in error)) return false;
  return error.disposition === "retry" || error.disposition === "crash";
}

/** The code an error carries, or `UNKNOWN`: bounded, so that it can be a metric's label. */
export function codeOf(error: unknown): string {
  if (!hasDisposition(error) || !("code" in error) || typeof error.code !== "string") return "UNKNOWN";
  return error.code.slice(0, 40);
}
