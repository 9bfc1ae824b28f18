import { createHash } from "node:crypto";
import type { Accumulation } from "@yardstick/contracts";

export interface AlertIdentity {
  readonly rule: string;
  readonly scope: string;
  readonly region: string;
  readonly indicator: string;
  readonly accumulation: Accumulation;
}

/** 32 hexadecimal digits. The severity is no part of it: an alert that gets worse stays the same alert. DESIGN §6.6. */
export function alertIdOf({ rule, scope, region, indicator, accumulation }: AlertIdentity): string {
  return createHash("sha256")
    .update(JSON.stringify([rule, scope, region, indicator, accumulation]))
    .digest("hex")
    .slice(0, 32);
}
