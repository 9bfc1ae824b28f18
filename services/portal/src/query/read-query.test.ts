import { alertsQuery, comparisonsQuery, loadReference } from "@yardstick/contracts";
import { HttpProblem } from "@yardstick/runtime";
import { describe, expect, it } from "vitest";
import { readQuery } from "./read-query.ts";
import { resolveCodes } from "./resolve-codes.ts";

const reference = loadReference();

function problemOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof HttpProblem) return error.options;
    throw error;
  }
  throw new Error("it was not refused");
}

describe("readQuery", () => {
  it("answers what the schema reads", () => {
    expect(readQuery(comparisonsQuery, { limit: "7", region: "210421" })).toEqual({ limit: 7, region: "210421" });
  });

  it("names every fault once, with what was probably meant", () => {
    const query = { period: "2021-13", regoin: "210421", state: ["firing", "resolved"], zzzzzzzz: "1" };
    expect(problemOf(() => readQuery(comparisonsQuery, query)).errors).toEqual([
      { path: "period", message: "is not readable: wanted is 2021, 2021-S1, 2021-Q2 or 2021-06, from 1900 to 2299" },
      { path: "regoin", message: "is no parameter here; did you mean region?" },
      { path: "state", message: "is no parameter here" },
      { path: "zzzzzzzz", message: "is no parameter here" },
    ]);
    expect(problemOf(() => readQuery(alertsQuery, { state: "fireing" }))).toMatchObject({
      status: 400,
      code: "QUERY_PARAMETER_INVALID",
      errors: [{ path: "state", message: "must be firing, resolved; did you mean firing?" }],
    });
  });
});

describe("resolveCodes", () => {
  it("knows aliases and names of indicators", () => {
    expect(resolveCodes({ indicator: "services_value_added" }, reference).indicator).toBe("tertiary_value_added");
    expect(resolveCodes({ scope: "210000-XY", region: "210400-XY" }, reference)).toMatchObject({
      ...{ scope: "210000-XY", region: "210400-XY", indicator: undefined },
    });
  });

  it("lists every unknown code, and the candidates of a name that several regions have", () => {
    const problem = problemOf(() => resolveCodes({ region: "铁西区", indicator: "gpd", plan: "x" }, reference));
    expect(problem).toMatchObject({ status: 400, code: "UNKNOWN_CODE" });
    expect(problem.errors?.map(({ path }) => path)).toEqual(["indicator", "region", "plan"]);
    expect(problem.errors?.[0]?.message).toContain("did you mean gdp?");
    expect(problem.errors?.[1]?.message).toMatch(/did you mean 21\d{4} or 21\d{4}\?/);
  });
});
