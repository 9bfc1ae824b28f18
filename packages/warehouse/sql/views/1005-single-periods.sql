-- Single periods from years to date (DOMAIN §3).
-- rule figures_between
-- Figures of an indicator from the start of the year before `period_from` to `period_to`, as they were known: from the
-- year 2200 on the current ones, earlier the vintages. Both halves of the union are decided before anything is read.
SELECT region, period_start, period_end, accumulation, measure, price_basis, caliber, value, status, known_at
FROM {{database}}.observations FINAL
WHERE {as_of:DateTime64(3)} >= toDateTime64('2200-01-01 00:00:00', 3)
    AND indicator = {indicator:String}
    AND (empty({regions:Array(String)}) OR has({regions:Array(String)}, region))
    AND period_end BETWEEN makeDate32(toYear({period_from:Date32}) - 1, 1, 1) AND {period_to:Date32}
UNION ALL
SELECT region, period_start, period_end, accumulation, measure, price_basis, caliber,
    newest.1 AS value, newest.2 AS status, newest.3 AS known_at
FROM
(
    SELECT region, period_start, period_end, accumulation, measure, price_basis, caliber,
        argMax(tuple(value, status, known_at), version) AS newest
    FROM ({{rule vintages}})
    WHERE {as_of:DateTime64(3)} < toDateTime64('2200-01-01 00:00:00', 3)
        AND indicator = {indicator:String}
        AND (empty({regions:Array(String)}) OR has({regions:Array(String)}, region))
        AND period_end BETWEEN makeDate32(toYear({period_from:Date32}) - 1, 1, 1) AND {period_to:Date32}
        AND known_at <= {as_of:DateTime64(3)}
    GROUP BY region, period_start, period_end, accumulation, measure, price_basis, caliber
)
-- rule single_period_parts
-- What each figure is to single periods of one month, three and six: a year to date is the last term of those that it
-- ends, and the first term of those that follow it. Without a January the year starts with the two months to February.
WITH (SELECT any(tuple(level_price_basis, compared_price_bases, has_january)) FROM {{database}}.indicators FINAL WHERE indicator = {indicator:String} AND kind = 'flow' AND unit_kind != 'percent') AS catalogue
SELECT region, caliber, year, value, status, known_at, measure, price_basis,
    part.1 AS first_month, part.2 AS last_month, part.3 AS role
FROM
(
    SELECT *, arrayJoin(if(accumulation = 'period' OR measure = 'growth_yoy',
        [(toMonth(period_start), month, 'own')],
        arrayConcat(
            arrayMap(span -> (month - span + 1, month, if(span = month, 'own', 'to')), arrayFilter(span -> month % span = 0, spans)),
            arrayMap(span -> (month + 1, month + span, 'before'), arrayFilter(span -> month % span = 0 AND month + span <= 12, spans)),
            if(has_january OR month != 2, [], [(1, 2, 'own')])))) AS part
    FROM
    (
        SELECT *, toMonth(period_end) AS month, toYear(period_end) AS year, catalogue.3 AS has_january, [1, 3, 6] AS spans
        FROM ({{rule figures_between}})
        WHERE value IS NOT NULL AND accumulation IN ('ytd', 'period')
            AND ((measure = 'level' AND price_basis = catalogue.1) OR (measure = 'growth_yoy' AND has(catalogue.2, price_basis)))
    )
)
WHERE (part.2 - part.1 IN (0, 2, 5) AND (has_january OR part.1 > 2 OR part.2 != part.1)) OR (NOT has_january AND part.1 = 1 AND part.2 = 2)
-- rule single_period_levels
-- A reported single period stands before a derived one. A year to date of one period's length is that period.
WITH
    {{rule status_ranks}} AS ranks,
    (SELECT any(compared_price_bases) FROM {{database}}.indicators FINAL WHERE indicator = {indicator:String}) AS compared_price_bases
SELECT region, caliber, year, first_month, last_month, rate, rate_status,
    if(is_reported, own, to_end - to_start) AS value,
    multiIf(is_reported, 'reported', to_end IS NOT NULL AND to_start IS NOT NULL, 'derived', NULL) AS value_source,
    multiIf(is_reported, own_status, ranks[to_end_status] <= ranks[to_start_status], to_end_status, to_start_status) AS value_status,
    if(is_reported, own_known_at, greatest(to_end_known_at, to_start_known_at)) AS value_known_at,
    rate_known_at
FROM
(
    SELECT region, caliber, year, first_month, last_month,
        countIf(role = 'own' AND measure = 'level') > 0 AS is_reported,
        anyIf(toNullable(value), role = 'own' AND measure = 'level') AS own,
        anyIf(toString(status), role = 'own' AND measure = 'level') AS own_status,
        anyIf(known_at, role = 'own' AND measure = 'level') AS own_known_at,
        anyIf(toNullable(value), role = 'to') AS to_end,
        anyIf(toString(status), role = 'to') AS to_end_status,
        anyIf(known_at, role = 'to') AS to_end_known_at,
        anyIf(toNullable(value), role = 'before') AS to_start,
        anyIf(toString(status), role = 'before') AS to_start_status,
        anyIf(known_at, role = 'before') AS to_start_known_at,
        argMinIf(toNullable(value), indexOf(compared_price_bases, price_basis), measure = 'growth_yoy') AS rate,
        argMinIf(toString(status), indexOf(compared_price_bases, price_basis), measure = 'growth_yoy') AS rate_status,
        maxIf(known_at, measure = 'growth_yoy') AS rate_known_at
    FROM ({{rule single_period_parts}})
    GROUP BY region, caliber, year, first_month, last_month
)
-- rule single_periods
-- Growth of a single period is the reported one; only that of nominal indicators is also computed.
WITH
    {{rule region_names}} AS region_names,
    (SELECT any(growth_rule) = 'nominal' FROM {{database}}.indicators FINAL WHERE indicator = {indicator:String}) AS is_nominal
SELECT {indicator:String} AS indicator, region, region_names[region] AS region_name, {{rule period_name}} AS period,
    period_start, period_end, toUInt8(months) AS months, caliber, value, value_source, value_status, base,
    ifNull(rate, computed) AS growth,
    multiIf(rate IS NOT NULL, 'reported', computed IS NOT NULL, 'computed', NULL) AS growth_source,
    arrayFilter(flag -> flag != '', [
        if(value_source = 'derived', 'DERIVED', ''),
        if(value_source = 'derived' AND value < 0, 'REVISION_IN_YTD', ''),
        if(is_nominal AND base = 0, 'ZERO_BASE', ''),
        if(is_nominal AND (base < 0 OR value < 0), 'NEGATIVE_BASE', '')]) AS flags,
    known_at
FROM
(
    SELECT *,
        last_month - first_month + 1 AS months,
        makeDate32(year, first_month, 1) AS period_start,
        addDays(addMonths(makeDate32(year, last_month, 1), 1), -1) AS period_end,
        if(is_nominal AND base > 0 AND value >= 0, divideDecimal((wide_value - wide_base) * 100, if(base > 0, wide_base, toDecimal256(1, 10)), 20), NULL) AS computed
    FROM
    (
        SELECT region, caliber, year, first_month, last_month,
            own_figure.1 AS value, own_figure.2 AS value_source, own_figure.3 AS value_status, base_figure.1 AS base,
            CAST(own_figure.4, 'Nullable(Decimal(76, 20))') AS rate, own_figure.5 AS known_at,
            CAST(own_figure.1, 'Nullable(Decimal(76, 10))') AS wide_value, CAST(base_figure.1, 'Nullable(Decimal(76, 10))') AS wide_base
        FROM
        (
            SELECT region, caliber, year + back AS year, first_month, last_month,
                anyIf(figure, back = 0) AS own_figure, anyIf(figure, back = 1) AS base_figure, countIf(back = 0) > 0 AS is_known
            FROM
            (
                SELECT region, caliber, year, first_month, last_month, arrayJoin([0, 1]) AS back,
                    tuple(value, value_source, value_status, rate, greatest(value_known_at, rate_known_at)) AS figure
                FROM ({{rule single_period_levels}})
                WHERE value IS NOT NULL OR rate IS NOT NULL
            )
            GROUP BY region, caliber, year, first_month, last_month
        )
        WHERE is_known
    )
)
WHERE period_end BETWEEN {period_from:Date32} AND {period_to:Date32}
-- rule average_growth
-- Average growth over whole years from the two levels (F6), never by chaining rates. The root is a double, kept at ten
-- digits, so that what is exactly half a tenth stays it.
WITH {{rule region_names}} AS region_names
SELECT {indicator:String} AS indicator, region, region_names[region] AS region_name, accumulation, caliber, months,
    base_end AS base_period_end, period_end, years, base_level, level,
    if(is_defined, toDecimal128(round((pow(toFloat64(level) / toFloat64(if(is_defined, base_level, 1)), 1 / years) - 1) * 100, 10), 10), NULL) AS average_growth,
    multiIf(
        years <= 0, 'NOT_WHOLE_YEARS',
        base_level IS NULL, 'NO_BASE',
        level IS NULL, 'NO_LEVEL',
        base_level = 0, 'ZERO_BASE',
        base_level < 0 OR level < 0, 'NEGATIVE_BASE',
        '') AS reason
FROM
(
    SELECT *, ifNull(years > 0 AND base_level > 0 AND level >= 0, false) AS is_defined
    FROM
    (
        SELECT region, accumulation, caliber, months, {base_period_end:Date32} AS base_end, {period_end:Date32} AS period_end,
            toInt32(if(toMonth(base_end) = toMonth(period_end), toYear(period_end) - toYear(base_end), 0)) AS years,
            anyIf(value, figures.period_end = base_end) AS base_level,
            anyIf(value, figures.period_end = {period_end:Date32}) AS level
        FROM
        (
            SELECT region, accumulation, caliber, period_end, value, toUInt8(if(accumulation = 'point', 1, dateDiff('month', period_start, period_end) + 1)) AS months
            FROM ({{rule figures_on_days}})
            WHERE measure = 'level' AND value IS NOT NULL
                AND price_basis = (SELECT any(level_price_basis) FROM {{database}}.indicators FINAL WHERE indicator = {indicator:String})
        ) AS figures
        GROUP BY region, accumulation, caliber, months
    )
)
-- rule figures_on_days
-- The figures of two days, as they were known.
SELECT region, period_start, period_end, accumulation, measure, price_basis, caliber, value
FROM {{database}}.observations FINAL
WHERE {as_of:DateTime64(3)} >= toDateTime64('2200-01-01 00:00:00', 3)
    AND indicator = {indicator:String}
    AND period_end IN ({base_period_end:Date32}, {period_end:Date32})
UNION ALL
SELECT region, period_start, period_end, accumulation, measure, price_basis, caliber, newest.1 AS value
FROM
(
    SELECT region, period_start, period_end, accumulation, measure, price_basis, caliber, argMax(tuple(value), version) AS newest
    FROM ({{rule vintages}})
    WHERE {as_of:DateTime64(3)} < toDateTime64('2200-01-01 00:00:00', 3)
        AND indicator = {indicator:String}
        AND period_end IN ({base_period_end:Date32}, {period_end:Date32})
        AND known_at <= {as_of:DateTime64(3)}
    GROUP BY region, period_start, period_end, accumulation, measure, price_basis, caliber
)
-- statement
CREATE OR REPLACE VIEW {{database}}.single_periods_at {{on_cluster}}
(
    indicator String COMMENT 'Indicator id',
    region LowCardinality(String) COMMENT 'Region code',
    region_name LowCardinality(String) COMMENT 'Its Chinese name',
    period String COMMENT 'Name of the period; the two months to February carry the name of February',
    period_start Date32 COMMENT 'First day of the period',
    period_end Date32 COMMENT 'Last day of the period',
    months UInt8 COMMENT 'Its length',
    caliber LowCardinality(String) COMMENT 'natural or same',
    value Nullable(Decimal(38, 10)) COMMENT 'Level of the period in the base unit; never a sum of years to date',
    value_source Nullable(String) COMMENT 'reported or derived; null where only a rate is known',
    value_status String COMMENT 'Status of the figure, of a derived one the lower of both',
    base Nullable(Decimal(38, 10)) COMMENT 'Level of the same period a year before',
    growth Nullable(Decimal(76, 20)) COMMENT 'Rate of the single period, %: the reported one; only of nominal indicators else the computed one',
    growth_source Nullable(String) COMMENT 'reported or computed',
    flags Array(String) COMMENT 'DERIVED, REVISION_IN_YTD (a negative flow: an earlier year to date was revised), ZERO_BASE, NEGATIVE_BASE',
    known_at DateTime64(3, 'UTC') COMMENT 'When the newest figure behind it became known'
)
AS
{{rule single_periods}}
COMMENT 'Months, quarters and halves by themselves, reported or derived from years to date: indicator String, regions Array(String) (empty: all), period_from and period_to Date32 (last days), as_of DateTime64(3) (from 2200 on: now)'
-- statement
CREATE OR REPLACE VIEW {{database}}.average_growth_at {{on_cluster}}
(
    indicator String COMMENT 'Indicator id',
    region LowCardinality(String) COMMENT 'Region code',
    region_name LowCardinality(String) COMMENT 'Its Chinese name',
    accumulation LowCardinality(String) COMMENT 'ytd (累计), period (当期) or point (a stock)',
    caliber LowCardinality(String) COMMENT 'natural or same',
    months UInt8 COMMENT 'Length of both periods',
    base_period_end Date32 COMMENT 'Last day of the base period',
    period_end Date32 COMMENT 'Last day of the period',
    years Int32 COMMENT 'Whole years between them',
    base_level Nullable(Decimal(38, 10)) COMMENT 'Level of the base period in the base unit',
    level Nullable(Decimal(38, 10)) COMMENT 'Level of the period in the base unit',
    average_growth Nullable(Decimal(38, 10)) COMMENT 'Average growth a year, %',
    reason String COMMENT 'Why there is none: NOT_WHOLE_YEARS, NO_BASE, NO_LEVEL, ZERO_BASE, NEGATIVE_BASE; empty where there is one'
)
AS
{{rule average_growth}}
COMMENT 'Average growth over whole years, from levels (F6): indicator String, base_period_end and period_end Date32, as_of DateTime64(3) (from 2200 on: now)'
