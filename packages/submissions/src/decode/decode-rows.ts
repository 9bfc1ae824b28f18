import type {
  Feed,
  FeedFormat,
  Issue,
  ReferenceData,
  SubmissionMode,
  SubmittedObservation,
} from "@yardstick/contracts";
import type { DecodedSubmission, DecodeFault, DecodeLimits } from "./decoded-submission.ts";

/** What a file is read with. */
export interface DecodeQuestion {
  /** Who reports, for formats that do not say it themselves. */
  readonly source?: string;
  readonly mode?: SubmissionMode;
  readonly charset?: string;
  readonly fileName?: string;
  /**
   * The mapping to read it by. Without one the shape speaks for itself; `decodeSubmission` has then looked for the one
   * that is for such file names, and a decoder asks `chooseFeed` once it knows the file's structure.
   */
  readonly feed?: Feed;
  readonly limits: DecodeLimits;
  readonly reference: ReferenceData;
}

/** Texts as they stand in the file: what they mean is the validator's business. */
export type RowFields = Partial<Record<keyof SubmittedObservation, string | number | null>>;

/** What a file holds, one at a time and in its order. */
export type DecodedItem =
  | { readonly kind: "row"; readonly fields: RowFields; readonly place: string }
  /** Where the fields of the rows that follow stand, seen from a row's place. */
  | { readonly kind: "table"; readonly table: string; readonly fields: Readonly<Record<string, string>> }
  /** The mapping that the file's own structure named, before any row: where nobody named one. */
  | { readonly kind: "feed"; readonly feed: Feed }
  /** What is passed over or looks odd is told, never dropped in silence: hidden rows, blank cells, footnotes. */
  | { readonly kind: "finding"; readonly issue: Issue }
  /** Nothing follows a fatal one. */
  | {
      readonly kind: "fault";
      readonly outcome: Exclude<DecodedSubmission["outcome"], "decoded">;
      readonly fault: DecodeFault;
      readonly isFatal: boolean;
    };

/**
 * Reads a file as its bytes come, in bounded memory. Throws for nothing that the bytes hold, only what reading them
 * throws. Who stops asking ends the reading.
 */
export type DecodeRows = (chunks: AsyncIterable<Uint8Array>, question: DecodeQuestion) => AsyncGenerator<DecodedItem>;

export type RowDecoders = Readonly<Partial<Record<FeedFormat, DecodeRows>>>;
