import { normaliseName, type ReferenceData, type Region } from "@yardstick/contracts";
import { finding, quote, type Resolved, resolved, unresolved } from "../finding.ts";
import { regionsByName } from "../regions-by-name.ts";
import { suggestClosest } from "../suggest-closest.ts";

const MAX_CANDIDATES = 3;

/**
 * Rule 2: the region by its code. A name is refused with its candidates: names are not unique, and a row says nothing
 * of the parent that would settle it. DOMAIN §2.
 */
export function resolveRegionCode(text: string, reference: ReferenceData): Resolved<Region> {
  const region = reference.regions.get(text) ?? reference.regions.get(codeIn(text));
  if (region !== undefined) return resolved(region);
  const candidates = candidatesFor(text, reference);
  const names = candidates.map(({ code, nameZh }) => `${code} ${nameZh}`).join(", ");
  const [zh, en] = candidates.length === 0 ? ["", ""] : [`是否指:${names}?`, ` Did you mean ${names}?`];
  return unresolved(
    finding("REGION_UNKNOWN", {
      field: "region",
      zh: `地区${quote(text)}不是已知的区划代码。${zh}`,
      en: `${quote(text)} is no region code that the catalogue has.${en}`,
      suggestion: candidates.length === 0 ? null : candidates.map(({ code }) => code).join(", "),
    }),
  );
}

/** The six digits of a code that is written with twelve, as 210421000000; other texts in the width of the catalogue. */
function codeIn(text: string): string {
  const code = text.normalize("NFKC").trim().toUpperCase();
  return /^\d{6}0{6}$/.test(code) ? code.slice(0, 6) : code;
}

function candidatesFor(text: string, reference: ReferenceData): readonly Region[] {
  const byName = regionsByName(reference).full;
  const name = normaliseName(text);
  const named = byName.get(name);
  if (named !== undefined) return named;
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
