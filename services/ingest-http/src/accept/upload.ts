import type { ChosenMedia } from "./media-types.ts";
import type { SubmissionFields } from "./read-submission-fields.ts";

/** A body that is about to be read: what is said of it, and its bytes. */
export interface Upload {
  readonly fields: SubmissionFields;
  readonly media: ChosenMedia;
  readonly fileName: string | undefined;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Reads on behind the bytes: nothing may follow them. @throws HttpProblem 400 */
  finish(): Promise<void>;
}
