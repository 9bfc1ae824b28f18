import type { AlertName } from "@yardstick/contracts";

/** What may be breached, and for whom. */
export interface AlertRule {
  /** Stable id: plan and line, `fushun-2018-2020/S1`, or what a finding is about, `data-quality/benchmark`. */
  readonly rule: string;
  readonly alertname: AlertName;
  readonly scope: string;
  readonly indicator: string;
  readonly region: string;
}

export interface Name {
  readonly zh: string;
  readonly en: string;
}
