import { z } from "zod";
import { logPosition } from "./log-position.ts";

/** What woke a computation: the submission whose rows are durable by now. */
export const cause = z
  .strictObject({
    submissionId: z.string(),
    source: z.string(),
    received: logPosition,
    version: z
      .string()
      .regex(/^\d{1,39}$/)
      .describe("UInt128 version of the submission's rows, decimal."),
  })
  .meta({ id: "Cause" });
export type Cause = z.infer<typeof cause>;

/** `indicator-period-changed.v1`: these periods of one indicator in one scope have to be computed again. */
export const indicatorPeriodChangedV1 = z
  .strictObject({
    scope: z.string(),
    indicator: z.string(),
    periodEnds: z.array(z.iso.date()).min(1).describe("Last days of the periods, ascending, each once."),
    cause,
  })
  .meta({ id: "IndicatorPeriodChangedV1" });
export type IndicatorPeriodChangedV1 = z.infer<typeof indicatorPeriodChangedV1>;
