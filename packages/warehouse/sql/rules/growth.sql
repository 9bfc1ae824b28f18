-- rule growth
-- Growth (DOMAIN §4): the reported rate on the best basis that may be compared, and F1 and F4 from the levels. A row
-- stands for a period t also where only the level of t - 1 year is known: it weighs a member that is missing.
-- Its version keeps the bit of the source of record: without it a result could fall below the one that it replaces.
-- A quotient is `/`, which cuts it at the dividend's 20 digits but wraps where the dividend is not below 10^36, as that
-- of levels (10^28 at most) always is; where it may not be, `divideDecimal` takes over, at forty times the cost.
WITH
    (SELECT mapFromArrays(groupArray(toString(indicator)), groupArray(tuple(toString(level_price_basis), compared_price_bases, tolerance_points)))
        FROM {{database}}.indicators FINAL WHERE indicator IN ({{indicator}})) AS catalogues,
    (SELECT mapFromArrays(groupArray(place), groupArray(weight)) FROM ({{rule weights}})) AS weights
SELECT indicator, region, period, period_start, period_end, accumulation, caliber,
    reported, reported_price_basis, reported_status, other_reported, level, level_status, base_level,
    computed, implied_base, base_deviation,
    arrayFilter(flag -> flag != '', [
        if(base_level = 0, 'ZERO_BASE', ''),
        if(base_level < 0 OR level < 0, 'NEGATIVE_BASE', ''),
        if(abs(base_deviation) > tolerance, 'BASE_REVISED', '')]) AS flags,
    nullIf(weights[concat(indicator, '|', region, '|', toString(period_end))], 0) AS weight, wide_level, wide_base, toBool(has_figure) AS has_figure, version
FROM
(
    SELECT *, multiIf(NOT has_base OR implied_base IS NULL, NULL, abs(implied_base) < 1e33,
        (implied_base - wide_base) * 100 / if(has_base, wide_base, 1),
        divideDecimal((implied_base - wide_base) * 100, if(has_base, wide_base, 1), 20)) AS base_deviation
    FROM
    (
        SELECT *,
            if(has_base, (wide_level - wide_base) * 100 / if(has_base, wide_base, 1), NULL) AS computed,
            if(reported > -100, wide_level * 100 / if(reported > -100, 100 + reported, 1), NULL) AS implied_base,
            {{rule period_name}} AS period
        FROM
        (
            SELECT indicator, region, caliber, accumulation, period_start, period_end, level, level_status, base_level, has_figure, tolerance, version,
                CAST(tupleElement(best_rate, 1), 'Nullable(Decimal(76, 20))') AS reported,
                if(has_rate, tupleElement(best_rate, 2), NULL) AS reported_price_basis,
                if(has_rate, tupleElement(best_rate, 3), NULL) AS reported_status,
                CAST(other_rate, 'Nullable(Decimal(76, 20))') AS other_reported,
                CAST(level, 'Nullable(Decimal(76, 20))') AS wide_level,
                CAST(base_level, 'Nullable(Decimal(76, 20))') AS wide_base,
                ifNull(if(base_level > 0, level >= 0, 0), 0) AS has_base,
                if(accumulation = 'point', 1, toMonth(period_start)) AS first_month,
                toMonth(period_end) AS last_month,
                toYear(period_end) AS year
            FROM
            (
                SELECT indicator, region, caliber, accumulation, period_start, period_end,
                    argMinIf(tuple(value, toNullable(price_basis), toNullable(status)), indexOf(tupleElement(catalogue, 2), price_basis), is_compared_rate) AS best_rate,
                    countIf(is_compared_rate) > 0 AS has_rate,
                    anyIf(value, is_rate > is_compared_rate) AS other_rate,
                    anyIf(value, if(is_level, is_current, 0)) AS level,
                    anyIf(toNullable(status), multiIf(NOT is_level OR value IS NULL, 0, is_current)) AS level_status,
                    anyIf(value, is_level > is_current) AS base_level,
                    countIf(is_current) > 0 AS has_figure,
                    any(tupleElement(catalogue, 3)) AS tolerance,
                    max(figures.version) AS version
                FROM
                (
                    SELECT indicator, region, caliber, accumulation, value, price_basis, status, version, catalogue,
                        tupleElement(role, 1) AS period_start,
                        tupleElement(role, 2) AS period_end,
                        tupleElement(role, 3) = 0 AS is_current,
                        if(measure = 'level', price_basis = tupleElement(catalogue, 1), 0) AS is_level,
                        if(measure = 'growth_yoy', value IS NOT NULL, 0) AS is_rate,
                        multiIf(measure != 'growth_yoy' OR value IS NULL, 0, has(tupleElement(catalogue, 2), price_basis)) AS is_compared_rate
                    FROM
                    (
                        SELECT *, arrayJoin(if(measure = 'level',
                            [(period_start, period_end, 0), (if(accumulation = 'point', next_end, addYears(period_start, 1)), next_end, 1)],
                            [(period_start, period_end, 0)])) AS role
                        FROM (SELECT *, addDays(addYears(addDays(period_end, 1), 1), -1) AS next_end, catalogues[toString(indicator)] AS catalogue FROM ({{rule observations during with_year_before}}))
                    )
                    WHERE has({periods:Array(Date32)}, tupleElement(role, 2))
                ) AS figures
                GROUP BY indicator, region, caliber, accumulation, period_start, period_end
            )
        )
    )
)
-- rule stored_growth
-- The same from the table that a computation has just written, which spares computing it twice.
SELECT indicator, region, period, period_start, period_end, accumulation, caliber, reported, reported_price_basis, reported_status,
    computed, level_status, implied_base, flags, has_figure, weight, version,
    CAST(level, 'Nullable(Decimal(76, 20))') AS wide_level,
    CAST(base_level, 'Nullable(Decimal(76, 20))') AS wide_base
FROM {{database}}.growth FINAL
WHERE indicator IN ({{indicator}}) AND period_end IN {periods:Array(Date32)}
SETTINGS optimize_move_to_prewhere_if_final = 1
-- rule period_name
-- The canonical name, of first_month, last_month and year.
multiIf(
    if(first_month = 1, last_month = 12, 0), toString(year),
    if(first_month = 1, last_month = 6, 0), concat(toString(year), '-S1'),
    last_month - first_month = 5, concat(toString(year), '-S2'),
    last_month % 3 = 0 AND (first_month = 1 OR last_month - first_month = 2), concat(toString(year), '-Q', toString(intDiv(last_month, 3))),
    concat(toString(year), '-', leftPad(toString(last_month), 2, '0')))
