import { describe, expect, it } from "vitest";
import { alertIdOf } from "./alert-id.ts";

describe("alertIdOf", () => {
  const identity = {
    rule: "p/S1",
    scope: "210000-XY",
    region: "210421",
    indicator: "gdp",
    accumulation: "ytd",
  } as const;

  it("is the same for the same alert and another for every other", () => {
    const others = [
      { ...identity, rule: "p/S2" },
      { ...identity, scope: "x" },
      { ...identity, region: "210422" },
      { ...identity, indicator: "tertiary_value_added" },
      { ...identity, accumulation: "period" as const },
    ].map(alertIdOf);
    expect(alertIdOf({ ...identity })).toBe(alertIdOf(identity));
    expect(alertIdOf(identity)).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set([...others, alertIdOf(identity)]).size).toBe(6);
  });
});
