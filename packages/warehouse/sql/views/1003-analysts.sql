-- What analysts ask; packages/warehouse/analysts-guide.md has the questions. A filter on indicator, scope, region or
-- period reaches the sorting keys of the stored tables, so the plain views are cheap over any history; those that end in
-- `_at` take parameters, since they go back in time. The lists of columns are there for their comments, and have exactly
-- the types that the SELECT answers: a conversion would stand between a filter and the key. The engine keeps the
-- comments of a parameterised view's columns for SHOW CREATE alone.
-- statement
CREATE OR REPLACE VIEW {{database}}.series {{on_cluster}}
(
    indicator LowCardinality(String) COMMENT 'Indicator id',
    indicator_name String COMMENT 'Its Chinese name',
    region LowCardinality(String) COMMENT 'Region code',
    region_name LowCardinality(String) COMMENT 'Its Chinese name',
    period String COMMENT 'Canonical name of the period: 2021, 2021-S1, 2021-Q1, 2021-05',
    period_start Date32 COMMENT 'First day of the period',
    period_end Date32 COMMENT 'Last day of the period',
    accumulation LowCardinality(String) COMMENT 'ytd (累计), period (当期) or point (a stock)',
    caliber LowCardinality(String) COMMENT 'natural or same',
    level Nullable(Decimal(38, 10)) COMMENT 'Level in the base unit; null where none is known',
    unit String COMMENT 'Base unit of the level: 元, 人, %',
    level_state String COMMENT 'figure, missing, withheld or withdrawn; empty where no level was ever sent',
    level_status String COMMENT 'Status of the level as it was sent: flash, preliminary, verified, final ...',
    level_source String COMMENT 'Who reported the level',
    level_submission_id String COMMENT 'Submission that the level came in',
    base_level Nullable(Decimal(38, 10)) COMMENT 'Level of the same period a year before',
    reported Nullable(Decimal(76, 20)) COMMENT 'Year-on-year rate as it was reported, on a basis that may be compared, %',
    reported_price_basis LowCardinality(Nullable(String)) COMMENT 'Price basis of the reported rate',
    rate_state String COMMENT 'figure, missing, withheld or withdrawn; empty where no rate was ever sent',
    rate_status String COMMENT 'Status of the reported rate as it was sent',
    rate_source String COMMENT 'Who reported the rate',
    rate_submission_id String COMMENT 'Submission that the rate came in',
    other_reported Nullable(Decimal(76, 20)) COMMENT 'Reported rate on a basis that is never compared, %',
    computed Nullable(Decimal(76, 20)) COMMENT 'Rate computed from both levels, %; a check where the reported one is at constant prices',
    base_deviation Nullable(Decimal(76, 20)) COMMENT 'Base that level and reported rate imply over the base as stored, minus 1, %',
    flags Array(LowCardinality(String)) COMMENT 'ZERO_BASE, NEGATIVE_BASE, BASE_REVISED',
    known_at DateTime64(3, 'UTC') COMMENT 'When the newest of the current figures became known'
)
AS
WITH
    {{rule status_states}} AS states,
    {{rule region_names}} AS region_names,
    (SELECT mapFromArrays(groupArray(toString(indicator)), groupArray(tuple(name_zh, toString(base_unit), toString(level_price_basis)))) FROM {{database}}.indicators FINAL) AS catalogue
SELECT indicator, catalogue[indicator].1 AS indicator_name, region, region_names[region] AS region_name,
    period, period_start, period_end, accumulation, caliber,
    level, catalogue[indicator].2 AS unit, states[level_figure.2] AS level_state, level_figure.2 AS level_status,
    level_figure.3 AS level_source, level_figure.4 AS level_submission_id, base_level,
    reported, reported_price_basis, states[rate_figure.2] AS rate_state, rate_figure.2 AS rate_status,
    rate_figure.3 AS rate_source, rate_figure.4 AS rate_submission_id, other_reported, computed, base_deviation, flags, known_at
FROM
(
    SELECT *,
        arrayFirst(f -> f.1 = catalogue[indicator].3, levels) AS level_figure,
        arrayFirst(f -> ifNull(f.1 = reported_price_basis, true), rates) AS rate_figure
    FROM
    (
        SELECT indicator, region, period, period_start, period_end, accumulation, caliber, level, base_level,
            reported, reported_price_basis, other_reported, computed, base_deviation, flags
        FROM {{database}}.growth FINAL
        WHERE has_figure
    ) AS g
    LEFT JOIN
    (
        SELECT indicator, region, period_start, period_end, accumulation, caliber, max(known_at) AS known_at,
            groupArrayIf(tuple(toString(price_basis), toString(status), toString(source), submission_id), measure = 'level') AS levels,
            groupArrayIf(tuple(toString(price_basis), toString(status), toString(source), submission_id), measure = 'growth_yoy') AS rates
        FROM {{database}}.observations FINAL
        GROUP BY indicator, region, period_start, period_end, accumulation, caliber
    ) AS o USING (indicator, region, period_start, period_end, accumulation, caliber)
)
COMMENT 'One row for each figure of a region and period: level, reported and computed growth, status and where the current figures come from'
-- statement
CREATE OR REPLACE VIEW {{database}}.league_table {{on_cluster}}
(
    scope LowCardinality(String) COMMENT 'Peer group of the benchmark',
    indicator LowCardinality(String) COMMENT 'Indicator id',
    indicator_name LowCardinality(String) COMMENT 'Its Chinese name',
    period String COMMENT 'Canonical name of the period',
    period_start Date32 COMMENT 'First day of the period',
    period_end Date32 COMMENT 'Last day of the period',
    accumulation LowCardinality(String) COMMENT 'ytd (累计), period (当期) or point (a stock)',
    caliber LowCardinality(String) COMMENT 'natural or same; of a region''s calibers the one that targets are judged on',
    region LowCardinality(String) COMMENT 'Member of the scope, or an aggregate compared with it',
    region_name LowCardinality(String) COMMENT 'Its Chinese name',
    city String COMMENT 'Code of the city above it; empty where there is none',
    city_name String COMMENT 'Its Chinese name',
    growth Nullable(Decimal(76, 20)) COMMENT 'Compared rate, %',
    growth_source LowCardinality(Nullable(String)) COMMENT 'reported or computed',
    basis LowCardinality(String) COMMENT 'reported, computed or either: on what the whole comparison rests',
    benchmark Nullable(Decimal(76, 20)) COMMENT 'Average of the peer group, %',
    benchmark_method LowCardinality(Nullable(String)) COMMENT 'published, pooled or weighted',
    gap Nullable(Decimal(76, 20)) COMMENT 'Growth minus benchmark, percentage points, unrounded',
    verdict LowCardinality(String) COMMENT 'above, at_average, below, no_benchmark, no_data',
    rank Nullable(UInt32) COMMENT 'Place by growth among the reporting members, ties 1-2-2-4; null for an aggregate',
    rank_worst Nullable(UInt32) COMMENT 'Worst possible place once the missing members report',
    rank_of Nullable(UInt32) COMMENT 'Members that were ranked by growth',
    level Nullable(Decimal(76, 20)) COMMENT 'Level in the base unit',
    level_rank Nullable(UInt32) COMMENT 'Place by level',
    level_rank_worst Nullable(UInt32) COMMENT 'Worst possible place by level',
    level_rank_of Nullable(UInt32) COMMENT 'Members that were ranked by level',
    city_growth Nullable(Decimal(76, 20)) COMMENT 'The city''s own rate on the same basis, %',
    gap_to_city Nullable(Decimal(76, 20)) COMMENT 'Growth minus the city''s own rate, percentage points',
    province_growth Nullable(Decimal(76, 20)) COMMENT 'The province''s own rate on the same basis, %',
    gap_to_province Nullable(Decimal(76, 20)) COMMENT 'Growth minus the province''s own rate, percentage points',
    growth_before Nullable(Decimal(76, 20)) COMMENT 'Rate of the period before, on the same basis and at most a year back, %',
    growth_change Nullable(Decimal(76, 20)) COMMENT 'Growth minus growth_before, percentage points',
    rank_change Nullable(Int32) COMMENT 'Places won (positive) or lost since the period before',
    reporting UInt32 COMMENT 'Members that take part in the benchmark',
    expected UInt32 COMMENT 'Members on the last day of the period',
    coverage_weight Nullable(Decimal(76, 20)) COMMENT 'Share of the base that reports, 0 to 1; null where unknown',
    coverage_grade LowCardinality(String) COMMENT 'final, provisional or none',
    missing_names Array(String) COMMENT 'Chinese names of the members that do not take part',
    outside_plan Bool COMMENT 'The period lies outside the years of the plan that compares it (计划期外)',
    flags Array(LowCardinality(String)) COMMENT 'What to know before reading the numbers'
)
AS
WITH
    {{rule region_names}} AS region_names,
    {{rule indicator_names}} AS indicator_names,
    {{rule regions_above}} AS regions_above
-- The period's name is a join key, though its days say the same: whoever asks by name then reads that period's rates alone.
SELECT scope, indicator, indicator_names[indicator] AS indicator_name, period, period_start, period_end, accumulation, caliber,
    region, region_names[region] AS region_name, above.1 AS city, region_names[city] AS city_name,
    growth, growth_source, basis, benchmark, benchmark_method, gap, verdict, rank, rank_worst, rank_of,
    level, level_rank, level_rank_worst, level_rank_of,
    tupleElement(arrayFirst(r -> r.1 = above.1, rates_of_others), 2) AS city_growth, growth - city_growth AS gap_to_city,
    tupleElement(arrayFirst(r -> r.1 = above.2, rates_of_others), 2) AS province_growth, growth - province_growth AS gap_to_province,
    if(is_comparable, before.2, NULL) AS growth_before, growth - growth_before AS growth_change,
    if(is_comparable, toInt32(toInt64(before.3) - toInt64(rank)), NULL) AS rank_change,
    reporting, expected, coverage_weight, coverage_grade, arrayMap(m -> region_names[m], missing) AS missing_names, outside_plan, flags
FROM
(
    SELECT *,
        arrayLast(b -> b.1 < toInt32(period_end), history) AS before,
        before.4 = basis AND before.1 >= toInt32(addDays(subtractYears(addDays(period_end, 1), 1), -1)) AS is_comparable,
        regions_above[region] AS above,
        multiIf(basis = 'reported', reported_of_others, basis = 'computed', computed_of_others, either_of_others) AS rates_of_others
    FROM
    (
        -- A year to date changes against years to date, a single period against those of its length.
        SELECT *, if(accumulation = 'period', concat('months ', toString(dateDiff('month', period_start, period_end) + 1)), toString(accumulation)) AS chain
        FROM {{database}}.comparisons FINAL
        WHERE principal
        SETTINGS optimize_move_to_prewhere_if_final = 1
    ) AS c
    LEFT JOIN
    (
        -- January, first quarters, first halves and years are years to date, and single periods too.
        SELECT indicator, scope, region, caliber,
            arrayJoin(multiIf(accumulation = 'ytd', ['ytd', concat('months ', toString(dateDiff('month', period_start, period_end) + 1))],
                accumulation = 'period', [concat('months ', toString(dateDiff('month', period_start, period_end) + 1))],
                [toString(accumulation)])) AS chain,
            arraySort(groupArray(tuple(toInt32(period_end), growth, rank, toString(basis)))) AS history
        FROM {{database}}.comparisons FINAL
        WHERE growth IS NOT NULL
        GROUP BY indicator, scope, region, caliber, chain
        SETTINGS optimize_move_to_prewhere_if_final = 1
    ) AS earlier USING (indicator, scope, region, caliber, chain)
    LEFT JOIN
    (
        SELECT indicator, period, period_start, period_end, accumulation, caliber,
            groupArray(tuple(toString(region), reported)) AS reported_of_others,
            groupArray(tuple(toString(region), computed)) AS computed_of_others,
            groupArray(tuple(toString(region), ifNull(reported, computed))) AS either_of_others
        FROM {{database}}.growth FINAL
        WHERE region IN (SELECT region FROM {{database}}.regions FINAL WHERE level IN ('city', 'province'))
        GROUP BY indicator, period, period_start, period_end, accumulation, caliber
        SETTINGS optimize_move_to_prewhere_if_final = 1
    ) AS others USING (indicator, period, period_start, period_end, accumulation, caliber)
)
COMMENT 'Every comparison as a monthly bulletin prints it: names, ranks as intervals, gaps to the average and to the city''s and the province''s own rate, changes against the period before'
-- statement
CREATE OR REPLACE VIEW {{database}}.contributions {{on_cluster}}
(
    scope LowCardinality(String) COMMENT 'Peer group',
    indicator LowCardinality(String) COMMENT 'Indicator id',
    period String COMMENT 'Canonical name of the period',
    period_start Date32 COMMENT 'First day of the period',
    period_end Date32 COMMENT 'Last day of the period',
    accumulation LowCardinality(String) COMMENT 'ytd (累计), period (当期) or point (a stock)',
    caliber LowCardinality(String) COMMENT 'natural or same',
    region LowCardinality(String) COMMENT 'Member that takes part',
    region_name LowCardinality(String) COMMENT 'Its Chinese name',
    growth Nullable(Decimal(76, 20)) COMMENT 'Its rate, %',
    growth_source LowCardinality(Nullable(String)) COMMENT 'reported or computed',
    base Nullable(Decimal(76, 20)) COMMENT 'Base that it weighs with, in the base unit',
    base_share Nullable(Decimal(76, 20)) COMMENT 'Its share of the members'' base, %',
    contribution Nullable(Decimal(76, 20)) COMMENT 'Percentage points of the pooled rate that come from it',
    pooled Nullable(Decimal(76, 20)) COMMENT 'Growth of the members'' sum, %'
)
AS
WITH {{rule region_names}} AS region_names
SELECT scope, indicator, period, period_start, period_end, accumulation, caliber, region, region_names[region] AS region_name,
    growth, growth_source, base, divideDecimal(base * 100, base_of_all, 20) AS base_share, contribution, pooled
FROM
(
    SELECT *, sum(base) OVER (PARTITION BY scope, indicator, period_start, period_end, accumulation, caliber) AS base_of_all
    FROM {{database}}.comparisons FINAL
    WHERE contribution IS NOT NULL
)
COMMENT 'What each member contributes to the pooled rate of its scope; the contributions add up to it exactly'
-- statement
CREATE OR REPLACE VIEW {{database}}.benchmark_disagreements {{on_cluster}}
(
    scope LowCardinality(String) COMMENT 'Peer group',
    scope_name String COMMENT 'Its Chinese name',
    bureau String COMMENT 'Agency that such a finding goes to; empty where none is named',
    indicator LowCardinality(String) COMMENT 'Indicator id',
    indicator_name LowCardinality(String) COMMENT 'Its Chinese name',
    period String COMMENT 'Canonical name of the period',
    period_start Date32 COMMENT 'First day of the period',
    period_end Date32 COMMENT 'Last day of the period',
    accumulation LowCardinality(String) COMMENT 'ytd (累计), period (当期) or point (a stock)',
    caliber LowCardinality(String) COMMENT 'natural or same',
    published Nullable(Decimal(76, 20)) COMMENT 'Rate submitted for the scope itself, %',
    pooled Nullable(Decimal(76, 20)) COMMENT 'Growth of the members'' sum, %',
    disagreement Nullable(Decimal(76, 20)) COMMENT 'Published minus pooled, percentage points',
    reporting UInt32 COMMENT 'Members that take part',
    expected UInt32 COMMENT 'Members on the last day of the period'
)
AS
WITH
    {{rule indicator_names}} AS indicator_names,
    (SELECT mapFromArrays(groupArray(scope), groupArray(tuple(name_zh, bureau))) FROM {{database}}.scopes FINAL) AS scopes
SELECT scope, scopes[scope].1 AS scope_name, scopes[scope].2 AS bureau, indicator, indicator_names[indicator] AS indicator_name,
    period, period_start, period_end, accumulation, caliber, published, pooled, disagreement, reporting, expected
FROM {{database}}.benchmarks FINAL
WHERE abs(disagreement) > toDecimal256('0.2', 20)
COMMENT 'Benchmarks whose published rate and pooled rate are more than 0.2 points apart: one of the figures behind them is wrong'
-- statement
CREATE OR REPLACE VIEW {{database}}.revisions {{on_cluster}}
(
    indicator LowCardinality(String) COMMENT 'Indicator id',
    indicator_name LowCardinality(String) COMMENT 'Its Chinese name',
    region LowCardinality(String) COMMENT 'Region code',
    region_name LowCardinality(String) COMMENT 'Its Chinese name',
    period String COMMENT 'Canonical name of the period',
    period_start Date32 COMMENT 'First day of the period',
    period_end Date32 COMMENT 'Last day of the period',
    accumulation LowCardinality(String) COMMENT 'ytd (累计), period (当期) or point (a stock)',
    measure LowCardinality(String) COMMENT 'level or growth_yoy',
    price_basis LowCardinality(String) COMMENT 'current, constant or comparable',
    caliber LowCardinality(String) COMMENT 'natural or same',
    revision Int64 COMMENT 'Number of the revision of this figure, counted from 1',
    change String COMMENT 'corrected, restored, withdrawn, withheld, missing, status (the same value under another status) or source',
    old_value Nullable(Decimal(38, 10)) COMMENT 'Value before, in the base unit or %; null where there was none',
    new_value Nullable(Decimal(38, 10)) COMMENT 'Value after; null where it was withdrawn',
    difference Nullable(Decimal(38, 10)) COMMENT 'New minus old, in the base unit; of a rate percentage points',
    difference_percent Nullable(Decimal(76, 20)) COMMENT 'The same relative to the old level, %; null for rates and for an old level of zero',
    unit LowCardinality(String) COMMENT 'Base unit of the values',
    old_status String COMMENT 'Status before',
    new_status LowCardinality(String) COMMENT 'Status after',
    old_source String COMMENT 'Who reported the figure before',
    new_source LowCardinality(String) COMMENT 'Who reported the new one',
    old_submission_id String COMMENT 'Submission that the old figure came in',
    new_submission_id String COMMENT 'Submission that the new figure came in',
    citation String COMMENT 'Where the new figure was published',
    known_at DateTime64(3, 'UTC') COMMENT 'When the new figure became known'
)
AS
WITH
    {{rule status_states}} AS states,
    {{rule region_names}} AS region_names,
    {{rule indicator_names}} AS indicator_names
SELECT indicator, indicator_names[indicator] AS indicator_name, region, region_names[region] AS region_name, period, period_start, period_end, accumulation, measure,
    price_basis, caliber, vintage - 1 AS revision,
    multiIf(
        value IS NULL, states[status],
        before.1 IS NULL, 'restored',
        value != before.1, 'corrected',
        status != before.2, 'status',
        'source') AS change,
    before.1 AS old_value, value AS new_value, value - before.1 AS difference,
    if(measure = 'level' AND before.1 != 0, divideDecimal(toDecimal256(value - before.1, 10) * 100, toDecimal256(abs(if(before.1 = 0, 1, before.1)), 10), 20), NULL) AS difference_percent,
    unit, before.2 AS old_status, status AS new_status, before.3 AS old_source, source AS new_source,
    before.4 AS old_submission_id, submission_id AS new_submission_id, citation, known_at
FROM
(
    SELECT *,
        row_number() OVER (PARTITION BY indicator, region, period_end, accumulation, measure, price_basis, caliber, period_start ORDER BY version) AS vintage,
        lagInFrame(tuple(value, status, source, submission_id)) OVER (PARTITION BY indicator, region, period_end, accumulation, measure, price_basis, caliber, period_start ORDER BY version
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS before
    FROM ({{rule vintages}})
)
WHERE vintage > 1
COMMENT 'Who changed which figure, when, from what to what: every vintage that replaced another; repeats and refused claims are left out'
