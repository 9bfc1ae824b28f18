import type { Agency, ReferenceData } from "@yardstick/contracts";
import type { Name } from "../alert-rule.ts";

/** One name of an agency, and the last month in which it goes by it: `YYYY-MM`, null where it still does. */
export interface AgencyTerm {
  readonly name: Name;
  readonly validTo: string | null;
}

/** An agency by its name at an instant (RFC 3339): its own, or that of whoever took over (机构改革). DOMAIN §6. */
export function agencyAt(terms: readonly [AgencyTerm, ...AgencyTerm[]], instant: string): Name {
  const month = instant.slice(0, 7);
  return (terms.find(({ validTo }) => validTo === null || month <= validTo) ?? terms.at(-1) ?? terms[0]).name;
}

/** An agency and its successors, in order; its id where the reference data does not know it. */
export function agencyTerms(
  { agencies }: Pick<ReferenceData, "agencies">,
  id: string,
): readonly [AgencyTerm, ...AgencyTerm[]] {
  const agency = agencies.get(id);
  if (agency === undefined) return [{ name: { zh: id, en: id }, validTo: null }];
  const terms: [AgencyTerm, ...AgencyTerm[]] = [termOf(agency)];
  const seen = new Set([id]);
  for (let next = successorOf(agency, agencies); next !== undefined && !seen.has(next.id); ) {
    terms.push(termOf(next));
    seen.add(next.id);
    next = successorOf(next, agencies);
  }
  return terms;
}

function successorOf({ successor }: Agency, agencies: ReferenceData["agencies"]): Agency | undefined {
  return successor === null ? undefined : agencies.get(successor);
}

function termOf({ nameZh, nameEn, validTo }: Agency): AgencyTerm {
  return { name: { zh: nameZh, en: nameEn }, validTo };
}
