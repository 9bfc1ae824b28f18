import type { ObservationStatus } from "@yardstick/contracts";
import {
  type Claim,
  currentClaim,
  isOfRecord,
  isTaken,
  type Outcome,
  positionOf,
  type StandingClaim,
} from "./claim.ts";

/** Why a claim is refused; a lowered status with an explanation is told, and passes. */
export type ClaimFault = "OWNED_BY_OTHER_SOURCE" | "STATUS_LOWERED" | "WITHDRAWS_NOTHING";

export interface ClaimDecision {
  readonly outcome: Outcome;
  readonly fault: ClaimFault | null;
}

export interface ClaimOfSource {
  readonly claim: Pick<Claim, "value" | "status" | "isExplained" | "version">;
  readonly source: string;
}

/**
 * What becomes of a claim, given all claims at its coordinate: only those that stand before it in the log count, and of
 * them the taken ones. The first source that reported owns the coordinate; another's row is refused unless it is the
 * source of record, whose figure stands before all others from then on. A repetition of the current figure is unchanged
 * (rule 15). A status below the current figure's needs an explanation. DOMAIN §1, §7.
 */
export function decideClaim(
  { claim, source }: ClaimOfSource,
  standing: readonly StandingClaim[],
  statuses: ReadonlyMap<string, Pick<ObservationStatus, "rank" | "state">>,
): ClaimDecision {
  const position = positionOf(claim.version);
  const previous =
    standing.length === 0 ? standing : standing.filter((other) => other.position < position && isTaken(other.outcome));
  const current = currentClaim(previous);
  const stateOf = (status: string) => statuses.get(status)?.state ?? "figure";
  if (current === null) {
    return stateOf(claim.status) === "withdrawn" ? refused("WITHDRAWS_NOTHING") : { outcome: "accepted", fault: null };
  }
  if (!isOfRecord(claim.version) && source !== ownerOf(previous, current)) return refused("OWNED_BY_OTHER_SOURCE");
  if (repeats({ claim, source }, current)) return { outcome: "unchanged", fault: null };
  const rankOf = (status: string) => statuses.get(status)?.rank ?? 0;
  const areFigures = claim.value !== null && current.value !== null;
  if (!areFigures || rankOf(claim.status) >= rankOf(current.status)) return { outcome: "superseded", fault: null };
  return claim.isExplained ? { outcome: "superseded", fault: "STATUS_LOWERED" } : refused("STATUS_LOWERED");
}

const refused = (fault: ClaimFault): ClaimDecision => ({ outcome: "refused", fault });

/** Nobody owns what a source of record has spoken about; it needs no leave itself. */
function ownerOf(previous: readonly StandingClaim[], current: StandingClaim): string | null {
  if (isOfRecord(current.version)) return null;
  return previous.reduce((first, claim) => (claim.position < first.position ? claim : first), current).source;
}

function repeats({ claim, source }: ClaimOfSource, current: StandingClaim): boolean {
  return source === current.source && claim.status === current.status && sameDecimal(claim.value, current.value);
}

/** ClickHouse writes a decimal without trailing zeros, a validated value may carry them: 2.50 is 2.5. */
function sameDecimal(one: string | null, other: string | null): boolean {
  return one === other || (one !== null && other !== null && shortest(one) === shortest(other));
}

function shortest(decimal: string): string {
  const text = decimal.includes(".") ? decimal.replace(/0+$/, "").replace(/\.$/, "") : decimal;
  return text === "-0" ? "0" : text;
}
