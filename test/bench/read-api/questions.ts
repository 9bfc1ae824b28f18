import type { ReadEndpoints } from "./read-endpoints.ts";
import { sqlRows } from "./read-endpoints.ts";

/** One question to the product, and the same one as raw SQL, which shows what the engine can do at most. */
export interface ReadQuestion {
  readonly id: string;
  readonly what: string;
  /** Asks all of it; answers how many rows there were. */
  ask(endpoints: ReadEndpoints): Promise<number>;
  /** `RAW_SQL` of the same figures. */
  readonly raw: keyof typeof RAW_SQL;
  /** How many rows the product answers at least. */
  readonly rows: number;
  /** The rules run anew, which takes long: asked in every fifth round alone. */
  readonly isSlow?: true;
  /** What the raw SQL took where the aim was set: 10^8 figures, 2 cores. */
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
const OF_MONTH = `/v1/comparisons?indicator=${INDICATOR}&period=${PERIOD}`;
const COMPARISONS = `${OF_MONTH}&limit=1000`;
const SERIES = `/v1/series?indicator=${INDICATOR}&region=${REGION}`;
/** 2,800 counties, and one aggregate that Liaoning compares. */
const COMPARISON_ROWS = 2_801;
/** An instant's are of every scope: three counties of Fushun too, whose own group is not among the 31. */
const ROWS_AS_OF = COMPARISON_ROWS + 3;
const MEMBERS_OF_SCOPE = 92;

/** Counts on, so that a question with it is one that nobody has asked before. */
let asked = 0;
const another = () => {
  asked += 1;
  return asked;
};
/** A limit that no page was asked with: all above `rows` are answered alike. */
const limitAbove = (rows: number) => rows + 1 + (another() % (1_000 - rows));
/** Another instant that knew the same. */
const anotherInstant = () => new Date(Date.parse(AS_OF) + another() * 1_000).toISOString();
/** A province each minute reports the revision of a year before: another instant that knew more. */
const laterInstant = () => new Date(Date.parse("2021-06-24T00:11:00Z") + (another() % 55) * 60_000).toISOString();
const rowsOf = async ({ get }: ReadEndpoints, path: string) => (await get(path)).data.length;

/** What is asked again and again, by the read API's memory. */
const WARM: readonly ReadQuestion[] = [
  {
    id: "comparisons-page",
    what: "comparisons of 31 scopes, a page of 1,000",
    ask: (endpoints) => rowsOf(endpoints, COMPARISONS),
    ...{ raw: "comparisons", rows: 1_000, spikeMs: null },
  },
  {
    id: "comparisons",
    what: "comparisons of 31 scopes, 3 pages",
    ask: (endpoints) => allPages(endpoints, COMPARISONS),
    ...{ raw: "comparisons", rows: COMPARISON_ROWS, spikeMs: 36 },
  },
  {
    id: "scope",
    what: "league table, one scope, read API",
    ask: (endpoints) => rowsOf(endpoints, `${COMPARISONS}&scope=${SCOPE}`),
    ...{ raw: "league", rows: MEMBERS_OF_SCOPE, spikeMs: 10 },
  },
  {
    id: "series",
    what: "one region's series of 360 months",
    ask: (endpoints) => rowsOf(endpoints, `${SERIES}&limit=1000`),
    ...{ raw: "series", rows: 360, spikeMs: 66 },
  },
  {
    id: "as-of-page",
    what: "comparisons asOf, 31 scopes, a page of 1,000",
    ask: (endpoints) => rowsOf(endpoints, `${COMPARISONS}&asOf=${anotherInstant()}`),
    ...{ raw: "asOf", rows: 1_000, spikeMs: 47 },
  },
  {
    id: "as-of",
    what: "comparisons asOf, 31 scopes, 3 pages",
    ask: (endpoints) => allPages(endpoints, `${COMPARISONS}&asOf=${anotherInstant()}`),
    ...{ raw: "asOf", rows: ROWS_AS_OF, spikeMs: null },
  },
  {
    id: "as-of-scope",
    what: "comparisons asOf, one scope",
    ask: (endpoints) => rowsOf(endpoints, `${COMPARISONS}&scope=${SCOPE}&asOf=${anotherInstant()}`),
    ...{ raw: "asOf", rows: MEMBERS_OF_SCOPE, spikeMs: null },
  },
];

/** The same, asked for the first time, and the view, which nothing remembers. */
const FIRST: readonly ReadQuestion[] = [
  {
    id: "league",
    what: "league_table, one scope, SQL door",
    ask: async ({ sql }) => sqlRows(await sql(LEAGUE_TABLE)),
    ...{ raw: "league", rows: MEMBERS_OF_SCOPE, spikeMs: 10 },
  },
  {
    id: "comparisons-page-first",
    what: "first time: comparisons of 31 scopes, a page of 900 to 1,000",
    ask: (endpoints) => rowsOf(endpoints, `${OF_MONTH}&limit=${limitAbove(899)}`),
    ...{ raw: "comparisons", rows: 900, spikeMs: null },
  },
  {
    id: "scope-first",
    what: "first time: league table, one scope, read API",
    ask: (endpoints) => rowsOf(endpoints, `${OF_MONTH}&scope=${SCOPE}&limit=${limitAbove(MEMBERS_OF_SCOPE)}`),
    ...{ raw: "league", rows: MEMBERS_OF_SCOPE, spikeMs: null },
  },
  {
    id: "series-first",
    what: "first time: one region's series of 360 months",
    ask: (endpoints) => rowsOf(endpoints, `${SERIES}&limit=${limitAbove(360)}`),
    ...{ raw: "series", rows: 360, spikeMs: null },
  },
  {
    id: "as-of-page-first",
    what: "first time: comparisons asOf, 31 scopes, a page of 1,000",
    ask: (endpoints) => rowsOf(endpoints, `${COMPARISONS}&asOf=${laterInstant()}`),
    ...{ raw: "asOf", rows: 1_000, spikeMs: null, isSlow: true },
  },
  {
    id: "as-of-scope-first",
    what: "first time: comparisons asOf, one scope",
    ask: (endpoints) => rowsOf(endpoints, `${COMPARISONS}&scope=${SCOPE}&asOf=${laterInstant()}`),
    ...{ raw: "asOf", rows: MEMBERS_OF_SCOPE, spikeMs: null, isSlow: true },
  },
];

export const READ_QUESTIONS: readonly ReadQuestion[] = [...WARM, ...FIRST];

async function allPages({ get }: ReadEndpoints, path: string): Promise<number> {
  let rows = 0;
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await get(cursor === "" ? path : `${path}&cursor=${encodeURIComponent(cursor)}`);
    rows += page.data.length;
    cursor = page.nextCursor;
  }
  return rows;
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
