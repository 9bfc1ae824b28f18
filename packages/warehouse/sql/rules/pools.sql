-- rule pools
-- The peer groups' pools (DOMAIN §5), three ways side by side: by reported rates, by computed ones, by either. One row
-- for each scope, pool, period, caliber and way. A member takes part with its rate and its base B; where level and rate
-- are both known B (1 + g) is the level itself, so that the sums are exact. What cannot be summed, and where no member
-- has a base, is covered by its rates; a negative level is no weight. Per-capita figures are summed where the catalogue
-- names what weighs them, by that weight at the period's end on both sides of the rate, as membership is.
WITH
    (SELECT mapFromArrays(groupArray(toString(indicator)), groupArray(tuple(computed_growth_allowed, aggregation = 'sum', aggregation = 'weighted' AND weight_indicator != '')))
        FROM {{database}}.indicators FINAL WHERE indicator IN ({{indicator}})) AS catalogues,
    (SELECT mapFromArrays(groupArray(toString(status)), groupArray(rank)) FROM {{database}}.statuses FINAL) AS status_ranks
SELECT scope, indicator, pool, period, period_start, period_end, accumulation, caliber, way, published, published_price_basis, published_status,
    rows, bases, reporting, with_both, rates, pooled, simple, mixed_status, lowest_status, has_figure, due, expected, missing, missing_rates,
    pools_of_scope, coverage_count, coverage_weight, least(coverage_count, ifNull(coverage_weight, coverage_count)) AS coverage,
    rates_count, if(rates = reporting, least(rates_count, ifNull(coverage_weight, rates_count)), rates_count) AS rates_coverage, version
FROM
(
    SELECT *,
        toDecimal256(reporting, 20) / greatest(expected, 1) AS coverage_count,
        toDecimal256(rates, 20) / greatest(expected, 1) AS rates_count,
        multiIf(bases <= 0 OR length(missing) != missing_with_base, NULL, bases < 1e36,
            bases / if(bases > 0, bases + missing_bases, 1),
            divideDecimal(bases, if(bases > 0, bases + missing_bases, 1), 20)) AS coverage_weight
    FROM
    (
        SELECT *, length(due) AS expected,
            arraySort(arrayFilter(m -> NOT has(taking_part, m), due)) AS missing,
            arraySort(arrayFilter(m -> NOT has(with_rate, m), due)) AS missing_rates
        FROM
        (
            SELECT scope, indicator, pool, period, period_start, period_end, accumulation, caliber, way,
                tupleElement(published_row, 1) AS published,
                tupleElement(published_row, 2) AS published_price_basis,
                tupleElement(published_row, 3) AS published_status,
                rows, with_rate, taking_part, length(taking_part) AS reporting, with_both, rates, has_figure,
                bases, missing_bases, missing_with_base, pools_of_scope, version,
                if(bases > 0, if(greatest(bases, contributions) < 1e33,
                    (contributions - bases) * 100 / if(bases > 0, bases, 1),
                    divideDecimal((contributions - bases) * 100, if(bases > 0, bases, 1), 20)), NULL) AS pooled,
                rate_sum / greatest(rates, 1) AS simple,
                length(arrayDistinct(statuses)) > 1 AS mixed_status,
                if(empty(statuses), NULL, arraySort(s -> tuple(status_ranks[s], s), statuses)[1]) AS lowest_status,
                arrayMap(m -> tupleElement(m, 1), arrayFilter(m -> if(period_end < tupleElement(m, 2), 0, period_end <= tupleElement(m, 3)), membership)) AS due
            FROM
            (
                SELECT tupleElement(place, 1) AS scope, tupleElement(place, 2) AS indicator, tupleElement(place, 3) AS pool,
                    tupleElement(place, 4) AS period_start, tupleElement(place, 5) AS period_end, any(period) AS period,
                    tupleElement(place, 6) AS accumulation, tupleElement(place, 7) AS caliber, tupleElement(place, 8) AS way,
                    anyIf(tuple(reported, reported_price_basis, reported_status), if(role = 'published', reported IS NOT NULL, 0)) AS published_row,
                    groupArrayIf(tuple(region, rate, rate_source, other_rate, rate_price_basis, rate_status, flags,
                        if(takes_part, base, NULL), if(takes_part, contribution - base, NULL), level), is_member) AS rows,
                    groupArrayIf(region, if(is_member, rate IS NOT NULL, 0)) AS with_rate,
                    groupArrayIf(assumeNotNull(toString(rate_status)), if(is_member, rate_status IS NOT NULL, 0)) AS statuses,
                    max(has_figure) AS has_figure,
                    groupArrayIf(region, takes_part) AS taking_part,
                    countIf(if(takes_part, wide_level IS NOT NULL, 0)) AS with_both,
                    countIf(if(is_member, rate IS NOT NULL, 0)) AS rates,
                    sumIf(rate, is_member) AS rate_sum,
                    ifNull(sumIf(base, takes_part), 0) AS bases,
                    ifNull(sumIf(contribution, takes_part), 0) AS contributions,
                    ifNull(sumIf(wide_base, multiIf(NOT is_member OR takes_part, 0, wide_base >= 0)), 0) AS missing_bases,
                    countIf(multiIf(NOT is_member OR takes_part, 0, wide_base >= 0)) AS missing_with_base,
                    max(members.version) AS version
                FROM
                (
                    SELECT *, tuple(scope, indicator, pool, period_start, period_end, accumulation, caliber, way) AS place,
                        multiIf(NOT is_member OR rate IS NULL, 0, tupleElement(catalogue, 2) OR tupleElement(catalogue, 3), ifNull(base > 0, 0), 0) AS takes_part
                    FROM
                    (
                        SELECT *,
                            role = 'member' AS is_member,
                            if(is_reported, computed, reported) AS other_rate,
                            if(is_reported, reported_price_basis, NULL) AS rate_price_basis,
                            multiIf(rate IS NULL, NULL, is_reported, reported_status, level_status) AS rate_status,
                            if(is_reported, ifNull(implied_base, wide_base), wide_base) AS base,
                            multiIf(NOT is_reported OR implied_base IS NOT NULL, wide_level, divideDecimal(wide_base * (100 + rate), toDecimal256(100, 0), 20)) AS contribution
                        FROM
                        (
                            SELECT *,
                                tupleElement(option, 1) AS way,
                                tupleElement(option, 2) AS rate,
                                if(tupleElement(option, 2) IS NULL, NULL, tupleElement(option, 3)) AS rate_source,
                                if(tupleElement(option, 2) IS NULL, 0, tupleElement(option, 3) = 'reported') AS is_reported
                            FROM
                            (
                                SELECT * REPLACE (
                                        if(tupleElement(catalogue, 3), multiplyDecimal(implied_base, weight, 20), implied_base) AS implied_base,
                                        if(tupleElement(catalogue, 3), multiplyDecimal(wide_level, weight, 20), wide_level) AS wide_level,
                                        if(tupleElement(catalogue, 3), multiplyDecimal(wide_base, weight, 20), wide_base) AS wide_base),
                                    arrayJoin([
                                        ('reported', reported, 'reported'),
                                        ('computed', computed, 'computed'),
                                        ('either', ifNull(reported, computed), if(reported IS NULL, 'computed', 'reported'))]) AS option
                                FROM
                                (
                                    SELECT p.scope AS scope, p.pool AS pool, p.role AS role, g.indicator AS indicator, g.region AS region, g.period AS period,
                                        g.period_start AS period_start, g.period_end AS period_end, g.accumulation AS accumulation, g.caliber AS caliber,
                                        g.reported AS reported, g.reported_price_basis AS reported_price_basis, g.reported_status AS reported_status,
                                        if(tupleElement(catalogues[toString(g.indicator)], 1), g.computed, NULL) AS computed, g.level_status AS level_status,
                                        g.implied_base AS implied_base, g.wide_level AS wide_level, g.wide_base AS wide_base, g.wide_level AS level,
                                        CAST(g.weight, 'Nullable(Decimal(76, 20))') AS weight, catalogues[toString(g.indicator)] AS catalogue,
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
                                    WHERE if(g.period_end < p.valid_from, 0, g.period_end <= p.valid_to)
                                )
                            )
                        )
                    )
                ) AS members
                GROUP BY place
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
-- rule pools_of_growth
{{rule pools of growth}}
-- rule pools_of_stored_growth
{{rule pools of stored_growth}}
