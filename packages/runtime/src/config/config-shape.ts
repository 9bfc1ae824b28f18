import type { z } from "zod";

/**
 * What one part can be told: a plain record of environment keys and schemas. Packages export such fragments, a service
 * spreads those it needs into one. A schema reads the text of the variable, or `undefined` where there is none, and
 * carries its default and its description: `YARDSTICK_BATCH_RECORDS: integerSetting({ ... }).default(500).describe("...")`.
 */
export type ConfigShape = Readonly<Record<`YARDSTICK_${string}`, z.ZodType>>;

/** The parsed settings, under the same keys as the shape. */
export type ConfigOf<Shape extends ConfigShape> = { readonly [Key in keyof Shape]: z.infer<Shape[Key]> };

/** One thing that is wrong with the settings. `got` never holds a secret. */
export interface ConfigProblem {
  readonly key: string;
  readonly got: string;
  readonly wanted: string;
}
