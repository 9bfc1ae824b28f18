-- Targets of a plan (DOMAIN §6): what each form takes as reached and as asked for, then one judgement for all of them.
-- A measure is a row with actual, required and whether that meets the target, null where it cannot be said.
-- rule judged
-- A year that is over is met or missed. Within a year a growth target follows its verdict, and a mark is on track when
-- 完成率 reaches 序时进度 at one decimal. What is due once is not due before its deadline.
SELECT plan, target, indicator, region, period, period_start, period_end, accumulation, actual, required, unit,
    multiIf(
        judged = 'at_deadline' AND (NOT is_dated OR period_end < deadline) OR NOT is_due, 'not_due',
        is_met IS NULL, 'no_data',
        judged = 'at_deadline' OR is_year, if(is_met = 1, 'met', 'missed'),
        is_met = 1 OR ifNull(round(completion, 1) >= round(pace, 1), 0), 'on_track',
        'behind') AS result,
    completion, pace, profile, toBool(is_provisional) AS provisional,
    toBool(period_end < valid_from OR is_dated AND period_end > deadline) AS outside_plan, version
FROM
(
    SELECT *, accumulation IN ('ytd', 'point') AND toMonth(period_end) = 12 AS is_year FROM ({{source}})
)
-- rule verified_rank
(SELECT min(rank) FROM {{database}}.statuses FINAL WHERE status = 'verified')
-- rule status_ranks
(SELECT mapFromArrays(groupArray(toString(status)), groupArray(rank)) FROM {{database}}.statuses FINAL)
-- rule comparison_targets
-- S1, growth above the benchmark as compared; S5, a rank within a bound, and one of several counties in the first two
-- thirds. Missing members make a rank an interval: met if its worst place is within the bound, missed only if its best
-- is not, else it cannot be said yet.
WITH {{rule verified_rank}} AS verified_rank, {{rule status_ranks}} AS status_ranks
SELECT plan, target, judged, valid_from, deadline, is_dated, unit, indicator, region, period, period_start, period_end, accumulation,
    if(is_growth, growth, CAST(best, 'Nullable(Decimal(76, 20))')) AS actual,
    if(is_growth, benchmark, CAST(bound, 'Nullable(Decimal(76, 20))')) AS required,
    multiIf(
        is_growth, if(verdict IN ('above', 'at_average', 'below'), toNullable(verdict = if(direction = 'lower', 'below', 'above')), NULL),
        best IS NULL, NULL, best_of_worst <= bound, 1, best > bound AND all_ranked, 0, NULL) AS is_met,
    if(is_growth, verdict != 'not_due', accumulation != 'period') AS is_due,
    CAST(NULL, 'Nullable(Decimal(76, 20))') AS completion, CAST(NULL, 'Nullable(Decimal(76, 20))') AS pace,
    CAST(NULL, 'Nullable(Decimal(76, 20))') AS profile, is_provisional OR NOT is_growth AND is_met IS NULL AND best IS NOT NULL AS is_provisional, version
FROM
(
    SELECT t.plan AS plan, t.target AS target, t.judged AS judged, t.valid_from AS valid_from, t.deadline AS deadline, t.is_dated AS is_dated,
        t.unit AS unit, t.indicator AS indicator, t.region AS region, any(c.period) AS period, c.period_start AS period_start,
        c.period_end AS period_end, c.accumulation AS accumulation, t.form = 'growth_above_benchmark' AS is_growth, any(t.direction) AS direction,
        any(c.growth) AS growth, any(c.benchmark) AS benchmark, any(c.verdict) AS verdict,
        min(if(t.ranked_by = 'level', c.level_rank, c.rank)) AS best,
        min(if(t.ranked_by = 'level', c.level_rank_worst, c.rank_worst)) AS best_of_worst,
        any(if(t.form = 'middle_third', toNullable(toDecimal128(intDiv(2 * c.expected, 3), 10)), t.required)) AS bound,
        countIf(if(t.ranked_by = 'level', c.level_rank, c.rank) IS NULL) = 0 AS all_ranked,
        max(c.coverage_grade = 'provisional' OR c.growth_status IS NOT NULL AND status_ranks[ifNull(toString(c.growth_status), '')] < verified_rank) AS is_provisional,
        max(c.version) AS version
    FROM ({{source}}) AS c
    INNER JOIN
    (
        SELECT *, arrayJoin(if(form = 'middle_third', counted_regions, [region])) AS counted
        FROM {{database}}.targets FINAL WHERE form IN ('growth_above_benchmark', 'rank_within', 'middle_third')
    ) AS t ON c.indicator = t.indicator AND c.scope = t.scope AND c.region = t.counted
    WHERE c.principal
    GROUP BY plan, target, judged, valid_from, deadline, is_dated, unit, indicator, region, period_start, period_end, accumulation, is_growth
)
WHERE is_growth OR accumulation != 'period'
-- rule pair_targets
-- S2: growth of one indicator above (below, where lower is better) that of another in the same region and period, as
-- reported (computed where the catalogue allows it and nothing is). What spans whole quarters is judged; months by
-- themselves and years to date between quarters are not due.
WITH {{rule verified_rank}} AS verified_rank, {{rule status_ranks}} AS status_ranks
SELECT plan, target, judged, valid_from, deadline, is_dated, unit, indicator, region, period, period_start, period_end, accumulation,
    own_rate AS actual, other_rate AS required,
    multiIf(own_rate IS NULL OR other_rate IS NULL, NULL,
        is_rounded, toNullable((round(round(own_rate, 15), 1) - round(round(other_rate, 15), 1)) * if(direction = 'lower', -1, 1) > 0),
        (own_rate - other_rate) * if(direction = 'lower', -1, 1) > toDecimal256('0.000000001', 20)) AS is_met,
    (toMonth(period_end) - toMonth(period_start) + 1) % 3 = 0 AS is_due,
    CAST(NULL, 'Nullable(Decimal(76, 20))') AS completion, CAST(NULL, 'Nullable(Decimal(76, 20))') AS pace,
    CAST(NULL, 'Nullable(Decimal(76, 20))') AS profile, is_provisional, version
FROM
(
    SELECT t.plan AS plan, t.target AS target, t.judged AS judged, t.valid_from AS valid_from, t.deadline AS deadline, t.is_dated AS is_dated,
        t.unit AS unit, t.indicator AS indicator, t.region AS region, any(g.period) AS period, g.period_start AS period_start,
        g.period_end AS period_end, g.accumulation AS accumulation,
        anyIf(g.rate, t.side = 'own') AS own_rate, anyIf(g.rate, t.side = 'other') AS other_rate,
        any(t.direction) AS direction, max(g.is_reported) AS is_rounded, countIf(t.side = 'own') > 0 AS has_own,
        max(g.rate IS NOT NULL AND status_ranks[ifNull(toString(g.status), '')] < verified_rank) AS is_provisional,
        max(g.version) AS version
    FROM
    (
        SELECT f.indicator AS indicator, f.region AS region, f.period AS period, f.period_start AS period_start, f.period_end AS period_end,
            f.accumulation AS accumulation, f.version AS version, ifNull(f.reported, if(i.computed_growth_allowed, f.computed, NULL)) AS rate,
            f.reported IS NOT NULL AS is_reported, if(f.reported IS NULL, f.level_status, f.reported_status) AS status
        FROM ({{source}}) AS f
        INNER JOIN {{database}}.indicators AS i FINAL ON f.indicator = i.indicator
        WHERE f.caliber = i.default_caliber AND f.has_figure
    ) AS g
    INNER JOIN
    (
        SELECT *, tupleElement(arrayJoin([('own', indicator), ('other', compared_indicator)]) AS part, 1) AS side, tupleElement(part, 2) AS read
        FROM {{database}}.targets FINAL WHERE form = 'growth_above_indicator'
    ) AS t ON g.indicator = t.read AND g.region = t.region
    GROUP BY plan, target, judged, valid_from, deadline, is_dated, unit, indicator, region, period_start, period_end, accumulation
)
WHERE has_own
-- rule level_target_forms
('level_path', 'share_path', 'average_growth', 'count', 'count_per_year', 'cumulative_count', 'coverage', 'at_least_one_per_region', 'yes_or_no')
-- rule these_indicators
SELECT arrayJoin({indicators:Array(String)})
-- rule level_days
-- Beside the periods themselves: a year before and the end of that year, and where counting or averaging starts.
arrayConcat({periods:Array(Date32)},
    arrayMap(p -> addDays(subtractYears(addDays(p, 1), 1), -1), {periods:Array(Date32)}),
    arrayMap(p -> makeDate32(toYear(p) - 1, 12, 31), {periods:Array(Date32)}),
    (SELECT groupUniqArray(assumeNotNull(base_end)) FROM {{database}}.targets FINAL WHERE base_end IS NOT NULL AND indicator IN ({{rule these_indicators}})))
-- rule region_levels
-- Levels of regions and of the aggregates that targets name: an aggregate's own figure, else the sum of its members of
-- that day when all of them have one. A withdrawn level is a row without a level, so that what rested on it is judged again.
WITH {{rule status_ranks}} AS status_ranks
SELECT indicator, region, period_start, period_end, accumulation, status_rank, version,
    multiIf(own IS NOT NULL, own, is_summed AND members > 0 AND members = due, member_sum, NULL) AS level
FROM
(
    SELECT l.indicator AS indicator, l.region AS region, l.period_start AS period_start, l.period_end AS period_end,
        l.accumulation AS accumulation, l.own AS own, l.member_sum AS member_sum, l.members AS members, l.is_summed AS is_summed,
        if(l.own IS NOT NULL, l.own_rank, l.member_rank) AS status_rank, l.version AS version,
        length(arrayFilter(m -> tupleElement(m, 1) <= l.period_end AND l.period_end <= tupleElement(m, 2), p.membership)) AS due
    FROM
    (
        SELECT indicator, tupleElement(part, 1) AS region, period_start, period_end, accumulation, any(is_summed) AS is_summed,
            anyIf(level, tupleElement(part, 2) = 1) AS own, anyIf(rank, tupleElement(part, 2) = 1) AS own_rank,
            sumIf(level, tupleElement(part, 2) = 0) AS member_sum, countIf(level IS NOT NULL AND tupleElement(part, 2) = 0) AS members,
            minIf(rank, tupleElement(part, 2) = 0) AS member_rank, max(figures.version) AS version
        FROM
        (
            SELECT *, arrayJoin(arrayConcat([(region, 1)], arrayMap(m -> (tupleElement(m, 1), 0),
                arrayFilter(m -> tupleElement(m, 2) <= period_end AND period_end <= tupleElement(m, 3), pools)))) AS part
            FROM
            (
                SELECT o.indicator AS indicator, o.region AS region, o.period_start AS period_start, o.period_end AS period_end,
                    o.accumulation AS accumulation, CAST(o.value, 'Nullable(Decimal(76, 20))') AS level,
                    status_ranks[toString(o.status)] AS rank, o.version AS version, i.aggregation = 'sum' AS is_summed, m.pools AS pools
                FROM ({{rule observations for these_indicators during level_days}}) AS o
                INNER JOIN {{database}}.indicators AS i FINAL ON o.indicator = i.indicator
                LEFT JOIN
                (
                    SELECT region, groupArray(tuple(pool, valid_from, valid_to)) AS pools
                    FROM {{database}}.scope_pools FINAL WHERE scope = pool AND role = 'member' GROUP BY region
                ) AS m ON o.region = m.region
                WHERE o.measure = 'level' AND o.accumulation != 'period'
                    AND o.price_basis = i.level_price_basis AND o.caliber = i.default_caliber
            )
        ) AS figures
        GROUP BY indicator, region, period_start, period_end, accumulation
    ) AS l
    LEFT JOIN
    (
        SELECT pool, groupArray(tuple(valid_from, valid_to)) AS membership
        FROM {{database}}.scope_pools FINAL WHERE scope = pool AND role = 'member' GROUP BY pool
    ) AS p ON l.region = p.pool
)
-- rule level_targets
-- S3, S4, S6-S9, S12, S13: what a level is measured against its mark, its base or another region's level. Comparisons
-- are exact products; quotients are for showing.
WITH {{rule verified_rank}} AS verified_rank
SELECT plan, target, judged, valid_from, deadline, is_dated, unit, indicator, region, period, period_start, period_end, accumulation,
    actual, required, is_met, 1 AS is_due,
    multiIf(
        form = 'average_growth' OR is_met IS NULL OR actual IS NULL, NULL,
        form = 'yes_or_no', if(is_met, toDecimal256(100, 20), toDecimal256(0, 20)),
        direction = 'lower' AND form IN ('share_path', 'cumulative_count'), if(is_met, toDecimal256(100, 20), NULL),
        direction = 'lower', multiIf(
            form != 'share_path' AND last_year > wide_required AND ifNull(last_year_known, 0), divideDecimal((last_year - actual) * 100, if(last_year > wide_required, last_year - wide_required, 1), 20),
            is_met, toDecimal256(100, 20), NULL),
        wide_required > 0, divideDecimal(actual * 100, if(wide_required > 0, wide_required, 1), 20),
        if(is_met, toDecimal256(100, 20), toDecimal256(0, 20))) AS completion,
    if(form IN ('level_path', 'count_per_year'), divideDecimal(toDecimal256(toMonth(period_end) * 100, 0), toDecimal256(12, 0), 20), NULL) AS pace,
    if(form IN ('level_path', 'count_per_year') AND accumulation = 'ytd' AND toMonth(period_end) < 12 AND last_year_level > 0, divideDecimal(same_last_year * 100, if(last_year_level > 0, last_year_level, 1), 20), NULL) AS profile,
    is_provisional, version
FROM
(
    SELECT *, required AS wide_required, last_year_level IS NOT NULL AS last_year_known,
        divideDecimal(last_year_level, factor, 20) AS last_year,
        multiIf(
            required IS NULL OR level IS NULL, NULL,
            form = 'share_path', if(denominator > 0, toNullable(if(direction = 'lower', level * 100 <= multiplyDecimal(required, denominator, 20), level * 100 >= multiplyDecimal(required, denominator, 20))), NULL),
            form = 'average_growth', if(base > 0 AND years > 0, toNullable(if(direction = 'lower', level <= multiplyDecimal(base, growth_factor, 20), level >= multiplyDecimal(base, growth_factor, 20))), NULL),
            form = 'cumulative_count', if(base IS NULL, NULL, toNullable(if(direction = 'lower', level - base <= multiplyDecimal(required, factor, 20), level - base >= multiplyDecimal(required, factor, 20)))),
            form = 'yes_or_no', toNullable(level = factor),
            direction = 'lower', toNullable(level <= multiplyDecimal(required, factor, 20)),
            toNullable(level >= multiplyDecimal(required, factor, 20))) AS is_met,
        multiIf(
            level IS NULL, NULL,
            form = 'share_path', if(denominator > 0, divideDecimal(level * 100, if(denominator > 0, denominator, 1), 20), NULL),
            form = 'average_growth', if(base > 0 AND years > 0 AND level >= 0,
                toDecimal256OrNull(toString((pow(toFloat64(level) / toFloat64(if(base > 0, base, 1)), 1 / if(years > 0, years, 1)) - 1) * 100), 20), NULL),
            form = 'cumulative_count', divideDecimal(level - base, factor, 20),
            divideDecimal(level, factor, 20)) AS actual
    FROM
    (
        SELECT *, arrayFold((product, year) -> multiplyDecimal(product, divideDecimal(100 + ifNull(required, 0), toDecimal256(100, 20), 20), 20),
            range(toUInt64(greatest(years, 0))), toDecimal256(1, 20)) AS growth_factor
        FROM
        (
            SELECT t.plan AS plan, t.target AS target, t.judged AS judged, t.valid_from AS valid_from, t.deadline AS deadline, t.is_dated AS is_dated,
                t.unit AS unit, t.indicator AS indicator, t.region AS region, t.form AS form, t.direction AS direction, l.accumulation AS accumulation, t.day AS period_end,
                any(wide_factor) AS factor, any(wanted) AS required, any(years_since) AS years,
                anyIf(l.period_start, role = 'actual') AS period_start, countIf(role = 'actual') > 0 AS has_actual,
                anyIf(l.level, role = 'actual') AS level, anyIf(l.level, role = 'denominator') AS denominator, anyIf(l.level, role = 'base') AS base,
                anyIf(l.level, role = 'same last year') AS same_last_year, anyIf(l.level, role = 'last year') AS last_year_level,
                max(role IN ('actual', 'denominator', 'base') AND l.level IS NOT NULL AND l.status_rank < verified_rank) AS is_provisional,
                max(l.version) AS version,
                multiIf(
                    accumulation = 'ytd' AND toMonth(period_end) = 6, concat(toString(toYear(period_end)), '-S1'),
                    toMonth(period_end) = 12, toString(toYear(period_end)),
                    accumulation = 'ytd' AND toMonth(period_end) % 3 = 0, concat(toString(toYear(period_end)), '-Q', toString(intDiv(toMonth(period_end), 3))),
                    formatDateTime(period_end, '%Y-%m')) AS period
            FROM
            (
                SELECT *, tupleElement(need, 1) AS place, tupleElement(need, 2) AS needed_day, tupleElement(need, 3) AS role
                FROM
                (
                    SELECT *, CAST(unit_factor, 'Decimal(76, 20)') AS wide_factor,
                        CAST(multiIf(
                            empty(path), if(form IN ('at_least_one_per_region', 'yes_or_no'), toNullable(toDecimal128(1, 10)), required),
                            judged = 'at_deadline', toNullable(tupleElement(path[-1], 2)),
                            empty(arrayFilter(x -> tupleElement(x, 1) = toYear(day), path)), NULL,
                            toNullable(tupleElement(arrayFirst(x -> tupleElement(x, 1) = toYear(day), path), 2))), 'Nullable(Decimal(76, 20))') AS wanted,
                        if(ifNull(toMonth(base_end), 0) = toMonth(day), toInt32(toYear(day)) - toInt32(ifNull(toYear(base_end), 0)), 0) AS years_since,
                        arrayJoin(arrayConcat(
                            [(region, day, 'actual'), (region, addDays(subtractYears(addDays(day, 1), 1), -1), 'same last year'), (region, makeDate32(toYear(day) - 1, 12, 31), 'last year')],
                            if(denominator_region = '', [], [(denominator_region, day, 'denominator')]),
                            if(base_end IS NULL, [], [(region, assumeNotNull(base_end), 'base')]))) AS need
                    FROM
                    (
                        SELECT *, arrayJoin({periods:Array(Date32)}) AS day
                        FROM {{database}}.targets FINAL
                        WHERE form IN {{rule level_target_forms}} AND indicator IN ({{rule these_indicators}})
                    )
                )
            ) AS t
            INNER JOIN ({{rule region_levels}}) AS l ON t.indicator = l.indicator AND t.place = l.region AND t.needed_day = l.period_end
            GROUP BY plan, target, judged, valid_from, deadline, is_dated, unit, indicator, region, form, direction, accumulation, period_end
        )
        WHERE has_actual
    )
)
-- rule assessment_targets
-- S10: the weighted score of a plan's components. There is none until every weight and cap is known and every component
-- has a completion.
SELECT t.plan AS plan, t.target AS target, t.judged AS judged, t.valid_from AS valid_from, t.deadline AS deadline, t.is_dated AS is_dated,
    t.unit AS unit, t.indicator AS indicator, t.region AS region,
    if(toMonth(r.period_end) = 12, toString(toYear(r.period_end)), formatDateTime(r.period_end, '%Y-%m')) AS period,
    makeDate32(toYear(r.period_end), 1, 1) AS period_start, r.period_end AS period_end, 'ytd' AS accumulation,
    if(countIf(r.completion IS NOT NULL AND t.weight IS NOT NULL AND t.cap IS NOT NULL) = any(t.parts),
        sum(divideDecimal(multiplyDecimal(t.weight, least(r.completion, t.cap), 20), toDecimal256(100, 20), 20)), NULL) AS actual,
    any(t.wide_required) AS required,
    if(actual IS NULL OR required IS NULL, NULL, toNullable(actual >= required)) AS is_met, 1 AS is_due,
    if(actual IS NULL OR NOT ifNull(required > 0, 0), NULL, divideDecimal(actual * 100, if(ifNull(required > 0, 0), required, 1), 20)) AS completion,
    divideDecimal(toDecimal256(toMonth(r.period_end) * 100, 0), toDecimal256(12, 0), 20) AS pace,
    CAST(NULL, 'Nullable(Decimal(76, 20))') AS profile, max(r.is_provisional) AS is_provisional, max(r.version) AS version
FROM
(
    SELECT plan, target, judged, valid_from, deadline, is_dated, unit, indicator, region, length(components) AS parts,
        CAST(required, 'Nullable(Decimal(76, 20))') AS wide_required, arrayJoin(components) AS part, tupleElement(part, 1) AS component,
        CAST(tupleElement(part, 2), 'Nullable(Decimal(76, 20))') AS weight, CAST(tupleElement(part, 3), 'Nullable(Decimal(76, 20))') AS cap
    FROM {{database}}.targets FINAL WHERE form = 'assessment_score'
) AS t
INNER JOIN ({{source}}) AS r ON t.plan = r.plan AND t.component = r.target AND t.region = r.region
GROUP BY plan, target, judged, valid_from, deadline, is_dated, unit, indicator, region, period_end
