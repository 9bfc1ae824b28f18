import { z } from "zod";
import { alert } from "../http/alert.ts";
import { cause } from "./indicator-period-changed.ts";

/** `alert-changed.v1`: an alert fired, changed what it says, or was resolved. The delivery channels read it. */
export const alertChangedV1 = z
  .strictObject({
    alert,
    previousState: z.enum(["none", "firing", "resolved"]),
    rule: z.string().describe("Target or rule that raised it: fushun-2018-2020/S1."),
    scope: z.string(),
    benchmarkMethod: z.string().nullable(),
    rank: z.int().nullable(),
    of: z.int().nullable(),
    outsidePlan: z.boolean(),
    cause,
  })
  .meta({ id: "AlertChangedV1" });
export type AlertChangedV1 = z.infer<typeof alertChangedV1>;
