/** One thing that is wrong with a reference file. `row` counts entries from 1; null where the file as a whole is meant. */
export interface ReferenceProblem {
  readonly file: string;
  readonly row: number | null;
  readonly field: string | null;
  readonly message: string;
}

/** The reference data cannot be used. `problems` holds all of them, the message prints all of them. */
export class ReferenceDataError extends Error {
  readonly code = "REFERENCE_DATA_INVALID";
  readonly disposition = "crash";
  readonly problems: readonly ReferenceProblem[];

  constructor(problems: readonly ReferenceProblem[]) {
    const lines = problems.map((problem) => `  ${placeOf(problem)}: ${problem.message}`);
    super(`the reference data has ${problems.length} problem${problems.length === 1 ? "" : "s"}:\n${lines.join("\n")}`);
    this.name = "ReferenceDataError";
    this.problems = problems;
  }
}

function placeOf({ file, row, field }: ReferenceProblem): string {
  return [file, row === null ? null : `row ${row}`, field === null ? null : `field ${field}`]
    .filter((part) => part !== null)
    .join(", ");
}
