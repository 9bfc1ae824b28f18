import type { BenchResult, Figure } from "./figure.ts";

export interface TimedResult extends BenchResult {
  readonly id: string;
  readonly seconds: number;
}

/** Machine, one aligned table of all figures, and what was generated for them. */
export function printReport(facts: Readonly<Record<string, string>>, results: readonly TimedResult[]): string {
  const machine = Object.entries(facts).map(([label, text]) => `${label.padEnd(7)} ${text}`);
  const rows = results.flatMap(({ figures }) => figures).map(cellsOf);
  const widths = HEADINGS.map((_, at) => Math.max(...[HEADINGS, ...rows].map((row) => row[at]?.length ?? 0)));
  const lineOf = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  const table = [lineOf(HEADINGS), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(lineOf)];
  const generated = results.map(({ id, generated, seconds }) => `${id}  ${generated}; took ${seconds.toFixed(0)} s`);
  const notes = results.flatMap(({ id, notes = [] }) => notes.map((note) => `${id}  ${note}`));
  const explained = notes.length === 0 ? [] : ["Explained:", ...notes, ""];
  return [...machine, "", ...table, "", ...explained, "Generated:", ...generated, ""].join("\n");
}

const HEADINGS = ["", "figure", "product", "baseline", "ratio", "aim", "met"];

function cellsOf({ id, what, product, baseline, ratio, aim, met }: Figure): string[] {
  const verdict = met === null ? "" : met ? "yes" : "NO";
  return [id, what, product, baseline, ratio === null ? "" : ratio.toFixed(2), aim, verdict];
}
