import type { Tally } from "./fuzz-decoders.ts";

const OUTCOMES = ["decoded", "misshapen", "unreadable", "too_large", "thrown"] as const;

const lineOf = (cells: readonly string[]) =>
  cells
    .map((cell, at) => cell.padEnd(WIDTHS[at] ?? 0))
    .join(" ")
    .trimEnd();
const WIDTHS = [10, 8, 8, 10, 11, 10, 7, 8, 10, 20, 9];

export const TALLY_HEADING = lineOf([
  "format",
  "inputs",
  ...OUTCOMES,
  "rows",
  "inputs/s",
  "slowest, CPU ms",
  "heap MiB",
]);

/** One format's line of the table. */
export function lineOfTally({ format, inputs, outcomes, rows, wallMs, slowest, peakHeapMib }: Tally): string {
  return lineOf([
    format,
    String(inputs),
    ...OUTCOMES.map((outcome) => String(outcomes[outcome] ?? 0)),
    String(rows),
    ((inputs / wallMs) * 1_000).toFixed(0),
    `${slowest.cpuMs.toFixed(0)} (#${slowest.index})`,
    peakHeapMib.toFixed(0),
  ]);
}
