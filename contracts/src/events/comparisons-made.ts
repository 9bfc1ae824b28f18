import { z } from "zod";
import { cause } from "./indicator-period-changed.ts";

/** `comparisons-made.v1`: growth, benchmark and comparisons of these periods are in the tables. */
export const comparisonsMadeV1 = z
  .strictObject({ scope: z.string(), indicator: z.string(), periodEnds: z.array(z.iso.date()).min(1), cause })
  .meta({ id: "ComparisonsMadeV1" });
export type ComparisonsMadeV1 = z.infer<typeof comparisonsMadeV1>;
