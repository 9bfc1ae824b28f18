/** A figure that two citations give differently: the one that came later in the log is the current one. */
export interface Contradiction {
  readonly indicator: string;
  readonly region: string;
  readonly period: string;
  readonly measure: string;
  /** As they were sent, first to last. */
  readonly figures: readonly string[];
}

const SQL = `
  SELECT indicator, region, period, measure, groupArray(concat(submitted_value, ' ', submitted_unit)) AS figures
  FROM (SELECT * FROM observation_vintages FINAL WHERE outcome IN ('accepted', 'superseded') ORDER BY version)
  GROUP BY indicator, region, period, accumulation, measure, price_basis, caliber
  HAVING uniqExact(value) > 1
  ORDER BY indicator, region, period, measure
  FORMAT JSONCompact`;

/** Asks the SQL door, as an analyst would. */
export async function readContradictions(sqlUrl: string): Promise<Contradiction[]> {
  const response = await fetch(`${sqlUrl}/?database=yardstick`, { method: "POST", body: SQL });
  if (!response.ok) throw new Error(`the SQL door answers ${response.status}: ${await response.text()}`);
  const { data } = (await response.json()) as { data: [string, string, string, string, string[]][] };
  return data.map(([indicator, region, period, measure, figures]) => ({ indicator, region, period, measure, figures }));
}
