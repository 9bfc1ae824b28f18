import { type ReferenceData, scopeMembersOn } from "@yardstick/contracts";
import type { Figure } from "./portal-fixture.ts";

export const SCOPE = "210000-XY";
export const FIRST = "2022-03-01 08:00:00.000";
export const REVISED = "2022-03-05 08:00:00.000";

/** Between both instants, and after the second, as a question writes them. */
export const BEFORE = "2022-03-04T00:00:00Z";
export const AFTER = "2022-03-06T00:00:00Z";

/**
 * Every county of Liaoning reports levels, and grows by 10 % a year; 210422 also reports a rate. The city's and the
 * province's own figures stand beside them, and what the city's industrial parks put out.
 */
export function firstFigures(reference: ReferenceData): Figure[] {
  const counties = scopeMembersOn(reference, SCOPE, "2021-12-31").flatMap((region, at) => {
    const base = 1_000_000 * (at + 1);
    return [
      { region, period: "2019", value: String(base), knownAt: FIRST },
      { region, period: "2020", value: String((base * 11) / 10), knownAt: FIRST },
      { region, period: "2021", value: String((base * 121) / 100), knownAt: FIRST },
    ];
  });
  return [
    ...counties,
    { region: "210422", period: "2021", measure: "growth_yoy", value: "9.46", submission: "s-rate", knownAt: FIRST },
    { region: "210400", period: "2020", value: "2000000000", knownAt: FIRST },
    { region: "210400", period: "2021", value: "2110000000", knownAt: FIRST },
    { region: "210400", period: "2021", measure: "growth_yoy", value: "1.1", knownAt: FIRST },
    { region: "210000", period: "2021", measure: "growth_yoy", value: "5.8", knownAt: FIRST },
    { ...PARKS, period: "2018", value: "90000000000", knownAt: FIRST },
    { ...PARKS, period: "2019", value: "95000000000", submission: "s-parks", knownAt: FIRST },
  ];
}

const PARKS = { indicator: "industrial_park_output", region: "210400" } as const;

/** 新宾's level of 2020 is corrected downwards: its growth of 2020 falls, and that of 2021 rises, a year later. */
export const revision: readonly Figure[] = [
  { region: "210422", period: "2020", value: "1000000", submission: "s-revision", knownAt: REVISED },
  { ...PARKS, period: "2019", value: "101600000000", submission: "s-revision", knownAt: REVISED },
];

/** What was said about a figure and not taken. */
export const refused: readonly Figure[] = [
  { region: "210422", period: "2020", value: "7", submission: "s-refused", outcome: "refused", knownAt: REVISED },
];
