/** One line of the table. */
export interface Figure {
  readonly id: string;
  readonly what: string;
  readonly product: string;
  readonly baseline: string;
  readonly ratio: number | null;
  readonly aim: string;
  /** Null where there is no aim: the line explains another. */
  readonly met: boolean | null;
  /** The measured numbers behind it, for `--json`. */
  readonly details: Readonly<Record<string, number | string | readonly number[]>>;
}

/** One benchmark: what was generated and how long it took, and its figures. */
export interface BenchResult {
  readonly figures: readonly Figure[];
  /** What was generated, in words. */
  readonly generated: string;
  /** What explains the figures, a line each. */
  readonly notes?: readonly string[];
}

export interface BenchContext {
  readonly quick: boolean;
  /** A directory of this benchmark's own; it is removed afterwards. */
  readonly directory: string;
  /** Where the child processes leave CPU profiles; none when absent. */
  readonly profileDir: string | undefined;
  /** Current figures of (f); null for its own number. */
  readonly rows: number | null;
  readonly log: (message: string) => void;
}
