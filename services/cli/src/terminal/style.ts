/** How text may look where it goes: on a terminal with colours and lines, in a pipe or a file without either. */
export interface Style {
  /** Whether a person looks at it: progress may be redrawn, and lines may be drawn. */
  readonly isTerminal: boolean;
  /** Columns of the terminal; null where there is none. */
  readonly columns: number | null;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

export type Paint = (text: string) => string;

/** What is used of `process.stdout`. `hasColors` honours NO_COLOR, FORCE_COLOR and TERM by itself. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}

export function styleOf(stream: TerminalStream): Style {
  const isTerminal = stream.isTTY === true;
  const coloured = isTerminal && stream.hasColors?.() === true;
  const paint = (code: number, end: number): Paint =>
    coloured ? (text) => (text === "" ? "" : `\u001b[${code}m${text}\u001b[${end}m`) : (text) => text;
  return {
    isTerminal,
    columns: isTerminal ? (stream.columns ?? null) : null,
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
  };
}

/** Text as it is, for files, pipes and tests. */
export const PLAIN_STYLE: Style = styleOf({});
