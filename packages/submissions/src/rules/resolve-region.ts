import { type ReferenceData, type Region, regionIsValidIn } from "@yardstick/contracts";
import { type Finding, finding, NO_FINDINGS, quote, type Resolved, resolved, unresolved } from "../finding.ts";
import { memoise } from "../memoise.ts";
import { regionsNamed } from "../normalise/read-region-name.ts";
import { nameKey, regionsByName } from "../regions-by-name.ts";
import { suggestClosest } from "../suggest-closest.ts";
import { checkRegionInPeriod, type PeriodDays } from "./check-region-in-period.ts";

/** What a text names, and which of it in a period: 辽中 was a county until 2016 and is a district since. */
export interface NamedPlace {
  /** Null is a period that could not be made out. */
  in(period: PeriodDays | null): Resolved<Region>;
}

/**
 * Rule 2: the region by code, name or path. Names are not unique: where two of them existed in the period it is refused
 * with the candidates. DOMAIN §2.
 */
export function resolveRegion(text: string, reference: ReferenceData): NamedPlace {
  const named = regionsNamed(text, reference);
  const [region] = named;
  if (region === undefined) {
    const unknown = unresolved(unknownRegion(text, reference));
    return { in: () => unknown };
  }
  if (named.length === 1) {
    const known = resolved(region);
    const inPeriod = memoise((period: PeriodDays) =>
      resolvedWith(region, checkRegionInPeriod(region, period, reference)),
    );
    return { in: (period) => (period === null ? known : inPeriod(period)) };
  }
  const isDated = named.some(({ validFrom, validTo }) => validFrom !== null || validTo !== null);
  const timeless = isDated ? NOT_JUDGED : unresolved(ambiguous(text, named, reference));
  const inPeriod = memoise((period: PeriodDays) => oneOf(text, named, { period, reference }));
  return { in: (period) => (period === null ? timeless : inPeriod(period)) };
}

const MAX_CANDIDATES = 3;
const NOT_JUDGED: Resolved<never> = { value: null, findings: NO_FINDINGS };

const resolvedWith = (region: Region, findings: readonly Finding[]): Resolved<Region> =>
  findings.length === 0 ? resolved(region) : { value: region, findings };

/** The one that existed in the period, where there was one. */
function oneOf(
  text: string,
  named: readonly Region[],
  { period, reference }: { period: PeriodDays; reference: ReferenceData },
): Resolved<Region> {
  const there = named.filter((region) => regionIsValidIn(region, period.start, period.end));
  const [region] = there;
  if (region !== undefined && there.length === 1) return resolved(region);
  return unresolved(ambiguous(text, there.length === 0 ? named : there, reference));
}

function ambiguous(text: string, candidates: readonly Region[], reference: ReferenceData): Finding {
  const names = listOf(candidates, reference);
  return finding("REGION_AMBIGUOUS", {
    field: "region",
    zh: `地区${quote(text)}可指多个地区:${names};请写代码或带上级名称。`,
    en: `${quote(text)} could be several regions: ${names}. Send the code, or the name behind its parent's.`,
    suggestion: codesOf(candidates),
  });
}

function unknownRegion(text: string, reference: ReferenceData): Finding {
  const elsewhere = lastPartOf(text, reference);
  if (elsewhere.length > 0) {
    const names = listOf(elsewhere, reference);
    return finding("REGION_CONFLICT", {
      field: "region",
      zh: `地区${quote(text)}前后矛盾;后一部分是:${names}。`,
      en: `The parts of ${quote(text)} contradict each other: its end is ${names}.`,
      suggestion: codesOf(elsewhere),
    });
  }
  const isRelative = RELATIVE.test(nameKey(text));
  const candidates = isRelative ? [] : candidatesFor(text, reference);
  const names = listOf(candidates, reference);
  const [zh, en] = candidates.length === 0 ? ["", ""] : [`是否指:${names}?`, ` Did you mean ${names}?`];
  const [relativeZh, relativeEn] = isRelative
    ? ["(只写“全县”“合计”一类,看不出是哪一级哪一地区)", " It says nothing of which region it is the total of."]
    : ["", ""];
  return finding("REGION_UNKNOWN", {
    field: "region",
    zh: `地区${quote(text)}不在目录中${relativeZh}。${zh}`,
    en: `The catalogue has no region ${quote(text)}.${relativeEn}${en}`,
    suggestion: candidates.length === 0 ? null : codesOf(candidates),
  });
}

const RELATIVE = /^(?:全|本)(?:省|市|县|区|镇|乡)|^(?:合|总)计$/u;

/** What the end of a path, or the name behind a code, would be by itself. */
function lastPartOf(text: string, reference: ReferenceData): readonly Region[] {
  const end = /^(?:.*[/>／＞]|\s*\d{6,12}\P{L}*)(?<end>\D+)$/su.exec(text)?.groups?.end;
  return end === undefined ? [] : regionsNamed(end, reference).slice(0, MAX_CANDIDATES);
}

const codesOf = (regions: readonly Region[]) => regions.map(({ code }) => code).join(", ");

/** With the parents below the province: 210106 沈阳市铁西区. */
function listOf(regions: readonly Region[], reference: ReferenceData): string {
  return regions.map((region) => `${region.code} ${parentOf(region, reference)}${region.nameZh}`).join(", ");
}

function parentOf({ parent }: Region, { regions }: ReferenceData): string {
  const above = parent === null ? undefined : regions.get(parent);
  return above === undefined || above.level !== "city" ? "" : above.nameZh;
}

function candidatesFor(text: string, reference: ReferenceData): readonly Region[] {
  const { full: byName } = regionsByName(reference);
  const name = nameKey(text);
  if (/^[\d-]+(xy)?$/.test(name)) {
    // Codes of neighbours differ in one digit, so a code two digits off says nothing.
    if (name.length < 5) return [];
    return suggestClosest(name.toUpperCase(), reference.regions.keys(), MAX_CANDIDATES)
      .filter((code) => differsByOne(code, name.toUpperCase()))
      .flatMap((code) => reference.regions.get(code) ?? []);
  }
  const extended = [...byName].filter(([known]) => name.length >= 2 && known.startsWith(name));
  const close =
    extended.length > 0 ? extended.map(([known]) => known) : suggestClosest(name, byName.keys(), MAX_CANDIDATES);
  return close.slice(0, MAX_CANDIDATES).flatMap((known) => byName.get(known) ?? []);
}

function differsByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const at = [...short].findIndex((char, index) => char !== long[index]);
  if (at < 0) return true;
  return long.slice(at + 1) === short.slice(long.length === short.length ? at + 1 : at);
}
