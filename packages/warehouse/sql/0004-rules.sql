-- The rules of growth, benchmark, comparison and target, once. Each view takes an indicator, the last days of the
-- periods and an instant; `as_of` from 2200 on means now and reads the current figures, anything earlier the vintages
-- that were known by then. Both halves of that union are decided before anything is read.
--
-- Two habits of the engine shape the text. A view that calls a view is analysed twice at each level, so a rule is put
-- into the next one as text, by its name in braces, and a rule that says `source` is put over the rule named behind
-- `of`. And an alias used within the same SELECT is copied into every place that names it, so each step that needs the
-- one before stands in a SELECT of its own.
-- rule observations
SELECT region, period_start, period_end, accumulation, measure, price_basis, caliber, value, status, version
FROM {{database}}.observations FINAL
WHERE {as_of:DateTime64(3)} >= toDateTime64('2200-01-01 00:00:00', 3)
    AND indicator = {indicator:String}
    AND period_end IN (SELECT arrayJoin(arrayConcat(
        {periods:Array(Date32)},
        arrayMap(p -> addDays(subtractYears(addDays(p, 1), 1), -1), {periods:Array(Date32)}))))
UNION ALL
SELECT region, period_start, period_end, accumulation, measure, price_basis, caliber,
    tupleElement(newest, 1) AS value, tupleElement(newest, 2) AS status, version
FROM
(
    SELECT region, period_start, period_end, accumulation, measure, price_basis, caliber,
        argMax(tuple(value, status), vintages.version) AS newest, max(vintages.version) AS version
    FROM {{database}}.observation_vintages AS vintages
    WHERE {as_of:DateTime64(3)} < toDateTime64('2200-01-01 00:00:00', 3)
        AND indicator = {indicator:String}
        AND known_at <= {as_of:DateTime64(3)}
        AND period_end IN (SELECT arrayJoin(arrayConcat(
            {periods:Array(Date32)},
            arrayMap(p -> addDays(subtractYears(addDays(p, 1), 1), -1), {periods:Array(Date32)}))))
    GROUP BY region, period_start, period_end, accumulation, measure, price_basis, caliber
)
-- rule growth
-- Growth (DOMAIN §4): the reported rate on the best basis that may be compared, and F1 and F4 from the levels. A row
-- stands for a period t also where only the level of t - 1 year is known: it weighs a member that is missing.
-- Its version keeps the bit of the source of record: without it a result could fall below the one that it replaces.
WITH (SELECT any(tuple(level_price_basis, compared_price_bases, tolerance_points)) FROM {{database}}.indicators FINAL WHERE indicator = {indicator:String}) AS catalogue
SELECT {indicator:String} AS indicator, region, period, period_start, period_end, accumulation, caliber,
    reported, reported_price_basis, reported_status, other_reported, level, level_status, base_level,
    computed, implied_base, base_deviation,
    arrayFilter(flag -> flag != '', [
        if(base_level = 0, 'ZERO_BASE', ''),
        if(base_level < 0 OR level < 0, 'NEGATIVE_BASE', ''),
        if(abs(base_deviation) > tupleElement(catalogue, 3), 'BASE_REVISED', '')]) AS flags,
    wide_level, wide_base, toBool(has_figure) AS has_figure, version
FROM
(
    SELECT *, if(has_base, divideDecimal((implied_base - wide_base) * 100, if(has_base, wide_base, 1), 20), NULL) AS base_deviation
    FROM
    (
        SELECT *,
            if(has_base, divideDecimal((wide_level - wide_base) * 100, if(has_base, wide_base, 1), 20), NULL) AS computed,
            if(reported > -100, divideDecimal(wide_level * 100, if(reported > -100, 100 + reported, 1), 20), NULL) AS implied_base,
            multiIf(
                first_month = 1 AND last_month = 12, toString(year),
                first_month = 1 AND last_month = 6, concat(toString(year), '-S1'),
                last_month - first_month = 5, concat(toString(year), '-S2'),
                last_month % 3 = 0 AND (first_month = 1 OR last_month - first_month = 2),
                    concat(toString(year), '-Q', toString(intDiv(last_month, 3))),
                concat(toString(year), '-', leftPad(toString(last_month), 2, '0'))) AS period
        FROM
        (
            SELECT region, caliber, accumulation, period_start, period_end, level, level_status, base_level, has_figure, version,
                CAST(tupleElement(best_rate, 1), 'Nullable(Decimal(76, 20))') AS reported,
                if(has_rate, tupleElement(best_rate, 2), NULL) AS reported_price_basis,
                if(has_rate, tupleElement(best_rate, 3), NULL) AS reported_status,
                CAST(other_rate, 'Nullable(Decimal(76, 20))') AS other_reported,
                CAST(level, 'Nullable(Decimal(76, 20))') AS wide_level,
                CAST(base_level, 'Nullable(Decimal(76, 20))') AS wide_base,
                ifNull(base_level > 0 AND level >= 0, 0) AS has_base,
                if(accumulation = 'point', 1, toMonth(period_start)) AS first_month,
                toMonth(period_end) AS last_month,
                toYear(period_end) AS year
            FROM
            (
                SELECT region, caliber, accumulation, period_start, period_end,
                    argMinIf(tuple(value, toNullable(price_basis), toNullable(status)), indexOf(tupleElement(catalogue, 2), price_basis), is_compared_rate) AS best_rate,
                    countIf(is_compared_rate) > 0 AS has_rate,
                    anyIf(value, is_rate AND NOT is_compared_rate) AS other_rate,
                    anyIf(value, is_level AND is_current) AS level,
                    anyIf(toNullable(status), is_level AND is_current AND value IS NOT NULL) AS level_status,
                    anyIf(value, is_level AND NOT is_current) AS base_level,
                    countIf(is_current) > 0 AS has_figure,
                    max(figures.version) AS version
                FROM
                (
                    SELECT region, caliber, accumulation, value, price_basis, status, version,
                        tupleElement(role, 1) AS period_start,
                        tupleElement(role, 2) AS period_end,
                        tupleElement(role, 3) = 0 AS is_current,
                        measure = 'level' AND price_basis = tupleElement(catalogue, 1) AS is_level,
                        measure = 'growth_yoy' AND value IS NOT NULL AS is_rate,
                        measure = 'growth_yoy' AND value IS NOT NULL AND has(tupleElement(catalogue, 2), price_basis) AS is_compared_rate
                    FROM
                    (
                        SELECT *, arrayJoin(if(measure = 'level',
                            [(period_start, period_end, 0), (if(accumulation = 'point', next_end, addYears(period_start, 1)), next_end, 1)],
                            [(period_start, period_end, 0)])) AS role
                        FROM (SELECT *, addDays(addYears(addDays(period_end, 1), 1), -1) AS next_end FROM ({{rule observations}}))
                    )
                    WHERE has({periods:Array(Date32)}, tupleElement(role, 2))
                ) AS figures
                GROUP BY region, caliber, accumulation, period_start, period_end
            )
        )
    )
)
-- rule stored_growth
-- The same from the table that a computation has just written, which spares computing it twice.
SELECT region, period, period_start, period_end, accumulation, caliber, reported, reported_price_basis, reported_status,
    computed, level_status, implied_base, flags, has_figure, version,
    CAST(level, 'Nullable(Decimal(76, 20))') AS wide_level,
    CAST(base_level, 'Nullable(Decimal(76, 20))') AS wide_base
FROM {{database}}.growth FINAL
WHERE indicator = {indicator:String} AND period_end IN {periods:Array(Date32)}
-- rule pools
-- The peer groups' pools (DOMAIN §5), three ways side by side: by reported rates, by computed ones, by either. One row
-- for each scope, pool, period, caliber and way. A member takes part with its rate and its base B; where level and rate
-- are both known B (1 + g) is the level itself, so that the sums are exact. What cannot be summed, and where no member
-- has a base, is covered by its rates; a negative level is no weight.
WITH
    (SELECT any(computed_growth_allowed) FROM {{database}}.indicators FINAL WHERE indicator = {indicator:String}) AS computed_allowed,
    (SELECT any(aggregation) = 'sum' FROM {{database}}.indicators FINAL WHERE indicator = {indicator:String}) AS is_summed,
    (SELECT mapFromArrays(groupArray(toString(status)), groupArray(rank)) FROM {{database}}.statuses FINAL) AS status_ranks
SELECT scope, pool, period, period_start, period_end, accumulation, caliber, way, published, published_price_basis, published_status,
    rows, reporting, with_both, rates, pooled, simple, mixed_status, lowest_status, has_figure, due, expected, missing, missing_rates,
    pools_of_scope, coverage_count, coverage_weight, least(coverage_count, ifNull(coverage_weight, coverage_count)) AS coverage,
    rates_count, if(rates = reporting, least(rates_count, ifNull(coverage_weight, rates_count)), rates_count) AS rates_coverage, version
FROM
(
    SELECT *,
        divideDecimal(toDecimal256(reporting, 0), toDecimal256(greatest(expected, 1), 0), 20) AS coverage_count,
        divideDecimal(toDecimal256(rates, 0), toDecimal256(greatest(expected, 1), 0), 20) AS rates_count,
        if(bases > 0 AND length(missing) = missing_with_base, divideDecimal(bases, if(bases > 0, bases + missing_bases, 1), 20), NULL) AS coverage_weight
    FROM
    (
        SELECT *, length(due) AS expected,
            arraySort(arrayFilter(m -> NOT has(taking_part, m), due)) AS missing,
            arraySort(arrayFilter(m -> NOT has(with_rate, m), due)) AS missing_rates
        FROM
        (
            SELECT scope, pool, period, period_start, period_end, accumulation, caliber, way,
                tupleElement(published_row, 1) AS published,
                tupleElement(published_row, 2) AS published_price_basis,
                tupleElement(published_row, 3) AS published_status,
                rows, with_rate, taking_part, length(taking_part) AS reporting, with_both, rates, has_figure,
                bases, missing_bases, missing_with_base, pools_of_scope, version,
                if(bases > 0, divideDecimal((contributions - bases) * 100, if(bases > 0, bases, 1), 20), NULL) AS pooled,
                divideDecimal(rate_sum, toDecimal256(greatest(rates, 1), 0), 20) AS simple,
                length(arrayDistinct(statuses)) > 1 AS mixed_status,
                if(empty(statuses), NULL, arraySort(s -> tuple(status_ranks[s], s), statuses)[1]) AS lowest_status,
                arrayMap(m -> tupleElement(m, 1), arrayFilter(m -> tupleElement(m, 2) <= period_end AND period_end <= tupleElement(m, 3), membership)) AS due
            FROM
            (
                SELECT scope, pool, any(period) AS period, period_start, period_end, accumulation, caliber, way,
                    anyIf(tuple(reported, reported_price_basis, reported_status), role = 'published' AND reported IS NOT NULL) AS published_row,
                    groupArrayIf(tuple(region, rate, rate_source, other_rate, rate_price_basis, rate_status, flags), is_member) AS rows,
                    groupArrayIf(region, is_member AND rate IS NOT NULL) AS with_rate,
                    groupArrayIf(assumeNotNull(toString(rate_status)), is_member AND rate_status IS NOT NULL) AS statuses,
                    max(has_figure) AS has_figure,
                    groupArrayIf(region, takes_part) AS taking_part,
                    countIf(takes_part AND wide_level IS NOT NULL) AS with_both,
                    countIf(is_member AND rate IS NOT NULL) AS rates,
                    sumIf(rate, is_member) AS rate_sum,
                    ifNull(sumIf(base, takes_part), 0) AS bases,
                    ifNull(sumIf(contribution, takes_part), 0) AS contributions,
                    ifNull(sumIf(wide_base, is_member AND NOT takes_part AND wide_base >= 0), 0) AS missing_bases,
                    countIf(is_member AND NOT takes_part AND wide_base >= 0) AS missing_with_base,
                    max(members.version) AS version
                FROM
                (
                    SELECT *, is_summed AND is_member AND rate IS NOT NULL AND ifNull(base > 0, 0) AS takes_part
                    FROM
                    (
                        SELECT *,
                            role = 'member' AS is_member,
                            if(is_reported, computed, reported) AS other_rate,
                            if(is_reported, reported_price_basis, NULL) AS rate_price_basis,
                            multiIf(rate IS NULL, NULL, is_reported, reported_status, level_status) AS rate_status,
                            if(is_reported AND implied_base IS NOT NULL, implied_base, wide_base) AS base,
                            if(is_reported AND implied_base IS NULL, divideDecimal(wide_base * (100 + rate), toDecimal256(100, 0), 20), wide_level) AS contribution
                        FROM
                        (
                            SELECT *,
                                tupleElement(option, 1) AS way,
                                tupleElement(option, 2) AS rate,
                                if(tupleElement(option, 2) IS NULL, NULL, tupleElement(option, 3)) AS rate_source,
                                tupleElement(option, 2) IS NOT NULL AND tupleElement(option, 3) = 'reported' AS is_reported
                            FROM
                            (
                                SELECT *, arrayJoin([
                                    ('reported', reported, 'reported'),
                                    ('computed', computed, 'computed'),
                                    ('either', ifNull(reported, computed), if(reported IS NULL, 'computed', 'reported'))]) AS option
                                FROM
                                (
                                    SELECT p.scope AS scope, p.pool AS pool, p.role AS role, g.region AS region, g.period AS period,
                                        g.period_start AS period_start, g.period_end AS period_end, g.accumulation AS accumulation, g.caliber AS caliber,
                                        g.reported AS reported, g.reported_price_basis AS reported_price_basis, g.reported_status AS reported_status,
                                        if(computed_allowed, g.computed, NULL) AS computed, g.level_status AS level_status,
                                        g.implied_base AS implied_base, g.wide_level AS wide_level, g.wide_base AS wide_base,
                                        g.flags AS flags, g.has_figure AS has_figure, g.version AS version
                                    FROM ({{source}}) AS g
                                    INNER JOIN
                                    (
                                        -- A figure of an aggregate opens the pool that it is compared with, though no member sent one.
                                        SELECT scope, tupleElement(part, 1) AS pool, region, tupleElement(part, 2) AS role, valid_from, valid_to
                                        FROM
                                        (
                                            SELECT *, arrayJoin(if(role = 'published' AND pool != scope, [(pool, role), (scope, 'compared')], [(pool, role)])) AS part
                                            FROM {{database}}.scope_pools FINAL
                                        )
                                    ) AS p ON g.region = p.region
                                    WHERE g.period_end >= p.valid_from AND g.period_end <= p.valid_to
                                )
                            )
                        )
                    )
                ) AS members
                GROUP BY scope, pool, period_start, period_end, accumulation, caliber, way
            ) AS pools
            INNER JOIN
            (
                SELECT *, groupArray(pool) OVER (PARTITION BY scope) AS pools_of_scope
                FROM
                (
                    SELECT scope, pool, groupArray(tuple(region, valid_from, valid_to)) AS membership
                    FROM {{database}}.scope_pools FINAL
                    WHERE role = 'member'
                    GROUP BY scope, pool
                )
            ) AS memberships USING (scope, pool)
        )
    )
)
-- rule comparisons
-- Comparisons (DOMAIN §§4-5): one basis for each scope and period; benchmark published, else pooled where the coverage
-- allows it; values compared at one decimal where either side is a published rate; rank with ties as an interval.
-- Every member due has a row in the default caliber and every region one in each caliber that it was ever sent in, so
-- that a new computation replaces every row of the one before. `principal` is the caliber of a region that counts: one
-- with a verdict, else one with a rate, else the default; other rows without a rate are `gone`.
WITH (SELECT any(tuple(growth_rule, better_is, default_caliber)) FROM {{database}}.indicators FINAL WHERE indicator = {indicator:String}) AS catalogue
SELECT scope, {indicator:String} AS indicator, region, period, period_start, period_end, accumulation, caliber,
    price_basis, basis, growth, growth_source, other_growth, growth_status,
    benchmark, benchmark_method, published, pooled, simple, gap, compared_gap,
    multiIf(
        growth IS NULL, 'no_data',
        benchmark IS NULL, 'no_benchmark',
        compared_gap > toDecimal256('0.000000001', 20), 'above',
        compared_gap < toDecimal256('-0.000000001', 20), 'below',
        'at_average') AS verdict,
    if(is_ranked, toNullable(toUInt32(rank_number)), NULL) AS rank,
    if(is_ranked, toNullable(toUInt32(rank_number + expected - rank_count)), NULL) AS rank_worst,
    if(is_ranked, toNullable(toUInt32(rank_count)), NULL) AS rank_of,
    toUInt32(reporting) AS reporting, toUInt32(expected) AS expected, coverage_weight, grade AS coverage_grade, missing,
    toBool(from_plan = 1 AND (period_end < first_day OR period_end > last_day)) AS outside_plan,
    arrayFilter(flag -> flag != '', arrayConcat(row_flags, [
        if(benchmark IS NULL, 'NO_BENCHMARK', ''),
        if(benchmark IS NULL AND has_other_benchmark, 'CALIBER', ''),
        if(mixed_status, 'MIXED_STATUS', ''),
        if(benchmark IS NOT NULL AND grade = 'provisional', 'COVERAGE_PROVISIONAL', ''),
        if(benchmark_method != 'published' AND coverage_weight IS NULL, 'COVERAGE_BY_COUNT', '')])) AS flags,
    toBool(is_principal) AS principal, growth IS NULL AND NOT is_principal AS gone,
    version
FROM
(
    SELECT *,
        growth - benchmark AS gap,
        if(growth_source = 'reported' OR benchmark_method = 'published', round(growth, 1) - round(benchmark, 1), growth - benchmark) AS compared_gap,
        row_number() OVER (PARTITION BY scope, region, period_start, period_end, accumulation
            ORDER BY growth IS NULL OR benchmark IS NULL, growth IS NULL, caliber != tupleElement(catalogue, 3), caliber) = 1 AS is_principal,
        rank() OVER (PARTITION BY scope, period_start, period_end, accumulation, caliber, is_ranked ORDER BY ranked_by DESC) AS rank_number,
        count() OVER (PARTITION BY scope, period_start, period_end, accumulation, caliber, is_ranked) AS rank_count
    FROM
    (
        SELECT *, multiplyDecimal(if(all_computed, growth, round(growth, 1)), toDecimal256(if(tupleElement(catalogue, 2) = 'lower', -1, 1), 0), 20) AS ranked_by
        FROM
        (
            SELECT *,
                NOT is_aggregate AND growth IS NOT NULL AS is_ranked,
                min(is_aggregate OR growth IS NULL OR growth_source = 'computed')
                    OVER (PARTITION BY scope, period_start, period_end, accumulation, caliber) = 1 AS all_computed
            FROM
            (
                SELECT scope, period, period_start, period_end, accumulation, caliber, basis,
                    tupleElement(peer, 1) AS benchmark, tupleElement(peer, 2) AS benchmark_method, tupleElement(peer, 3) AS published,
                    tupleElement(peer, 4) AS pooled, tupleElement(peer, 5) AS simple, tupleElement(peer, 6) AS reporting,
                    tupleElement(peer, 7) AS expected, tupleElement(peer, 8) AS coverage_weight, tupleElement(peer, 9) AS grade,
                    tupleElement(peer, 10) AS missing, tupleElement(peer, 11) AS mixed_status,
                    tupleElement(row, 1) AS region, tupleElement(row, 2) AS growth, tupleElement(row, 3) AS growth_source,
                    tupleElement(row, 4) AS other_growth, tupleElement(row, 5) AS price_basis, tupleElement(row, 6) AS growth_status,
                    tupleElement(row, 7) AS row_flags, is_aggregate, has_other_benchmark, peers_version AS version
                FROM
                (
                    SELECT *, arrayJoin(if(is_aggregate, aggregate_row, arrayConcat(rows, rowless))) AS row
                    FROM
                    (
                        SELECT *,
                            pool != scope AS is_aggregate,
                            anyIf(tuple(pool_rate, pool_method, published, pooled, simple, covered, expected, covered_weight, grade, uncovered, mixed_status),
                                pool = scope) OVER (PARTITION BY scope, period_start, period_end, accumulation, caliber) AS peer,
                            max(pool = scope AND pool_rate IS NOT NULL) OVER (PARTITION BY scope, period_start, period_end, accumulation) = 1 AS has_other_benchmark,
                            max(pools.has_figure) OVER (PARTITION BY scope, period_start, period_end, accumulation, caliber) AS was_sent,
                            max(pools.version) OVER (PARTITION BY scope, period_start, period_end, accumulation, caliber) AS peers_version,
                            [CAST(tuple(pool, pool_rate, multiIf(pool_rate IS NULL, NULL, is_published, 'reported', 'computed'), if(is_published, NULL, published),
                                if(is_published, published_price_basis, NULL), multiIf(pool_rate IS NULL, NULL, is_published, published_status, lowest_status), []),
                                'Tuple(String, Nullable(Decimal(76, 20)), Nullable(String), Nullable(Decimal(76, 20)), Nullable(String), Nullable(String), Array(String))')] AS aggregate_row,
                            arrayMap(m -> CAST(tuple(m, NULL, NULL, NULL, NULL, NULL, []),
                                'Tuple(String, Nullable(Decimal(76, 20)), Nullable(String), Nullable(Decimal(76, 20)), Nullable(String), Nullable(String), Array(String))'),
                                if(caliber = tupleElement(catalogue, 3), arrayFilter(m -> NOT has(with_row, m), arrayConcat(due, arrayFilter(p -> NOT has(pools_here, p), pools_of_scope))), [])) AS rowless
                        FROM
                        (
                            SELECT *,
                                if(is_published, published, if(grade = 'none', NULL, pooled)) AS pool_rate,
                                multiIf(is_published, 'published', grade = 'none' OR pooled IS NULL, NULL, with_both = 0, 'weighted', 'pooled') AS pool_method
                            FROM
                            (
                                SELECT *,
                                    arrayMap(r -> tupleElement(r, 1), rows) AS with_row,
                                    groupArray(pool) OVER (PARTITION BY scope, period_start, period_end, accumulation, caliber) AS pools_here,
                                    if(is_by_rates, rates, reporting) AS covered,
                                    if(is_by_rates, missing_rates, missing) AS uncovered,
                                    if(is_by_rates AND rates != reporting, NULL, coverage_weight) AS covered_weight,
                                    multiIf(
                                        is_published OR if(is_by_rates, rates_coverage, coverage) >= toDecimal256('0.95', 20), 'final',
                                        if(is_by_rates, rates_coverage, coverage) >= toDecimal256('0.8', 20), 'provisional', 'none') AS grade
                                FROM
                                (
                                    SELECT *,
                                        published IS NOT NULL AND way != 'computed' AS is_published,
                                        reporting = 0 OR (published IS NOT NULL AND way != 'computed') AS is_by_rates,
                                        multiIf(tupleElement(catalogue, 1) = 'nominal', 'either',
                                            max(pool = scope AND way = 'reported' AND (published IS NOT NULL OR rates_coverage >= toDecimal256('0.8', 20)))
                                                OVER (PARTITION BY scope, period_start, period_end, accumulation, caliber) = 1,
                                            'reported', 'computed') AS basis
                                    FROM ({{source}})
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
    SELECT scope, min(valid_from) AS first_day, max(deadline) AS last_day, 1 AS from_plan
    FROM {{database}}.targets FINAL
    WHERE indicator = {indicator:String} AND form = 'growth_above_benchmark'
    GROUP BY scope
) AS plan_years USING (scope)
-- rule growth_target_columns
-- Results of the targets whose growth must exceed the benchmark (DOMAIN §6, S1): a year is met or missed, a year to
-- date on track or behind.
SELECT t.plan AS plan, t.target AS target, c.indicator AS indicator, c.region AS region,
    c.period AS period, c.period_start AS period_start, c.period_end AS period_end, c.accumulation AS accumulation,
    c.growth AS actual, c.benchmark AS required, t.unit AS unit,
    multiIf(
        c.verdict IN ('no_data', 'no_benchmark'), 'no_data',
        c.verdict = 'not_due', 'not_due',
        c.accumulation = 'ytd' AND toMonth(c.period_end) = 12, if(c.verdict = 'above', 'met', 'missed'),
        c.verdict = 'above', 'on_track', 'behind') AS result,
    CAST(NULL, 'Nullable(Decimal(76, 20))') AS completion,
    CAST(NULL, 'Nullable(Decimal(76, 20))') AS pace,
    toBool(c.coverage_grade = 'provisional' OR ifNull(s.rank, 0) < v.rank) AS provisional,
    toBool(c.period_end < t.valid_from OR c.period_end > t.deadline) AS outside_plan,
    c.version AS version
-- rule growth_target_joins
INNER JOIN
(
    SELECT plan, target, indicator, scope, region, unit, valid_from, deadline
    FROM {{database}}.targets FINAL
    WHERE form = 'growth_above_benchmark'
) AS t ON c.indicator = t.indicator AND c.scope = t.scope AND c.region = t.region
LEFT JOIN (SELECT status, rank FROM {{database}}.statuses FINAL) AS s ON ifNull(c.growth_status, '') = s.status
CROSS JOIN (SELECT min(rank) AS rank FROM {{database}}.statuses FINAL WHERE status = 'verified') AS v
WHERE c.principal
-- rule pools_of_growth
{{rule pools of growth}}
-- rule pools_of_stored_growth
{{rule pools of stored_growth}}
-- statement
CREATE OR REPLACE VIEW {{database}}.observations_at {{on_cluster}} AS {{rule observations}}
-- statement
CREATE OR REPLACE VIEW {{database}}.growth_at {{on_cluster}} AS {{rule growth}}
-- statement
CREATE OR REPLACE VIEW {{database}}.pools_at {{on_cluster}} AS {{rule pools_of_growth}}
-- statement
CREATE OR REPLACE VIEW {{database}}.comparisons_at {{on_cluster}} AS
SELECT * FROM ({{rule comparisons of pools_of_growth}}) WHERE NOT gone
-- statement
-- Comparisons from the growth that is stored: what the pipeline materialises.
CREATE OR REPLACE VIEW {{database}}.comparisons_of_growth {{on_cluster}} AS {{rule comparisons of pools_of_stored_growth}}
-- statement
CREATE OR REPLACE VIEW {{database}}.growth_targets_at {{on_cluster}} AS
{{rule growth_target_columns}}
FROM ({{rule comparisons of pools_of_growth}}) AS c
{{rule growth_target_joins}}
-- statement
-- The same for what the pipeline materialises: results follow from the comparisons that are inserted.
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.target_results_of_comparisons {{on_cluster}}
TO {{database}}.target_results AS
{{rule growth_target_columns}}
FROM {{database}}.comparisons AS c
{{rule growth_target_joins}}
