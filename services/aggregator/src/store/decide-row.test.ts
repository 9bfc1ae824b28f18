import { describe, expect, it } from "vitest";
import { decideRow } from "./decide-row.ts";
import type { Vintage } from "./vintage.ts";

const RECORD_BIT = 1n << 127n;
const vintage = (source: string, at: bigint, more: Partial<Vintage> = {}): Vintage => ({
  source,
  value: "10",
  status: "preliminary",
  version: at,
  position: at,
  ...more,
});
const outcome = (
  vintages: Vintage[],
  more: { value?: string; status?: string; source?: string; position?: bigint; sourceOfRecord?: string } = {},
) =>
  decideRow({
    row: { value: more.value ?? "10", status: more.status ?? "preliminary" },
    source: more.source ?? "county",
    position: more.position ?? 100n,
    sourceOfRecord: more.sourceOfRecord ?? null,
    vintages,
  });

describe("decideRow", () => {
  it("accepts what opens a coordinate", () => expect(outcome([])).toBe("accepted"));

  it("counts a repetition as unchanged, whatever its trailing zeros", () => {
    expect(outcome([vintage("county", 1n)], { value: "10.0" })).toBe("unchanged");
    expect(outcome([vintage("county", 1n, { value: "0" })], { value: "-0.00" })).toBe("unchanged");
  });

  it("lets another value or another status supersede", () => {
    expect(outcome([vintage("county", 1n)], { value: "11" })).toBe("superseded");
    expect(outcome([vintage("county", 1n)], { status: "final" })).toBe("superseded");
  });

  it("compares with the newest vintage, not with older ones", () => {
    expect(outcome([vintage("county", 2n, { value: "11" }), vintage("county", 1n)])).toBe("superseded");
  });

  it("sees only what was received before", () => {
    expect(outcome([vintage("county", 100n), vintage("city", 101n)])).toBe("accepted");
  });

  it("refuses a second source, unless it is of record", () => {
    expect(outcome([vintage("city", 1n)])).toBe("owned-by-other");
    expect(outcome([vintage("city", 1n)], { sourceOfRecord: "county" })).toBe("superseded");
  });

  it("refuses everybody else once the source of record has spoken", () => {
    const vintages = [vintage("county", 1n), vintage("city", 2n, { version: RECORD_BIT | 2n })];
    expect(outcome(vintages, { sourceOfRecord: "city" })).toBe("owned-by-other");
    expect(outcome(vintages, { source: "city", sourceOfRecord: "city" })).toBe("unchanged");
  });

  it("takes a withdrawn figure's return as a change", () => {
    expect(outcome([vintage("county", 1n, { value: null })])).toBe("superseded");
  });
});
