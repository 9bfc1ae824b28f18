import { loadReference } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import type { StandingClaim } from "./claim.ts";
import { decideClaim } from "./decide-claim.ts";

const { statuses } = loadReference();
const RECORD_BIT = 1n << 127n;

const standing = (source: string, at: bigint, more: Partial<StandingClaim> & { ofRecord?: true } = {}) => {
  const { ofRecord, ...said } = more;
  const version = ofRecord ? RECORD_BIT | at : at;
  const claim: StandingClaim = {
    ...{ source, submissionId: `s${at}`, value: "10", status: "preliminary", version, position: at },
    ...{ stored: "accepted", outcome: "accepted", ...said },
  };
  return claim;
};

const decide = (
  claims: StandingClaim[],
  more: { value?: string | null; status?: string; source?: string; explained?: true; ofRecord?: true } = {},
) => {
  const { value = "10", status = "preliminary", source = "county", explained, ofRecord } = more;
  const version = ofRecord ? RECORD_BIT | 100n : 100n;
  const { outcome, fault } = decideClaim(
    { source, claim: { value, status, version, isExplained: explained ?? false } },
    claims,
    statuses,
  );
  return fault === null ? outcome : `${outcome} ${fault}`;
};

describe("decideClaim", () => {
  it("accepts what opens a coordinate", () => expect(decide([])).toBe("accepted"));

  it("counts a repetition as unchanged, whatever its trailing zeros", () => {
    expect(decide([standing("county", 1n)], { value: "10.0" })).toBe("unchanged");
    expect(decide([standing("county", 1n, { value: "0" })], { value: "-0.00" })).toBe("unchanged");
  });

  it("lets another value or another status supersede", () => {
    expect(decide([standing("county", 1n)], { value: "11" })).toBe("superseded");
    expect(decide([standing("county", 1n)], { status: "final" })).toBe("superseded");
  });

  it("compares with the newest vintage, not with older ones nor with what was refused or only repeated", () => {
    expect(decide([standing("county", 2n, { value: "11" }), standing("county", 1n)])).toBe("superseded");
    expect(decide([standing("county", 1n), standing("county", 2n, { value: "11", outcome: "refused" })])).toBe(
      "unchanged",
    );
  });

  it("sees only what stands before it in the log", () => {
    expect(decide([standing("county", 100n), standing("city", 101n)])).toBe("accepted");
  });

  it("refuses a second source, unless it is of record", () => {
    expect(decide([standing("city", 1n)])).toBe("refused OWNED_BY_OTHER_SOURCE");
    expect(decide([standing("city", 1n)], { ofRecord: true })).toBe("superseded");
  });

  it("lets a refused claim own nothing", () => {
    expect(decide([standing("city", 1n, { outcome: "refused" })])).toBe("accepted");
  });

  it("refuses everybody else once the source of record has spoken, even the first one", () => {
    const claims = [standing("county", 1n), standing("city", 2n, { ofRecord: true })];
    expect(decide(claims)).toBe("refused OWNED_BY_OTHER_SOURCE");
    expect(decide(claims, { source: "city", ofRecord: true })).toBe("unchanged");
  });

  it("refuses a status below the current figure's, and passes it with an explanation", () => {
    const final = [standing("county", 1n, { status: "final" })];
    expect(decide(final, { status: "flash", value: "11" })).toBe("refused STATUS_LOWERED");
    expect(decide(final, { status: "flash", value: "11", explained: true })).toBe("superseded STATUS_LOWERED");
    expect(decide(final, { status: "a status of another catalogue" })).toBe("refused STATUS_LOWERED");
    expect(decide([standing("county", 1n, { status: "normal" })], { status: "verified" })).toBe("superseded");
  });

  it("takes a withdrawal, and a word that a figure is withheld, for no lowering", () => {
    const final = [standing("county", 1n, { status: "final" })];
    for (const status of ["withdrawn", "withheld", "missing"]) {
      expect(decide(final, { status, value: null })).toBe("superseded");
      expect(decide([standing("county", 1n, { status, value: null })], { status: "flash" })).toBe("superseded");
      expect(decide([standing("county", 1n, { status, value: null })], { status, value: null })).toBe("unchanged");
    }
  });

  it("lets only the owner or the source of record withdraw, and nobody what was never reported", () => {
    const withdrawal = { status: "withdrawn", value: null } as const;
    expect(decide([], withdrawal)).toBe("refused WITHDRAWS_NOTHING");
    expect(decide([standing("city", 1n)], withdrawal)).toBe("refused OWNED_BY_OTHER_SOURCE");
    expect(decide([standing("city", 1n)], { ...withdrawal, ofRecord: true })).toBe("superseded");
  });

  it("accepts that a figure is missing or withheld before there was any", () => {
    expect(decide([], { status: "missing", value: null })).toBe("accepted");
    expect(decide([], { status: "withheld", value: null })).toBe("accepted");
  });
});
