import { type Period, type ReferenceData, type Region, regionIsValidIn } from "@yardstick/contracts";
import { type Finding, finding, NO_FINDINGS } from "../finding.ts";
import { stemOf } from "../regions-by-name.ts";

/** What of a period decides whether a region was there. */
export type PeriodDays = Pick<Period, "name" | "start" | "end">;

/** Rule 2: the region existed in some part of the period; an abolished unit keeps the figures of its own time. DOMAIN §2. */
export function checkRegionInPeriod(region: Region, period: PeriodDays, reference: ReferenceData): readonly Finding[] {
  if (regionIsValidIn(region, period.start, period.end)) return NO_FINDINGS;
  const isAbolished = region.validTo !== null && region.validTo < period.start.slice(0, 7);
  const [zh, en] = isAbolished
    ? [`已于 ${region.validTo} 后撤销`, `existed until ${region.validTo}`]
    : [`自 ${region.validFrom} 起设立`, `exists since ${region.validFrom}`];
  const namesake = namesakeIn(region, period, reference);
  const [hintZh, hintEn] =
    namesake === null
      ? ["", ""]
      : [
          `该时期为 ${namesake.code} ${namesake.nameZh}。`,
          ` In that period it is ${namesake.code} ${namesake.nameZh}.`,
        ];
  return [
    finding("REGION_NOT_VALID_IN_PERIOD", {
      field: "region",
      zh: `${region.code} ${region.nameZh}${zh},不适用于 ${period.name}。${hintZh}`,
      en: `${region.code} ${region.nameZh} ${en}, so it has no figure for ${period.name}.${hintEn}`,
      suggestion: namesake?.code ?? null,
    }),
  ];
}

/** The one unit of the same name and parent that did exist: a county that became a district. */
function namesakeIn(region: Region, period: PeriodDays, reference: ReferenceData): Region | null {
  const others = [...reference.regions.values()].filter(
    (other) =>
      other.code !== region.code &&
      other.parent === region.parent &&
      stemOf(other) === stemOf(region) &&
      regionIsValidIn(other, period.start, period.end),
  );
  return others.length === 1 ? (others[0] ?? null) : null;
}
