import { type Finding, NO_FINDINGS } from "../finding.ts";
import { type CellSays, type FigureQuestion, readFigure } from "../normalise/read-figure.ts";
import { type DecimalDigits, isPlainDecimal, readDecimal } from "./read-decimal.ts";

/** A value by its digits, and what its text says beside them. */
export interface ReadValue {
  /** Null where there is no figure, or none that can be read for certain. */
  readonly digits: DecimalDigits | null;
  /** Null, or a text that says that nothing is there (`-`, `…`, 不详). */
  readonly isBlank: boolean;
  /** Null for a plain decimal, and for what was not read. */
  readonly cell: CellSays | null;
  readonly findings: readonly Finding[];
}

/** Rule 6: a plain decimal or a JSON number at once, any other text by `readFigure`. */
export function readValue(value: string | number | null, question: FigureQuestion): ReadValue {
  if (value === null) return BLANK;
  if (typeof value === "number" || (question.decimalMark !== "," && isPlainDecimal(value))) {
    const { value: digits, findings } = readDecimal(value);
    return { digits, isBlank: false, cell: null, findings };
  }
  const figure = readFigure(value, question);
  if (figure.kind === "blank") return BLANK;
  if (figure.kind === "refused") return { digits: null, isBlank: false, cell: null, findings: figure.findings };
  const { decimal, says, findings } = figure;
  return { digits: readDecimal(decimal).value, isBlank: false, cell: says, findings };
}

const BLANK: ReadValue = { digits: null, isBlank: true, cell: null, findings: NO_FINDINGS };
