import type { SubmissionMode } from "@yardstick/contracts";
import type { Coordinate } from "./coordinate.ts";

/** What became of a row that passed validation: `accepted` and `superseded` are vintages, the others evidence. */
export type Outcome = "accepted" | "superseded" | "unchanged" | "refused";

/** One row that passed validation, as far as its outcome and those of others depend on it. */
export interface Claim {
  readonly at: Coordinate;
  /** `coordinateKey` of `at`. */
  readonly key: string;
  /** Name of the period, for people. */
  readonly period: string;
  /** Row of the submission, counted from 1. */
  readonly row: number;
  readonly value: string | null;
  readonly status: string;
  readonly isExplained: boolean;
  /** Its topmost bit says that the source is of record; the rest is the position. */
  readonly version: bigint;
  /** Every column of `observation_vintages` but the outcome, in the order of `CLAIM_COLUMNS`. */
  readonly columns: readonly unknown[];
}

/** A submission that is settled, with all of its claims; `claims` is empty where the validator rejected it. */
export interface SettlingSubmission {
  readonly source: string;
  readonly submissionId: string;
  /** Place in the log: what lies below it came before. */
  readonly position: bigint;
  readonly mode: SubmissionMode;
  readonly claims: readonly Claim[];
}

/** A claim at a coordinate beside others, whoever made it. */
export interface StandingClaim {
  readonly source: string;
  readonly submissionId: string;
  readonly value: string | null;
  readonly status: string;
  readonly version: bigint;
  readonly position: bigint;
  /** What the table says of it; null where it is not there yet. */
  readonly stored: Outcome | null;
  /** What is to become of it, as far as that has been decided; else `stored`. */
  outcome: Outcome;
}

/** All claims of each coordinate in question, by `coordinateKey`, in no order. */
export type ClaimBoard = Map<string, StandingClaim[]>;

const RECORD_BIT = 1n << 127n;

/** The order in which claims were received: their version without the source of record. */
export const positionOf = (version: bigint): bigint => version & (RECORD_BIT - 1n);

/** The versions that a row received at a position can have. */
export const versionsAt = (position: bigint): readonly bigint[] => [position, position | RECORD_BIT];

export const isOfRecord = (version: bigint): boolean => version >= RECORD_BIT;

/** Whether a claim is a vintage: it was the current figure once, or is. */
export const isTaken = (outcome: Outcome): boolean => outcome === "accepted" || outcome === "superseded";

/**
 * Whether several sources claim a coordinate, or one was refused there. Its current row then carries the highest version
 * of all claims, so that it stands above whatever another order of arrival would have put there.
 */
export function isContested(claims: readonly StandingClaim[]): boolean {
  const [first] = claims;
  return claims.some(({ source, outcome }) => source !== first?.source || outcome === "refused");
}

/** The claim whose figure is current; null where none is taken. */
export function currentClaim(claims: readonly StandingClaim[]): StandingClaim | null {
  let current: StandingClaim | null = null;
  for (const claim of claims) {
    if (isTaken(claim.outcome) && (current === null || claim.version > current.version)) current = claim;
  }
  return current;
}

/** The highest version of some claims, 0 of none. `Math.max` takes no bigint. */
export function highestVersion(claims: readonly { readonly version: bigint }[]): bigint {
  let highest = 0n;
  for (const { version } of claims) if (version > highest) highest = version;
  return highest;
}
