import { z } from "zod";
import { bilingualText } from "../text.ts";
import { ACCUMULATIONS, ALERT_NAMES, ALERT_STATES } from "../vocabulary.ts";

/** One row of `GET /v1/alerts`. Figures in %, gap in percentage points; instants RFC 3339 UTC. DESIGN §8, DOMAIN §8. */
export const alert = z
  .strictObject({
    alertId: z.string(),
    alertname: z.enum(ALERT_NAMES),
    state: z.enum(ALERT_STATES),
    severity: z.enum(["critical", "warning", "info"]),
    indicator: z.string(),
    region: z.string(),
    regionName: z.string(),
    accumulation: z.enum(ACCUMULATIONS),
    period: z.string(),
    value: z.number().nullable(),
    threshold: z.number().nullable(),
    gap: z.number().nullable(),
    agency: z.string(),
    submissionId: z.string().describe("The submission that caused the newest transition."),
    startsAt: z.iso.datetime(),
    resolvedAt: z.iso.datetime().nullable(),
    reason: z
      .string()
      .describe(
        "Why it is in this state, as a code: NEW_BREACH, STILL_BELOW, STILL_DIFFERENT, REVISED, TARGET_MET, AGREES, WITHDRAWN.",
      ),
    message: bilingualText,
  })
  .meta({ id: "Alert" });
export type Alert = z.infer<typeof alert>;
