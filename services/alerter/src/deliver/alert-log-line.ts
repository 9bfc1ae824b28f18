import type { AlertChangedV1 } from "@yardstick/contracts";

/** Labels identify an alert, annotations say how it stands. DOMAIN §8. */
export interface AlertLogLine {
  readonly level: "warn" | "info";
  readonly fields: {
    readonly alertId: string;
    readonly state: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, unknown>>;
  };
  readonly message: string;
}

export function alertLogLine({
  alert,
  rule,
  scope,
  benchmarkMethod,
  rank,
  of,
  outsidePlan,
}: AlertChangedV1): AlertLogLine {
  const { alertId, alertname, state, severity, indicator, region, accumulation, agency } = alert;
  return {
    level: state === "firing" ? "warn" : "info",
    fields: {
      alertId,
      state,
      labels: { alertname, rule, indicator, region, severity, benchmark: scope, accumulation, agency },
      annotations: {
        regionName: alert.regionName,
        period: alert.period,
        value: alert.value,
        threshold: alert.threshold,
        gap: alert.gap,
        rank,
        of,
        benchmarkMethod,
        outsidePlan,
        reason: alert.reason,
        startsAt: alert.startsAt,
        resolvedAt: alert.resolvedAt,
        submissionId: alert.submissionId,
        messageEn: alert.message.en,
      },
    },
    message: alert.message.zh,
  };
}
