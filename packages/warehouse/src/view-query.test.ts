import { describe, expect, it } from "vitest";
import { viewQuery } from "./view-query.ts";

describe("the query of a view", () => {
  it("is its SELECT alone, with its parameters and without names of a deployment", async () => {
    const query = await viewQuery("region_growth_at");
    expect(query.trim()).toMatch(/^WITH\s/);
    expect(query).toContain("{regions:Array(String)}");
    expect(query).not.toMatch(/\{\{|CREATE|COMMENT/);
  });

  it("is refused for a view that does not ship", async () => {
    await expect(viewQuery("comparisons_at_once")).rejects.toMatchObject({ code: "MIGRATION_INVALID" });
  });
});
