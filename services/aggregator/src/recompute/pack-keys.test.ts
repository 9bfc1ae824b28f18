import { expect, it } from "vitest";
import { packKeys } from "./pack-keys.ts";

const key = (indicator: string, ...periodEnds: string[]) => ({ indicator, scopes: ["210000-XY"], periodEnds });

it("takes indicators of the same periods together", () => {
  expect(packKeys([key("gdp", "2020-12-31", "2021-12-31"), key("income", "2021-12-31")])).toEqual([
    { indicators: ["gdp", "income"], scopes: ["210000-XY"], periodEnds: ["2020-12-31", "2021-12-31"] },
  ]);
});

it("computes every key, and no statement more than its cells", () => {
  const days = (from: number, count: number) => Array.from({ length: count }, (_, at) => `${from + at}-12-31`);
  const keys = [key("a", ...days(1990, 7)), key("b", ...days(2000, 3)), key("c", ...days(2001, 3))];
  const packs = packKeys(keys, 4);
  expect(packs.every(({ indicators, periodEnds }) => indicators.length * periodEnds.length <= 4)).toBe(true);
  for (const { indicator, periodEnds } of keys) {
    const computed = packs.filter((pack) => pack.indicators.includes(indicator)).flatMap((pack) => pack.periodEnds);
    expect(computed).toEqual(expect.arrayContaining(periodEnds));
  }
});

it("has nothing to compute without keys", () => {
  expect(packKeys([])).toEqual([]);
});
