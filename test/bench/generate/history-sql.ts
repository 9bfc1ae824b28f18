/** Figures of one indicator: 30 years of months, all counties. */
export const MONTHS = 360;
export const COUNTIES = 2_800;
export const ROWS_OF_AN_INDICATOR = MONTHS * COUNTIES;
/** The history ends with 2021-12. */
export const FIRST_YEAR = 1992;

const COLUMNS = `indicator, region, period, period_start, period_end, accumulation, measure, price_basis, caliber, value, unit,
  submitted_value, submitted_unit, status, source, submission_id, submission_row, released_at, citation, note, explanation,
  mode, outcome, known_at, version`;

/**
 * The levels of one indicator as the store stage would have written them, in order of the current figures. A revision is
 * the second vintage of each figure, final and 400 days later.
 */
export function insertFigures(table: "observations" | "observation_vintages", isRevision: boolean): string {
  return `INSERT INTO ${table} (${COLUMNS})
WITH
  (SELECT groupArray(region) FROM (${COUNTY_CODES})) AS counties,
  {indicator:String} AS series
SELECT series AS indicator, county AS region,
  multiIf(month = 12, toString(year), month = 6, concat(toString(year), '-S1'), month % 3 = 0, concat(toString(year), '-Q', toString(intDiv(month, 3))),
    concat(toString(year), '-', leftPad(toString(month), 2, '0'))) AS period,
  makeDate32(year, 1, 1) AS period_start, last_day AS period_end, 'ytd', 'level', 'current', 'natural',
  toDecimal128(hundreds * 1000000, 10) AS value, '元', toString(hundreds * 100) AS submitted_value, '万元',
  ${isRevision ? "'final'" : "'preliminary'"}, concat(substring(county, 1, 2), '0000-bureau') AS source,
  concat('s', substring(lower(hex(sipHash128(source, last_day, ${isRevision ? 1 : 0}))), 1, 24)) AS submission_id,
  toUInt32(1 + place % 100) AS submission_row, known_at, concat(source, ' monthly bulletin ', period) AS citation, '', '',
  'atomic', ${isRevision ? "'superseded'" : "'accepted'"}, known_at,
  bitShiftLeft(toUInt128(toUnixTimestamp64Milli(known_at)), 79) + bitShiftLeft(toUInt128(toUInt8(substring(county, 1, 2)) % 4), 63)
    + toUInt128(intDiv(place, ${COUNTIES}) * 31 + toUInt8(substring(county, 1, 2)) % 31) AS version
FROM
(
  SELECT number AS place, counties[1 + number % ${COUNTIES}] AS county, ${FIRST_YEAR} + intDiv(number, ${12 * COUNTIES}) AS year,
    1 + intDiv(number, ${COUNTIES}) % 12 AS month, toLastDayOfMonth(makeDate32(year, month, 1)) AS last_day,
    toDateTime64(addDays(last_day, ${isRevision ? 420 : 20}), 3, 'UTC') + toIntervalMinute(toUInt8(substring(county, 1, 2))) AS known_at,
    toUInt64((300 + cityHash64(county, series) % 2000) * month * pow(1.06, year - ${FIRST_YEAR})
      * (0.95 + cityHash64(county, year, month) % 1000 / 10000${isRevision ? " + 0.004" : ""})) AS hundreds
  FROM numbers_mt(${ROWS_OF_AN_INDICATOR})
)`;
}

const COUNTY_CODES = `SELECT region FROM regions FINAL
  WHERE county_economy AND valid_from < '1950-01-01' AND valid_to > '2200-01-01' ORDER BY region`;

/** Receipts of what `insertFigures` says was sent: one for each province, month and vintage. */
export const INSERT_RECEIPTS = `INSERT INTO submissions (submission_id, source, mode, state, content_sha256, rows, accepted, superseded, known_at, version)
SELECT submission_id, any(source), 'atomic', 'stored', lower(hex(SHA256(submission_id))), toUInt32(count()), toUInt32(countIf(outcome = 'accepted')),
  toUInt32(countIf(outcome = 'superseded')), any(known_at), any(version)
FROM observation_vintages WHERE indicator = {indicator:String} GROUP BY submission_id`;

/** The results of one indicator for another one, whose figures are of the same kind. */
export const copyResults = (table: "growth" | "comparisons") =>
  `INSERT INTO ${table} SELECT * REPLACE({indicator:String} AS indicator) FROM (SELECT * FROM ${table} FINAL WHERE indicator = {of:String})`;

/** The last years' results as those of so many years before. A month's last day may be another one then. */
export const copyYears = (table: "growth" | "comparisons", yearsBack: number) =>
  `INSERT INTO ${table} SELECT * EXCEPT (last_day) REPLACE(concat(toString(toYear(last_day) - ${yearsBack}), substring(period, 5)) AS period,
  subtractYears(period_start, ${yearsBack}) AS period_start, toLastDayOfMonth(subtractYears(last_day, ${yearsBack})) AS period_end)
FROM (SELECT *, period_end AS last_day FROM ${table} FINAL WHERE indicator = {indicator:String} AND period_end >= {from:Date32})`;
