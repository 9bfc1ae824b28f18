-- What is left of a year (DOMAIN §6): the mark at its end against what is reached so far.
-- rule still_to_achieve
-- A growth target's mark moves with the benchmark: last year's level at last year's end, grown by the benchmark as it
-- stands now. A rate at constant prices says nothing about levels at current ones, so it gives no mark.
WITH
    {{rule region_names}} AS region_names,
    {{rule indicator_names}} AS indicator_names
SELECT plan, target, form, indicator, indicator_names[indicator] AS indicator_name, region, region_names[region] AS region_name,
    period, period_end, caliber, months_left, benchmark, reached, mark, needed,
    divideDecimal(needed, toDecimal256(months_left, 0), 20) AS needed_per_month,
    last_year_rest,
    if(last_year_rest > 0, divideDecimal((needed - last_year_rest) * 100, if(last_year_rest > 0, last_year_rest, toDecimal256(1, 10)), 20), NULL) AS growth_needed,
    multiIf(
        reason != '', reason,
        last_year_rest IS NULL, 'NO_LAST_YEAR',
        last_year_rest <= 0, 'ZERO_BASE',
        '') AS reason
FROM
(
    SELECT *,
        if(reason = '', greatest(mark - reached, toDecimal256(0, 10)), NULL) AS needed
    FROM
    (
        SELECT *,
            multiIf(
                direction = 'lower', 'LOWER_IS_BETTER',
                reached IS NULL, 'NO_LEVEL',
                is_growth AND benchmark IS NULL, 'NO_BENCHMARK',
                is_growth AND NOT is_nominal AND basis != 'computed', 'CONSTANT_PRICES',
                is_growth AND last_year_end IS NULL, 'NO_LAST_YEAR',
                mark IS NULL, 'NO_MARK',
                '') AS reason,
            last_year_end - last_year_reached AS last_year_rest
        FROM
        (
            SELECT *,
                CAST(multiIf(
                    is_growth, multiplyDecimal(last_year_end, divideDecimal(100 + benchmark, toDecimal256(100, 0), 20), 10),
                    form = 'level_path', multiplyDecimal(toDecimal256(arrayFirst(p -> p.1 = toYear(period_end), marks).2, 10), unit_factor, 10),
                    multiplyDecimal(toDecimal256(required, 10), unit_factor, 10)), 'Nullable(Decimal(76, 10))') AS mark
            FROM ({{rule targets_in_year}})
        )
    )
)
-- rule targets_in_year
-- Years to date before December of the indicators that a target asks to grow or to reach a mark for.
WITH (SELECT groupArray(toString(indicator)) FROM {{database}}.indicators FINAL WHERE growth_rule = 'nominal') AS nominal_indicators
SELECT t.plan AS plan, t.target AS target, t.form AS form, t.indicator AS indicator, t.region AS region, t.period AS period,
    t.period_end AS period_end, t.caliber AS caliber, t.direction AS direction, t.marks AS marks, t.required AS required, t.unit_factor AS unit_factor,
    t.form = 'growth_above_benchmark' AS is_growth, has(nominal_indicators, toString(t.indicator)) AS is_nominal,
    toUInt8(12 - toMonth(t.period_end)) AS months_left, t.benchmark AS benchmark, t.basis AS basis,
    this_year.level AS reached, this_year.base_level AS last_year_reached, last_year.level AS last_year_end
FROM
(
    SELECT p.plan AS plan, p.target AS target, p.form AS form, c.indicator AS indicator, c.region AS region, c.period AS period,
        c.period_start AS period_start, c.period_end AS period_end, makeDate32(toYear(c.period_end) - 1, 12, 31) AS year_before, c.caliber AS caliber,
        p.direction AS direction, p.marks AS marks, p.required AS required, p.unit_factor AS unit_factor, c.benchmark AS benchmark, c.basis AS basis
    FROM
    (
        SELECT *
        FROM {{database}}.comparisons FINAL
        WHERE accumulation = 'ytd' AND toMonth(period_end) < 12 AND principal
    ) AS c
    INNER JOIN ({{rule targets_with_marks}}) AS p ON c.indicator = p.indicator AND c.region = p.region AND c.scope = p.scope
    WHERE p.form = 'growth_above_benchmark'
    UNION ALL
    SELECT p.plan AS plan, p.target AS target, p.form AS form, l.indicator AS indicator, l.region AS region, {{rule period_name}} AS period,
        l.period_start AS period_start, l.period_end AS period_end, makeDate32(toYear(l.period_end) - 1, 12, 31) AS year_before, l.caliber AS caliber,
        p.direction AS direction, p.marks AS marks, p.required AS required, p.unit_factor AS unit_factor,
        CAST(NULL, 'Nullable(Decimal(76, 20))') AS benchmark, '' AS basis
    FROM (SELECT *, 1 AS first_month, toMonth(period_end) AS last_month, toYear(period_end) AS year FROM ({{rule year_to_date_levels}}) WHERE toMonth(period_end) < 12) AS l
    INNER JOIN ({{rule targets_with_marks}}) AS p ON l.indicator = p.indicator AND l.region = p.region
    WHERE p.form != 'growth_above_benchmark'
) AS t
LEFT JOIN ({{rule year_to_date_levels}}) AS this_year
    ON t.indicator = this_year.indicator AND t.region = this_year.region AND t.caliber = this_year.caliber AND t.period_end = this_year.period_end
LEFT JOIN (SELECT * FROM ({{rule year_to_date_levels}}) WHERE toMonth(period_end) = 12) AS last_year
    ON t.indicator = last_year.indicator AND t.region = last_year.region AND t.caliber = last_year.caliber AND t.year_before = last_year.period_end
-- rule targets_with_marks
SELECT plan, target, form, indicator, toLowCardinality(region) AS region, scope, direction, required, unit_factor,
    arrayMap(p -> tuple(toUInt16(p.1), toNullable(p.2)), path) AS marks
FROM {{database}}.targets FINAL
WHERE form IN ('growth_above_benchmark', 'level_path', 'count_per_year')
-- rule year_to_date_levels
-- Levels of years to date by region; an aggregate without one of its own has the sum of its members, when all are there.
SELECT indicator, region, period_start, period_end, caliber,
    figure.1 AS level, figure.2 AS base_level
FROM
(
    SELECT indicator, region, period_start, period_end, caliber, argMin(tuple(level, base_level), is_summed) AS figure
    FROM
    (
        SELECT indicator, region, period_start, period_end, caliber, level, base_level, 0 AS is_summed
        FROM {{database}}.growth FINAL
        WHERE accumulation = 'ytd' AND level IS NOT NULL
        UNION ALL
        SELECT indicator, toLowCardinality(pool) AS region, period_start, period_end, caliber, member_sum AS level, base_sum AS base_level, 1 AS is_summed
        FROM
        (
            SELECT g.indicator AS indicator, p.pool AS pool, g.period_start AS period_start, g.period_end AS period_end, g.caliber AS caliber,
                sum(g.level) AS member_sum, if(count(g.base_level) = count(), sum(g.base_level), NULL) AS base_sum,
                count(g.level) AS reporting, any(arrayCount(m -> m.1 <= g.period_end AND g.period_end <= m.2, p.membership)) AS due
            FROM (SELECT * FROM {{database}}.growth FINAL WHERE accumulation = 'ytd' AND level IS NOT NULL) AS g
            INNER JOIN
            (
                SELECT pool, region, valid_from, valid_to, groupArray(tuple(valid_from, valid_to)) OVER (PARTITION BY pool) AS membership
                FROM {{database}}.scope_pools FINAL
                WHERE scope = pool AND role = 'member'
            ) AS p ON g.region = p.region
            WHERE g.period_end >= p.valid_from AND g.period_end <= p.valid_to
            GROUP BY g.indicator, p.pool, g.period_start, g.period_end, g.caliber
        )
        WHERE reporting = due
    )
    GROUP BY indicator, region, period_start, period_end, caliber
)
-- statement
CREATE OR REPLACE VIEW {{database}}.still_to_achieve {{on_cluster}}
(
    plan String COMMENT 'Plan id',
    target String COMMENT 'Target id, unique in its plan',
    form LowCardinality(String) COMMENT 'growth_above_benchmark, level_path or count_per_year',
    indicator LowCardinality(String) COMMENT 'Indicator id',
    indicator_name LowCardinality(String) COMMENT 'Its Chinese name',
    region LowCardinality(String) COMMENT 'Region that the target binds',
    region_name LowCardinality(String) COMMENT 'Its Chinese name',
    period String COMMENT 'Year to date, before December',
    period_end Date32 COMMENT 'Last day of the period',
    caliber LowCardinality(String) COMMENT 'natural or same',
    months_left UInt8 COMMENT 'Months until the end of the year',
    benchmark Nullable(Decimal(76, 20)) COMMENT 'Benchmark of the period, %; null where the target is a mark',
    reached Nullable(Decimal(38, 10)) COMMENT 'Level of the year to date in the base unit; of an aggregate the sum of its members when all are there',
    mark Nullable(Decimal(76, 10)) COMMENT 'Level that the year has to reach or, against a benchmark, exceed, in the base unit',
    needed Nullable(Decimal(76, 10)) COMMENT 'What the remaining months have to bring in all; zero where the mark is reached',
    needed_per_month Nullable(Decimal(76, 20)) COMMENT 'The same a month',
    last_year_rest Nullable(Decimal(38, 10)) COMMENT 'What the same months brought last year',
    growth_needed Nullable(Decimal(76, 20)) COMMENT 'Growth that the remaining months need against last year''s, %',
    reason String COMMENT 'Why something cannot be said: LOWER_IS_BETTER, NO_LEVEL, NO_BENCHMARK, CONSTANT_PRICES (the rates say nothing about levels), NO_LAST_YEAR, NO_MARK, ZERO_BASE; empty where nothing is missing'
)
AS
{{rule still_to_achieve}}
COMMENT 'What a year to date still has to bring until December: for the growth targets against the benchmark as it stands, for paths and yearly counts against the year''s mark'
