/** One submission of the script: the Idempotency-Key that its source chose, and the body as it is sent. */
export interface ScriptedSubmission {
  readonly key: string;
  readonly source: string;
  readonly body: object;
}

const CITY = "210400-bureau";
const PROVINCE = "210000-bureau";
const COUNTY = "210423-bureau";

/** A reported rate of 2019: the plan's period, so that S1 judges it. */
const growth = (region: string, value: string, indicator = "gdp") => ({
  indicator,
  region,
  period: "2019",
  measure: "growth_yoy",
  value,
});

const level = (region: string, period: string, value: string) => ({ indicator: "gdp", region, period, value });

const sent = (source: string, key: string, observations: readonly object[], mode = "atomic"): ScriptedSubmission => ({
  key,
  source,
  body: { source, mode, observations },
});

const people = (value: string) => [{ indicator: "registered_population", region: "210423", period: "2019", value }];

/** From a source with a producer of its own, which repeats itself and uses its id for something else. */
export const PRODUCED: readonly ScriptedSubmission[] = [
  sent(COUNTY, "county-1", people("330000")),
  sent(COUNTY, "county-1", people("330000")),
  sent(COUNTY, "county-1", people("340000")),
  sent(COUNTY, "county-2", people("331000")),
];

/**
 * Posted one after the other, each once the one before has gone all the way. Every outcome that a submission can have,
 * from two sources whose records stand in different partitions: the province's published average of 5 makes 4 and 4.5
 * fire, and what follows resolves and fires again.
 */
export const POSTED: readonly ScriptedSubmission[] = [
  sent(PROVINCE, "province-1", [growth("210000-XY", "5"), growth("210000-XY", "4", "industrial_value_added")]),
  sent(CITY, "city-1-fires", [
    growth("210421", "4"),
    growth("210422", "6"),
    growth("210423", "4.5"),
    level("210421", "2018", "280000"),
    level("210421", "2019", "290000"),
  ]),
  sent(CITY, "city-2-resolves", [growth("210421", "5.5"), growth("210423", "4.5")]),
  sent(CITY, "city-3-is-unchanged", [growth("210422", "6")]),
  sent(
    CITY,
    "city-4-is-stored-in-part-and-fires",
    [growth("210421", "3", "industrial_value_added"), growth("999999", "1"), growth("210421", "4.2")],
    "partial",
  ),
  sent(CITY, "city-5-is-rejected", [growth("210421", "9"), growth("210422", "much")]),
  sent(PROVINCE, "province-2-resolves-by-its-revision", [growth("210000-XY", "4.1")]),
  sent(CITY, "city-6-corrects-a-base-and-fires", [level("210421", "2018", "270000"), growth("210423", "3.9")]),
  sent(CITY, "city-7-resolves-and-fires", [growth("210421", "3.5"), growth("210423", "4.3")]),
  sent(CITY, "city-8-resolves", [growth("210421", "5.1")]),
];
