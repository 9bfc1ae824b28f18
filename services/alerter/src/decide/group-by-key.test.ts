import { describe, expect, it } from "vitest";
import type { ComparisonsMade } from "./decode-comparisons-made.ts";
import { groupByKey, newestCause } from "./group-by-key.ts";

const made = (indicator: string, offset: string): ComparisonsMade => ({
  data: {
    scope: "210000-XY",
    indicator,
    periodEnds: ["2021-12-31"],
    cause: {
      submissionId: `s-${offset}`,
      source: "a-source",
      received: { at: "2022-03-01T08:00:00.000Z", partition: 0, offset },
      version: offset,
    },
  },
  traceparent: null,
});

describe("groupByKey", () => {
  it("takes one entry for each key, with its causes in the order of the log", () => {
    const groups = groupByKey([made("gdp", "1"), made("fixed_asset_investment", "2"), made("gdp", "3")]);
    expect(groups.map(({ indicator, causes }) => [indicator, causes.map(({ cause }) => cause.submissionId)])).toEqual([
      ["gdp", ["s-1", "s-3"]],
      ["fixed_asset_investment", ["s-2"]],
    ]);
  });

  it("knows the cause that was received last, whatever the order in which they were computed", () => {
    const [group] = groupByKey([made("gdp", "9"), made("gdp", "10"), made("gdp", "2")]);
    expect(group && newestCause(group).cause.submissionId).toBe("s-10");
  });
});
