import { describe, expect, it } from "vitest";
import { alertsQuery, comparisonsQuery, observationsQuery } from "./queries.ts";

describe("query strings", () => {
  it("read limit as a number, 100 where it is absent", () => {
    expect(comparisonsQuery.parse({})).toEqual({ limit: 100 });
    expect(comparisonsQuery.parse({ limit: "1000", scope: "210000-XY" })).toEqual({ limit: 1000, scope: "210000-XY" });
  });

  it.each(["0", "1001", "", "1e2", "-1", "2.5", " 5"])("refuse limit=%j", (limit) => {
    expect(comparisonsQuery.safeParse({ limit }).success).toBe(false);
  });

  it("refuse a parameter that the route does not know, and one that came twice", () => {
    expect(alertsQuery.safeParse({ regoin: "210421" }).error?.issues[0]).toMatchObject({ keys: ["regoin"] });
    expect(alertsQuery.safeParse({ region: ["210421", "210422"] }).success).toBe(false);
  });

  it.each([
    ["2021", true],
    ["2021-S1", true],
    ["2021-Q4", true],
    ["2021-12", true],
    ["2021-13", false],
    ["1021", false],
    ["2021年", false],
  ])("period=%s: %s", (period, isPeriod) => {
    expect(comparisonsQuery.safeParse({ period }).success).toBe(isPeriod);
  });

  it("read asOf as an instant with its offset", () => {
    expect(observationsQuery.safeParse({ asOf: "2022-03-01T16:00:00+08:00", vintages: "all" }).success).toBe(true);
    expect(observationsQuery.parse({ asOf: "2022-03-01T16:00:00 08:00" }).asOf).toBe("2022-03-01T16:00:00+08:00");
    expect(observationsQuery.parse({}).asOf).toBeUndefined();
    expect(observationsQuery.safeParse({ asOf: "2022-03-01" }).success).toBe(false);
  });
});
