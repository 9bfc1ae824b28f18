import { issue } from "@yardstick/contracts";
import { z } from "zod";

/** Why a file is no submission, said before anything of it was published. */
export const refusal = z.object({ issues: z.array(issue).min(1), issueCounts: z.record(z.string(), z.int()) });
export type Refusal = z.infer<typeof refusal>;

/** `drop.json`: what is known of a file when it is taken. It is never changed. */
export const dropNote = z.object({
  id: z.string(),
  /** The folder that it lay in; null where that is none of a source. */
  source: z.string().nullable(),
  /** The folder below that, where there was one. */
  feed: z.string().nullable(),
  name: z.string(),
  takenAt: z.iso.datetime(),
  refusal: refusal.nullable(),
});
export type DropNote = z.infer<typeof dropNote>;

/** One submission that a file was cut into. Its body stands beside, byte for byte as it is published. */
export const spooledPart = z.object({
  submissionId: z.string(),
  source: z.string(),
  rows: z.int(),
  /** Row of the file, counted from 1, that is the part's first. */
  firstRow: z.int(),
});
export type SpooledPart = z.infer<typeof spooledPart>;

/** `parts/plan.json`: what a file was read as. A file that is cut stands in it once, with all of its parts. */
export const dropPlan = z.object({
  format: z.string().nullable(),
  fileSha256: z.string().nullable(),
  bytes: z.int().nullable(),
  parts: z.array(spooledPart),
  refusal: refusal.nullable(),
});
export type DropPlan = z.infer<typeof dropPlan>;
