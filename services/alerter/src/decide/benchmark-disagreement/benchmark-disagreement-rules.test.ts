import { loadReference } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import { benchmarkDisagreementRulesFor } from "./benchmark-disagreement-rules.ts";

const reference = loadReference();

describe("benchmarkDisagreementRulesFor", () => {
  it("watches every indicator of every scope with a bureau, at the scope's pseudo-region", () => {
    for (const { id: scope } of reference.scopes.values()) {
      for (const indicator of reference.indicators.keys()) {
        expect(benchmarkDisagreementRulesFor(reference, scope, indicator)).toMatchObject([
          { rule: "data-quality/benchmark", alertname: "DataQuality", scope, indicator, region: scope },
        ]);
      }
    }
  });

  it("names the bureau of the scope", () => {
    const [rule] = benchmarkDisagreementRulesFor(reference, "210400-XY", "gdp");
    expect(rule?.bureau.map(({ name }) => name.zh)).toEqual(["市统计局"]);
  });

  it("is silent for a scope without a bureau, and for what the catalogue does not know", () => {
    const scopes = new Map([...reference.scopes].map(([id, scope]) => [id, { ...scope, bureau: null }]));
    expect(benchmarkDisagreementRulesFor({ ...reference, scopes }, "210000-XY", "gdp")).toEqual([]);
    expect(benchmarkDisagreementRulesFor(reference, "elsewhere", "gdp")).toEqual([]);
    expect(benchmarkDisagreementRulesFor(reference, "210000-XY", "elsewhere")).toEqual([]);
  });
});
