import { nextCursorOf, type ReadEndpoints } from "./read-endpoints.ts";

/** One question to the product, and the same one as raw SQL, which shows what the engine can do at most. */
export interface ReadQuestion {
  readonly id: string;
  readonly what: string;
  /** Asks all of it; answers the bodies. */
  ask(endpoints: ReadEndpoints): Promise<readonly string[]>;
  /** `RAW_SQL` of the same figures. */
  readonly raw: keyof typeof RAW_SQL;
  /** How many rows the product answers at least. */
  readonly rows: number;
  /** What the raw SQL took where the aim was set: 10^8 figures, 2 cores. The aims are the read API's. */
  readonly spikeMs: number | null;
}

const INDICATOR = "gdp";
const PERIOD = "2021-05";
const PERIOD_END = "2021-05-31";
const YEAR_BEFORE = "2020-05-31";
const SCOPE = "330000-XY";
const REGION = "330121";
/** The month's first figures are known, its revisions are not. */
const AS_OF = "2021-07-01T00:00:00Z";
/** 2,800 counties; those of two cities were fewer in the first years. */
const COMPARISON_ROWS = 2_790;
const MEMBERS_OF_SCOPE = 88;
const MONTHS = 360;

const comparisons = (period: string) => `/v1/comparisons?indicator=${INDICATOR}&period=${period}&limit=1000`;
const ofScope = (period: string) => `${comparisons(period)}&scope=${SCOPE}`;
const series = (region: string) => `/v1/series?indicator=${INDICATOR}&region=${region}&limit=1000`;
const one = async ({ get }: ReadEndpoints, path: string) => [await get(path)];

/** Counts on, so that a question with it is one that nobody has asked before. */
let asked = 0;
const another = <Value>(values: readonly Value[]): Value => {
  asked += 1;
  const value = values[(asked * 7) % values.length];
  if (value === undefined) throw new Error("there is nothing to ask for");
  return value;
};
/** Months with results and two years before them, each with an instant that knew its first figures alone. */
const MONTHS_ASKED = Array.from({ length: 25 * 12 }, (_, at) => {
  const [year, month] = [1995 + Math.floor(at / 12), 1 + (at % 12)];
  const asOf = new Date(Date.UTC(year, month + 1, 1)).toISOString();
  return { period: `${year}-${String(month).padStart(2, "0")}`, asOf };
});
/** The first counties of the cities of three provinces (`generate/write-reference.ts`). */
const REGIONS_ASKED = ["33", "34", "41"].flatMap((province) =>
  Array.from({ length: 48 }, (_, at) => `${province}0${1 + Math.floor(at / 8)}${21 + (at % 8)}`),
);
/** Another instant that knew the same. */
const anotherInstant = () => new Date(Date.parse(AS_OF) + another(SECONDS) * 1_000).toISOString();
const SECONDS = Array.from({ length: 1_000 }, (_, at) => at);

/** What the read API has answered before, and the view that analysts ask, which nothing remembers. */
export const AGAIN: readonly ReadQuestion[] = [
  {
    id: "comparisons",
    what: "comparisons of 31 scopes, 3 pages",
    ask: (endpoints) => allPages(endpoints, comparisons(PERIOD)),
    ...{ raw: "comparisons", rows: COMPARISON_ROWS, spikeMs: 36 },
  },
  {
    id: "scope",
    what: "league table, one scope, read API",
    ask: (endpoints) => one(endpoints, ofScope(PERIOD)),
    ...{ raw: "league", rows: MEMBERS_OF_SCOPE, spikeMs: 10 },
  },
  {
    id: "league",
    what: "league_table, one scope, SQL door",
    ask: async ({ sql }) => [await sql(LEAGUE_TABLE)],
    ...{ raw: "league", rows: MEMBERS_OF_SCOPE, spikeMs: null },
  },
  {
    id: "series",
    what: "one region's series of 360 months",
    ask: (endpoints) => one(endpoints, series(REGION)),
    ...{ raw: "series", rows: MONTHS, spikeMs: 66 },
  },
  {
    id: "as-of",
    what: "comparisons asOf, 31 scopes, 3 pages",
    ask: (endpoints) => allPages(endpoints, `${comparisons(PERIOD)}&asOf=${anotherInstant()}`),
    ...{ raw: "asOf", rows: COMPARISON_ROWS, spikeMs: 47 },
  },
  {
    id: "as-of-scope",
    what: "comparisons asOf, one scope",
    ask: (endpoints) => one(endpoints, `${ofScope(PERIOD)}&asOf=${anotherInstant()}`),
    ...{ raw: "asOf", rows: MEMBERS_OF_SCOPE, spikeMs: 47 },
  },
];

/** The same of another month or region each time: nothing of it is remembered. */
export const FIRST: readonly ReadQuestion[] = [
  {
    id: "comparisons-first",
    what: "first time: comparisons of 31 scopes, 3 pages",
    ask: (endpoints) => allPages(endpoints, comparisons(another(MONTHS_ASKED).period)),
    ...{ raw: "comparisons", rows: COMPARISON_ROWS, spikeMs: 36 },
  },
  {
    id: "scope-first",
    what: "first time: league table, one scope, read API",
    ask: (endpoints) => one(endpoints, ofScope(another(MONTHS_ASKED).period)),
    ...{ raw: "league", rows: MEMBERS_OF_SCOPE, spikeMs: 10 },
  },
  {
    id: "series-first",
    what: "first time: one region's series of 360 months",
    ask: (endpoints) => one(endpoints, series(another(REGIONS_ASKED))),
    ...{ raw: "series", rows: MONTHS, spikeMs: 66 },
  },
  {
    id: "as-of-first",
    what: "first time: comparisons asOf, 31 scopes, 3 pages",
    ask: (endpoints) => {
      const { period, asOf } = another(MONTHS_ASKED);
      return allPages(endpoints, `${comparisons(period)}&asOf=${asOf}`);
    },
    ...{ raw: "asOf", rows: COMPARISON_ROWS, spikeMs: 47 },
  },
  {
    id: "as-of-scope-first",
    what: "first time: comparisons asOf, one scope",
    ask: (endpoints) => {
      const { period, asOf } = another(MONTHS_ASKED);
      return one(endpoints, `${ofScope(period)}&asOf=${asOf}`);
    },
    ...{ raw: "asOf", rows: MEMBERS_OF_SCOPE, spikeMs: 47 },
  },
];

export const READ_QUESTIONS: readonly ReadQuestion[] = [...AGAIN, ...FIRST];

async function allPages({ get }: ReadEndpoints, path: string): Promise<string[]> {
  const bodies: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const body: string = await get(cursor === "" ? path : `${path}&cursor=${encodeURIComponent(cursor)}`);
    bodies.push(body);
    cursor = nextCursorOf(body);
  }
  return bodies;
}

export const LEAGUE_TABLE = `SELECT * FROM league_table
WHERE scope = '${SCOPE}' AND indicator = '${INDICATOR}' AND period = '${PERIOD}' ORDER BY rank, region FORMAT JSONCompactEachRow`;

const CURRENT = `SELECT region, anyIf(value, period_end = '${PERIOD_END}') AS level, anyIf(value, period_end = '${YEAR_BEFORE}') AS base
    FROM observations FINAL
    WHERE indicator = '${INDICATOR}' AND period_end IN ('${PERIOD_END}', '${YEAR_BEFORE}') AND accumulation = 'ytd' AND measure = 'level'
    GROUP BY region`;

const KNOWN_THEN = `SELECT region, anyIf(value, period_end = '${PERIOD_END}') AS level, anyIf(value, period_end = '${YEAR_BEFORE}') AS base
    FROM
    (
      SELECT region, period_end, argMax(value, (known_at, version)) AS value
      FROM observation_vintages
      WHERE indicator = '${INDICATOR}' AND period_end IN ('${PERIOD_END}', '${YEAR_BEFORE}') AND accumulation = 'ytd' AND measure = 'level'
        AND known_at <= toDateTime64('2021-07-01 00:00:00', 3, 'UTC')
      GROUP BY region, period_end
    )
    GROUP BY region`;

/** Growth, pooled benchmark, gap and rank of the members of these scopes. */
const compared = (levels: string, scopes: string) => `SELECT scope, region, (level / base - 1) * 100 AS growth,
  (sum(level) OVER (PARTITION BY scope) / sum(base) OVER (PARTITION BY scope) - 1) * 100 AS benchmark, growth - benchmark AS gap,
  rank() OVER (PARTITION BY scope ORDER BY growth DESC) AS rank
FROM
(
  SELECT scope, region, toFloat64(level) AS level, toFloat64(base) AS base
  FROM (${levels}) AS figures
  INNER JOIN (SELECT scope, region FROM scope_pools FINAL WHERE role = 'member' AND pool = scope AND ${scopes}) AS members USING region
)
ORDER BY scope, rank`;

/** The questions with no rule but growth, benchmark and rank, in floating point and from the figures themselves. */
export const RAW_SQL = {
  comparisons: compared(CURRENT, "scope LIKE '%0000-XY'"),
  league: compared(CURRENT, `scope = '${SCOPE}'`),
  asOf: compared(KNOWN_THEN, "scope LIKE '%0000-XY'"),
  series: `SELECT period_end, value, (value / lagInFrame(toNullable(toFloat64(value)), 12) OVER (ORDER BY period_end ROWS BETWEEN 12 PRECEDING AND CURRENT ROW) - 1) * 100 AS growth
FROM observations FINAL
WHERE indicator = '${INDICATOR}' AND region = '${REGION}' AND accumulation = 'ytd' AND measure = 'level'
ORDER BY period_end`,
} as const;

/** The key whose recompute is measured: a month of every scope. */
export const RECOMPUTED = { indicator: INDICATOR, periodEnd: PERIOD_END };
