import type { FeedFormat } from "@yardstick/contracts";

/** One file to decode, and what is known of it. */
export interface FuzzInput {
  readonly format: FeedFormat;
  /** How it was made: `long`, `wide`, `bytes`. */
  readonly kind: string;
  readonly bytes: Buffer;
  readonly charset?: string | undefined;
  /** Id of the feed that it is read by. */
  readonly feed?: string | undefined;
  /** What whoever wrote it wrote into it; null for a file that was broken at random. */
  readonly figures: readonly WrittenFigure[] | null;
  /** Whether every figure has to come out, as it was meant and nothing else. */
  readonly isValid: boolean;
}

/** A figure as it was meant, with a value that no other figure of the file has. */
export interface WrittenFigure {
  readonly region: string;
  readonly indicator: string;
  readonly year: number;
  readonly value: string;
  /** Where it stands in the file, as receipts name it. */
  readonly place: string;
}
