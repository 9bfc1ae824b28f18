-- Who owes which figure. Nobody announces a calendar, so that of a scope is what it has shown: in a year in which any
-- region of it sent months, all months are due, likewise quarters and halves, and always the year.
-- rule today
SELECT toDate32(today())
-- rule given_day
SELECT {day:Date32}
-- rule coverage_calendar
-- A figure that is there is reported whatever the day is; without one a period that is not over, and a January that is
-- only published together with February, are not due.
WITH
    {{rule region_names}} AS region_names,
    {{rule indicator_names}} AS indicator_names,
    (SELECT groupArray(indicator) FROM {{database}}.indicators FINAL WHERE NOT has_january) AS without_january,
    ({{source}}) AS day
SELECT scope, indicator, indicator_names[indicator] AS indicator_name, {{rule period_name}} AS period, period_end, accumulation,
    region, region_names[region] AS region_name,
    multiIf(
        figure_state != '', figure_state,
        last_month = 1 AND has(without_january, indicator), 'not_due',
        period_end >= day, 'not_due',
        'missing') AS state
FROM
(
    SELECT indicator, scope, region, accumulation, period_end, figure_state,
        toYear(period_end) AS year, toMonth(period_end) AS last_month, if(accumulation = 'ytd', 1, last_month) AS first_month
    FROM
    (
        SELECT indicator, scope, accumulation, arrayJoin(ends) AS period_end
        FROM
        (
            SELECT indicator, scope, accumulation,
                arrayMap(n -> addDays(addMonths(makeDate32(year, n * step, 1), 1), -1), range(1, intDiv(12, step) + 1)) AS ends
            FROM
            (
                SELECT indicator, scope, accumulation, toYear(period_end) AS year,
                    multiIf(max(toMonth(period_end) % 3 != 0), 1, max(toMonth(period_end) % 6 != 0), 3, max(toMonth(period_end) != 12), 6, 12) AS step
                FROM
                (
                    SELECT indicator, region, period_end, accumulation
                    FROM {{database}}.observations FINAL
                    WHERE accumulation IN ('ytd', 'point')
                    GROUP BY indicator, region, period_end, accumulation
                ) AS seen
                INNER JOIN (SELECT DISTINCT scope, toLowCardinality(region) AS region FROM {{database}}.scope_pools FINAL) AS parts USING (region)
                GROUP BY indicator, scope, accumulation, year
            )
        )
    ) AS calendar
    INNER JOIN
    (
        SELECT scope, toLowCardinality(region) AS region, valid_from, valid_to
        FROM {{database}}.scope_pools FINAL
        WHERE pool = scope AND role = 'member'
    ) AS members USING (scope)
    LEFT JOIN ({{rule figure_states}}) AS figures USING (indicator, region, period_end, accumulation)
    WHERE period_end >= valid_from AND period_end <= valid_to
)
-- rule figure_states
-- What is known of a region's period, in whatever measure and caliber: a figure before a reason for none.
WITH {{rule status_states}} AS states
SELECT indicator, region, period_end, accumulation,
    multiIf(has_level AND level = 0, 'zero', has_figure, 'reported', states[reason]) AS figure_state
FROM
(
    SELECT indicator, region, period_end, accumulation,
        countIf(value IS NOT NULL) > 0 AS has_figure,
        countIf(measure = 'level' AND value IS NOT NULL) > 0 AS has_level,
        anyIf(value, measure = 'level' AND value IS NOT NULL) AS level,
        argMaxIf(toString(status), version, value IS NULL) AS reason
    FROM {{database}}.observations FINAL
    WHERE accumulation IN ('ytd', 'point')
    GROUP BY indicator, region, period_end, accumulation
)
-- rule coverage
SELECT scope, indicator, indicator_name, period, period_end, accumulation,
    toUInt32(countIf(state IN ('reported', 'zero'))) AS reporting,
    toUInt32(count()) AS expected,
    toUInt32(countIf(state = 'zero')) AS zero,
    toUInt32(countIf(state = 'missing')) AS missing,
    toUInt32(countIf(state = 'withheld')) AS withheld,
    toUInt32(countIf(state = 'withdrawn')) AS withdrawn,
    toUInt32(countIf(state = 'not_due')) AS not_due,
    arrayMap(m -> m.2, arraySort(groupArrayIf(tuple(region, region_name), state IN ('missing', 'withheld', 'withdrawn')))) AS missing_names
FROM ({{source}})
GROUP BY scope, indicator, indicator_name, period, period_end, accumulation
-- rule coverage_calendar_columns
    scope String COMMENT 'Peer group',
    indicator LowCardinality(String) COMMENT 'Indicator id',
    indicator_name LowCardinality(String) COMMENT 'Its Chinese name',
    period String COMMENT 'Canonical name of the period',
    period_end Date32 COMMENT 'Last day of the period',
    accumulation LowCardinality(String) COMMENT 'ytd (累计) or point (a stock)',
    region LowCardinality(String) COMMENT 'Member of the scope on the last day of the period',
    region_name LowCardinality(String) COMMENT 'Its Chinese name',
    state String COMMENT 'reported, zero, missing, withheld, withdrawn or not_due (the period is not over, or it is a January that is published with February)'
-- rule coverage_columns
    scope String COMMENT 'Peer group',
    indicator LowCardinality(String) COMMENT 'Indicator id',
    indicator_name LowCardinality(String) COMMENT 'Its Chinese name',
    period String COMMENT 'Canonical name of the period',
    period_end Date32 COMMENT 'Last day of the period',
    accumulation LowCardinality(String) COMMENT 'ytd (累计) or point (a stock)',
    reporting UInt32 COMMENT 'Members with a figure, zero or not',
    expected UInt32 COMMENT 'Members on the last day of the period',
    zero UInt32 COMMENT 'Members whose level is zero',
    missing UInt32 COMMENT 'Members without a figure though the period is over',
    withheld UInt32 COMMENT 'Members that say that they do not publish it',
    withdrawn UInt32 COMMENT 'Members that withdrew it',
    not_due UInt32 COMMENT 'Members that need not have reported yet',
    missing_names Array(String) COMMENT 'Chinese names of the members that are missing, withheld or withdrawn'
-- rule calendar_today
{{rule coverage_calendar of today}}
-- rule calendar_on_day
{{rule coverage_calendar of given_day}}
-- statement
CREATE OR REPLACE VIEW {{database}}.coverage_calendar {{on_cluster}}
(
    {{rule coverage_calendar_columns}}
)
AS
{{rule calendar_today}}
COMMENT 'Who owes which figure: every due member of a scope in every period that the scope has shown, as of today'
-- statement
CREATE OR REPLACE VIEW {{database}}.coverage_calendar_at {{on_cluster}}
(
    {{rule coverage_calendar_columns}}
)
AS
{{rule calendar_on_day}}
COMMENT 'coverage_calendar as of a day that the question gives: day Date32'
-- statement
CREATE OR REPLACE VIEW {{database}}.coverage {{on_cluster}}
(
    {{rule coverage_columns}}
)
AS
{{rule coverage of calendar_today}}
COMMENT 'How complete every period of a scope is, as of today, and whose figures are not there'
-- statement
CREATE OR REPLACE VIEW {{database}}.coverage_at {{on_cluster}}
(
    {{rule coverage_columns}}
)
AS
{{rule coverage of calendar_on_day}}
COMMENT 'coverage as of a day that the question gives: day Date32'
