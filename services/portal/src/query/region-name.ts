import type { ReferenceData } from "@yardstick/contracts";

/** Today's Chinese name of a region; its code where the reference data no longer has it. */
export function regionName({ regions }: Pick<ReferenceData, "regions">, code: string): string {
  return regions.get(code)?.nameZh ?? code;
}
