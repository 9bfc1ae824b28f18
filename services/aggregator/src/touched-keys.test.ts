import { loadReference } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import { touchedKeys } from "./touched-keys.ts";

const reference = loadReference();
const figure = (region: string, periodEnd = "2021-12-31", measure: "level" | "growth_yoy" = "growth_yoy") => ({
  indicator: "gdp",
  region,
  periodEnd,
  measure,
});

describe("touchedKeys", () => {
  it("names every scope that pools a county", () => {
    expect(touchedKeys([figure("210421")], reference)).toEqual([
      { scope: "210000-XY", indicator: "gdp", periodEnds: ["2021-12-31"] },
      { scope: "210400-XY", indicator: "gdp", periodEnds: ["2021-12-31"] },
    ]);
    expect(touchedKeys([figure("210123")], reference).map(({ scope }) => scope)).toEqual(["210000-XY"]);
  });

  it("adds the period whose base a level is", () => {
    const [key] = touchedKeys([figure("210123", "2020-02-29", "level"), figure("210123", "2019-12-31")], reference);
    expect(key?.periodEnds).toEqual(["2019-12-31", "2020-02-29", "2021-02-28"]);
  });

  it("touches the scope of a published benchmark, and those it is compared with", () => {
    expect(touchedKeys([figure("210000-XY")], reference).map(({ scope }) => scope)).toEqual(["210000-XY"]);
    expect(touchedKeys([figure("210400-XY")], reference).map(({ scope }) => scope)).toEqual(["210000-XY", "210400-XY"]);
  });

  it("knows a peer group by its members' names", () => {
    expect(touchedKeys([figure("210403")], reference).map(({ scope }) => scope)).toEqual(["210400-CQ"]);
  });

  it("touches what a level weighs, until a newer weight can be there", () => {
    const income = reference.indicators.get("rural_disposable_income");
    if (income === undefined) throw new Error("the catalogue has no rural_disposable_income");
    const weighed = { ...income, aggregation: "weighted" as const, weightIndicator: "registered_population" };
    const indicators = new Map([...reference.indicators, [weighed.id, weighed]]);
    const population = { ...figure("210123", "2020-12-31", "level"), indicator: "registered_population" };
    const keys = touchedKeys([population], { ...reference, indicators });
    expect(keys.map(({ indicator }) => indicator)).toEqual(["registered_population", "rural_disposable_income"]);
    expect([keys[1]?.periodEnds[0], keys[1]?.periodEnds.at(-1)]).toEqual(["2020-12-31", "2022-11-30"]);
  });

  it("computes what no scope pools with the nearest scope above", () => {
    expect(touchedKeys([figure("210400")], reference).map(({ scope }) => scope)).toEqual(["210400-XY"]);
    expect(touchedKeys([figure("210100")], reference).map(({ scope }) => scope)).toEqual(["210000-XY"]);
    expect(touchedKeys([figure("210000")], reference).map(({ scope }) => scope)).toEqual(["210000-XY"]);
  });

  it("keeps a county's keys for the periods before it was abolished", () => {
    expect(touchedKeys([figure("211121", "2015-12-31")], reference).map(({ scope }) => scope)).toEqual(["210000-XY"]);
  });
});
