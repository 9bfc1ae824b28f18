-- rule comparisons
-- Comparisons (DOMAIN §§4-5): one basis for each scope and period; benchmark published, else pooled where the coverage
-- allows it; values compared at one decimal where either side is a published rate; rank with ties as an interval. A
-- quotient is cut at 20 digits, which would take an exact half below itself: it is rounded at 15 digits before.
-- Every member due has a row in the default caliber and every region one in each caliber that it was ever sent in, so
-- that a new computation replaces every row of the one before. `principal` is the caliber of a region that counts: one
-- with a verdict, else one with a rate, else the default; other rows without a rate are `gone`.
WITH (SELECT mapFromArrays(groupArray(toString(indicator)), groupArray(tuple(toString(growth_rule), toString(better_is), toString(default_caliber))))
    FROM {{database}}.indicators FINAL WHERE indicator IN ({{indicator}})) AS catalogues
SELECT scope, indicator, region, period, period_start, period_end, accumulation, caliber,
    price_basis, basis, growth, growth_source, other_growth, growth_status,
    benchmark, benchmark_method, published, pooled, simple, disagreement, gap, compared_gap,
    base, if(gain IS NULL, NULL, if(greatest(bases, abs(gain_through), abs(gain)) < 1e33,
        gain_through * 100 / if(bases > 0, bases, 1) - (gain_through - gain) * 100 / if(bases > 0, bases, 1),
        divideDecimal(gain_through * 100, if(bases > 0, bases, 1), 20)
            - divideDecimal((gain_through - gain) * 100, if(bases > 0, bases, 1), 20))) AS contribution, level,
    multiIf(
        growth IS NULL, 'no_data',
        benchmark IS NULL, 'no_benchmark',
        compared_gap > toDecimal256('0.000000001', 20), 'above',
        compared_gap < toDecimal256('-0.000000001', 20), 'below',
        'at_average') AS verdict,
    if(is_ranked, toNullable(toUInt32(rank_number)), NULL) AS rank,
    if(is_ranked, toNullable(toUInt32(rank_number + expected - rank_count)), NULL) AS rank_worst,
    if(is_ranked, toNullable(toUInt32(rank_count)), NULL) AS rank_of,
    if(is_level_ranked, toNullable(toUInt32(level_rank_number)), NULL) AS level_rank,
    if(is_level_ranked, toNullable(toUInt32(level_rank_number + expected - level_rank_count)), NULL) AS level_rank_worst,
    if(is_level_ranked, toNullable(toUInt32(level_rank_count)), NULL) AS level_rank_of,
    toUInt32(reporting) AS reporting, toUInt32(expected) AS expected, coverage_weight, grade AS coverage_grade, missing,
    toBool(if(from_plan = 1, period_end < first_day OR period_end > last_day, 0)) AS outside_plan,
    arrayFilter(flag -> flag != '', arrayConcat(row_flags, [
        if(benchmark IS NULL, 'NO_BENCHMARK', ''),
        multiIf(benchmark IS NOT NULL, '', has_other_benchmark, 'CALIBER', ''),
        if(mixed_status, 'MIXED_STATUS', ''),
        multiIf(benchmark IS NULL, '', grade = 'provisional', 'COVERAGE_PROVISIONAL', ''),
        multiIf(coverage_weight IS NOT NULL, '', benchmark_method != 'published', 'COVERAGE_BY_COUNT', '')])) AS flags,
    toBool(is_principal) AS principal, if(is_principal, 0, growth IS NULL) AS gone,
    version
FROM
(
    SELECT *,
        growth - benchmark AS gap,
        if(if(growth_source = 'reported', 1, benchmark_method = 'published'), round(round(growth, 15), 1) - round(round(benchmark, 15), 1), growth - benchmark) AS compared_gap,
        row_number() OVER (PARTITION BY place, region
            ORDER BY growth IS NULL OR benchmark IS NULL, growth IS NULL, caliber != tupleElement(catalogue, 3), caliber) = 1 AS is_principal,
        rank() OVER (PARTITION BY peers, is_ranked ORDER BY ranked_by DESC) AS rank_number,
        count() OVER (PARTITION BY peers, is_ranked) AS rank_count,
        rank() OVER (PARTITION BY peers, is_level_ranked ORDER BY ranked_level DESC) AS level_rank_number,
        count() OVER (PARTITION BY peers, is_level_ranked) AS level_rank_count,
        sum(gain) OVER (PARTITION BY peers ORDER BY region) AS gain_through
    FROM
    (
        SELECT *, if(all_computed, growth, round(round(growth, 15), 1)) * if(tupleElement(catalogue, 2) = 'lower', -1, 1) AS ranked_by,
            if(tupleElement(catalogue, 2) = 'lower', -level, level) AS ranked_level
        FROM
        (
            SELECT *,
                if(is_aggregate, 0, growth IS NOT NULL) AS is_ranked,
                if(is_aggregate, 0, level IS NOT NULL) AS is_level_ranked,
                min(multiIf(is_aggregate, 1, growth IS NULL, 1, growth_source = 'computed'))
                    OVER (PARTITION BY peers) = 1 AS all_computed
            FROM
            (
                SELECT scope, indicator, period, period_start, period_end, accumulation, caliber, basis,
                    tupleElement(peer, 1) AS benchmark, tupleElement(peer, 2) AS benchmark_method, tupleElement(peer, 3) AS published,
                    tupleElement(peer, 4) AS pooled, tupleElement(peer, 5) AS simple, tupleElement(peer, 6) AS reporting,
                    tupleElement(peer, 7) AS expected, tupleElement(peer, 8) AS coverage_weight, tupleElement(peer, 9) AS grade,
                    tupleElement(peer, 10) AS missing, tupleElement(peer, 11) AS mixed_status,
                    tupleElement(peer, 12) AS disagreement, tupleElement(peer, 13) AS bases,
                    tupleElement(row, 1) AS region, tupleElement(row, 2) AS growth, tupleElement(row, 3) AS growth_source,
                    tupleElement(row, 4) AS other_growth, tupleElement(row, 5) AS price_basis, tupleElement(row, 6) AS growth_status,
                    tupleElement(row, 7) AS row_flags, tupleElement(row, 8) AS base, tupleElement(row, 9) AS gain, tupleElement(row, 10) AS level, is_aggregate, has_other_benchmark, catalogue, place, peers, peers_version AS version
                FROM
                (
                    SELECT *, arrayJoin(if(is_aggregate, aggregate_row, arrayConcat(rows, rowless))) AS row
                    FROM
                    (
                        SELECT *,
                            pool != scope AS is_aggregate,
                            anyIf(tuple(pool_rate, pool_method, published, pooled, simple, covered, expected, covered_weight, grade, uncovered, mixed_status,
                                if(coverage >= toDecimal256('0.8', 20), published - pooled, NULL), bases),
                                pool = scope) OVER (PARTITION BY peers) AS peer,
                            max(if(pool = scope, pool_rate IS NOT NULL, 0)) OVER (PARTITION BY place) = 1 AS has_other_benchmark,
                            max(pools.has_figure) OVER (PARTITION BY peers) AS was_sent,
                            max(pools.version) OVER (PARTITION BY peers) AS peers_version,
                            [CAST(tuple(pool, pool_rate, multiIf(pool_rate IS NULL, NULL, is_published, 'reported', 'computed'), if(is_published, NULL, published),
                                if(is_published, published_price_basis, NULL), multiIf(pool_rate IS NULL, NULL, is_published, published_status, lowest_status), [], NULL, NULL, NULL),
                                'Tuple(String, Nullable(Decimal(76, 20)), Nullable(String), Nullable(Decimal(76, 20)), Nullable(String), Nullable(String), Array(String), Nullable(Decimal(76, 20)), Nullable(Decimal(76, 20)), Nullable(Decimal(76, 20)))')] AS aggregate_row,
                            arrayMap(m -> CAST(tuple(m, NULL, NULL, NULL, NULL, NULL, [], NULL, NULL, NULL),
                                'Tuple(String, Nullable(Decimal(76, 20)), Nullable(String), Nullable(Decimal(76, 20)), Nullable(String), Nullable(String), Array(String), Nullable(Decimal(76, 20)), Nullable(Decimal(76, 20)), Nullable(Decimal(76, 20)))'),
                                if(caliber = tupleElement(catalogue, 3), arrayFilter(m -> NOT has(with_row, m), arrayConcat(due, arrayFilter(p -> NOT has(pools_here, p), pools_of_scope))), [])) AS rowless
                        FROM
                        (
                            SELECT *,
                                if(is_published, published, if(grade = 'none', NULL, pooled)) AS pool_rate,
                                multiIf(is_published, 'published', grade = 'none', NULL, pooled IS NULL, NULL, with_both = 0, 'weighted', 'pooled') AS pool_method
                            FROM
                            (
                                SELECT *,
                                    arrayMap(r -> tupleElement(r, 1), rows) AS with_row,
                                    groupArray(pool) OVER (PARTITION BY peers) AS pools_here,
                                    if(is_by_rates, rates, reporting) AS covered,
                                    if(is_by_rates, missing_rates, missing) AS uncovered,
                                    multiIf(NOT is_by_rates, coverage_weight, rates = reporting, coverage_weight, NULL) AS covered_weight,
                                    multiIf(
                                        is_published, 'final', if(is_by_rates, rates_coverage, coverage) >= toDecimal256('0.95', 20), 'final',
                                        if(is_by_rates, rates_coverage, coverage) >= toDecimal256('0.8', 20), 'provisional', 'none') AS grade
                                FROM
                                (
                                    SELECT *, catalogues[toString(indicator)] AS catalogue,
                                        if(published IS NULL, 0, way != 'computed') AS is_published,
                                        multiIf(reporting = 0, 1, published IS NULL, 0, way != 'computed') AS is_by_rates,
                                        multiIf(tupleElement(catalogues[toString(indicator)], 1) = 'nominal', 'either',
                                            max(multiIf(pool != scope OR way != 'reported', 0, published IS NOT NULL OR rates_coverage >= toDecimal256('0.8', 20)))
                                                OVER (PARTITION BY peers) = 1,
                                            'reported', 'computed') AS basis
                                    FROM (SELECT *, tuple(scope, indicator, period_start, period_end, accumulation) AS place, tuple(place, caliber) AS peers FROM ({{source}}))
                                )
                                WHERE way = basis
                            )
                        ) AS pools
                    )
                    WHERE was_sent
                )
            )
        )
    )
) AS judged
LEFT JOIN
(
    SELECT scope, indicator, min(valid_from) AS first_day, max(deadline) AS last_day, 1 AS from_plan
    FROM {{database}}.targets FINAL
    WHERE indicator IN ({{indicator}}) AND form = 'growth_above_benchmark'
    GROUP BY scope, indicator
) AS plan_years USING (scope, indicator)
