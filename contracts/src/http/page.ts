import { z } from "zod";

/** A page of a list. `knownThrough` is the newest known-at that the answer rests on; `nextCursor` is null at the end. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.strictObject({ data: z.array(row), nextCursor: z.string().nullable(), knownThrough: z.iso.datetime().nullable() });

export interface Page<Row> {
  readonly data: readonly Row[];
  readonly nextCursor: string | null;
  readonly knownThrough: string | null;
}
