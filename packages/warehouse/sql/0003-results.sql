-- What the pipeline derives. Every row can be computed again from the facts; the newest computation of a key wins.
-- Rates are percent with 20 digits after the point; gaps are percentage points.
--
-- Growth and comparisons have the period before region and scope: they are computed, listed and ranked a period at a time.
-- A month of 31 scopes of 90 counties took 36 ms of CPU with the scope first, 12 ms with the period first. An index finds
-- the period by its name.
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.growth {{on_cluster}}
(
    indicator LowCardinality(String) COMMENT 'Indicator id',
    region LowCardinality(String) COMMENT 'Region code',
    period String COMMENT 'Canonical name of the period',
    period_start Date32 COMMENT 'First day of the period',
    period_end Date32 COMMENT 'Last day of the period',
    accumulation LowCardinality(String) COMMENT 'ytd, period or point',
    caliber LowCardinality(String) COMMENT 'natural or same',
    reported Nullable(Decimal(76, 20)) COMMENT 'Rate as the bureau reported it, on a basis that may be compared, %',
    reported_price_basis LowCardinality(Nullable(String)) COMMENT 'Price basis of the reported rate',
    reported_status LowCardinality(Nullable(String)) COMMENT 'Status of the reported rate',
    other_reported Nullable(Decimal(76, 20)) COMMENT 'Reported rate on a basis that is never compared, %',
    level Nullable(Decimal(38, 10)) COMMENT 'Level of the period in the base unit',
    level_status LowCardinality(Nullable(String)) COMMENT 'Status of the level',
    base_level Nullable(Decimal(38, 10)) COMMENT 'Level of the same period a year before',
    computed Nullable(Decimal(76, 20)) COMMENT 'Rate computed from both levels (F1), %',
    implied_base Nullable(Decimal(76, 20)) COMMENT 'Base that level and reported rate imply (F4)',
    base_deviation Nullable(Decimal(76, 20)) COMMENT 'Implied base over the base as stored, minus 1 (rho), %',
    flags Array(LowCardinality(String)) COMMENT 'ZERO_BASE, NEGATIVE_BASE, BASE_REVISED',
    weight Nullable(Decimal(38, 10)) COMMENT 'Level of the weight indicator at the period''s end; null where nothing weighs it',
    has_figure Bool COMMENT 'False where only the level of a year before is known: it weighs a missing member',
    version UInt128 COMMENT 'Highest version among the figures it rests on',
    INDEX by_period period TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = {{engine_replacing version}}
ORDER BY (indicator, period_end, accumulation, region, caliber, period_start)
SETTINGS replicated_deduplication_window = 0, non_replicated_deduplication_window = 0
COMMENT 'Year-on-year growth, reported and computed side by side; read with FINAL';
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.comparisons {{on_cluster}}
(
    scope LowCardinality(String) COMMENT 'Peer group of the benchmark',
    indicator LowCardinality(String) COMMENT 'Indicator id',
    region LowCardinality(String) COMMENT 'Member of the scope, or an aggregate compared with it',
    period String COMMENT 'Canonical name of the period',
    period_start Date32 COMMENT 'First day of the period',
    period_end Date32 COMMENT 'Last day of the period',
    accumulation LowCardinality(String) COMMENT 'ytd, period or point',
    caliber LowCardinality(String) COMMENT 'natural or same',
    price_basis LowCardinality(Nullable(String)) COMMENT 'Price basis of the compared rate',
    basis LowCardinality(String) COMMENT 'reported, computed or either: on what the comparison rests',
    growth Nullable(Decimal(76, 20)) COMMENT 'Compared rate, %',
    growth_source LowCardinality(Nullable(String)) COMMENT 'reported or computed',
    other_growth Nullable(Decimal(76, 20)) COMMENT 'The rate on the other basis: shown, never compared, %',
    growth_status LowCardinality(Nullable(String)) COMMENT 'Status of the figure behind the rate',
    benchmark Nullable(Decimal(76, 20)) COMMENT 'Average of the peer group, %',
    benchmark_method LowCardinality(Nullable(String)) COMMENT 'published, pooled or weighted',
    published Nullable(Decimal(76, 20)) COMMENT 'Rate submitted for the scope itself, %',
    pooled Nullable(Decimal(76, 20)) COMMENT 'Growth of the members'' sum, %',
    simple Nullable(Decimal(76, 20)) COMMENT 'Mean of the members'' rates, for whoever asks for it by name, %',
    disagreement Nullable(Decimal(76, 20)) COMMENT 'Published minus pooled rate, percentage points; null where the pool covers less than 0.8',
    gap Nullable(Decimal(76, 20)) COMMENT 'Growth minus benchmark, percentage points, unrounded',
    compared_gap Nullable(Decimal(76, 20)) COMMENT 'Difference of the values as compared: at one decimal where one is published',
    base Nullable(Decimal(76, 20)) COMMENT 'Base that the member weighs with in the pooled rate: its level over one plus its rate, or its level of a year before',
    contribution Nullable(Decimal(76, 20)) COMMENT 'Percentage points of the pooled rate that come from the member; members add up to it exactly',
    level Nullable(Decimal(76, 20)) COMMENT 'Level of the member in the base unit',
    verdict LowCardinality(String) COMMENT 'above, at_average, below, no_benchmark, no_data',
    rank Nullable(UInt32) COMMENT 'Place among the reporting members, ties 1-2-2-4; null for an aggregate',
    rank_worst Nullable(UInt32) COMMENT 'Worst possible place once the missing members report',
    rank_of Nullable(UInt32) COMMENT 'Members that were ranked',
    level_rank Nullable(UInt32) COMMENT 'Place by level among the members that reported one',
    level_rank_worst Nullable(UInt32) COMMENT 'Worst possible place by level once the missing members report',
    level_rank_of Nullable(UInt32) COMMENT 'Members that were ranked by level',
    reporting UInt32 COMMENT 'Members that take part in the benchmark',
    expected UInt32 COMMENT 'Members on the last day of the period',
    coverage_weight Nullable(Decimal(76, 20)) COMMENT 'Share of the base that reports, 0 to 1; null where unknown',
    coverage_grade LowCardinality(String) COMMENT 'final, provisional or none',
    missing Array(String) COMMENT 'Members that do not take part',
    outside_plan Bool COMMENT 'The period lies outside the years of the plan that compares it (计划期外)',
    flags Array(LowCardinality(String)) COMMENT 'What to know before reading the numbers',
    principal Bool COMMENT 'Of the region''s calibers the one that targets are judged on',
    gone UInt8 COMMENT '1 where the region no longer has a rate in this caliber and has a row in another',
    version UInt128 COMMENT 'Highest version among the figures it rests on',
    INDEX by_period period TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = {{engine_replacing version, gone}}
ORDER BY (indicator, period_end, scope, accumulation, region, caliber, period_start)
SETTINGS replicated_deduplication_window = 0, non_replicated_deduplication_window = 0
COMMENT 'Growth of every region against its benchmark; read with FINAL';
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.benchmarks {{on_cluster}}
(
    scope LowCardinality(String) COMMENT 'Peer group',
    indicator LowCardinality(String) COMMENT 'Indicator id',
    period String COMMENT 'Canonical name of the period',
    period_start Date32 COMMENT 'First day of the period',
    period_end Date32 COMMENT 'Last day of the period',
    accumulation LowCardinality(String) COMMENT 'ytd, period or point',
    caliber LowCardinality(String) COMMENT 'natural or same',
    basis LowCardinality(String) COMMENT 'reported, computed or either',
    benchmark Nullable(Decimal(76, 20)) COMMENT 'Average of the peer group, %',
    benchmark_method LowCardinality(Nullable(String)) COMMENT 'published, pooled or weighted',
    published Nullable(Decimal(76, 20)) COMMENT 'Rate submitted for the scope itself, %',
    pooled Nullable(Decimal(76, 20)) COMMENT 'Growth of the members'' sum, %',
    simple Nullable(Decimal(76, 20)) COMMENT 'Mean of the members'' rates, %',
    disagreement Nullable(Decimal(76, 20)) COMMENT 'Published minus pooled rate, percentage points; null where the pool covers less than 0.8',
    reporting UInt32 COMMENT 'Members that take part',
    expected UInt32 COMMENT 'Members on the last day of the period',
    coverage_weight Nullable(Decimal(76, 20)) COMMENT 'Share of the base that reports, 0 to 1; null where unknown',
    coverage_grade LowCardinality(String) COMMENT 'final, provisional or none',
    missing Array(String) COMMENT 'Members that do not take part',
    version UInt128 COMMENT 'Highest version among the figures it rests on'
)
ENGINE = {{engine_replacing version}}
ORDER BY (indicator, scope, period_end, accumulation, caliber, period_start)
SETTINGS replicated_deduplication_window = 0, non_replicated_deduplication_window = 0
COMMENT 'Provincial county averages with method and coverage; read with FINAL';
-- statement
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.benchmarks_of_comparisons {{on_cluster}}
TO {{database}}.benchmarks
AS SELECT scope, indicator, any(period) AS period, period_start, period_end, accumulation, caliber,
    any(basis) AS basis, any(benchmark) AS benchmark, any(benchmark_method) AS benchmark_method,
    any(published) AS published, any(pooled) AS pooled, any(simple) AS simple, any(disagreement) AS disagreement,
    any(reporting) AS reporting, any(expected) AS expected, any(coverage_weight) AS coverage_weight,
    any(coverage_grade) AS coverage_grade, any(missing) AS missing, max(version) AS version
FROM {{database}}.comparisons
GROUP BY scope, indicator, period_start, period_end, accumulation, caliber;
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.target_results {{on_cluster}}
(
    plan LowCardinality(String) COMMENT 'Plan id',
    target LowCardinality(String) COMMENT 'Target id, unique in its plan',
    indicator LowCardinality(String) COMMENT 'Indicator id',
    region LowCardinality(String) COMMENT 'Region that is judged',
    period String COMMENT 'Canonical name of the period',
    period_start Date32 COMMENT 'First day of the period',
    period_end Date32 COMMENT 'Last day of the period',
    accumulation LowCardinality(String) COMMENT 'ytd, period or point',
    actual Nullable(Decimal(76, 20)) COMMENT 'What was reached, in the target''s unit',
    required Nullable(Decimal(76, 20)) COMMENT 'What the target asks for, in its unit',
    unit LowCardinality(String) COMMENT 'Unit of both',
    result LowCardinality(String) COMMENT 'met, on_track, behind, missed, not_due or no_data',
    completion Nullable(Decimal(76, 20)) COMMENT '完成率, %; null for a growth target',
    pace Nullable(Decimal(76, 20)) COMMENT '序时进度, %; null for a growth target',
    profile Nullable(Decimal(76, 20)) COMMENT 'Share of last year''s figure that was reached in the same month, %: shown, decides nothing',
    provisional Bool COMMENT 'The figures or the coverage are provisional',
    outside_plan Bool COMMENT 'The period lies outside the plan''s years (计划期外)',
    version UInt128 COMMENT 'Highest version among the figures it rests on'
)
ENGINE = {{engine_replacing version}}
ORDER BY (plan, target, region, period_end, accumulation, period_start)
SETTINGS replicated_deduplication_window = 0, non_replicated_deduplication_window = 0
COMMENT 'Results of the targets, period by period; read with FINAL';
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.alert_changes {{on_cluster}}
(
    alert_id String COMMENT 'Hash of rule, scope, region, indicator and accumulation',
    alertname LowCardinality(String) COMMENT 'Name of the alert: BelowCountyAverage, DataQuality',
    rule String COMMENT 'What raised it: plan and line, or data-quality/benchmark',
    scope String COMMENT 'Peer group of the benchmark',
    indicator LowCardinality(String) COMMENT 'Indicator id',
    region LowCardinality(String) COMMENT 'Region code',
    accumulation LowCardinality(String) COMMENT 'ytd, period or point',
    agency String COMMENT 'Primary lead agency, or the bureau where the data are in doubt',
    state LowCardinality(String) COMMENT 'firing or resolved',
    previous_state LowCardinality(String) COMMENT 'none, firing or resolved',
    severity LowCardinality(String) COMMENT 'critical, warning or info',
    period String COMMENT 'Period it is judged on',
    period_end Date32 COMMENT 'Last day of that period',
    value Nullable(Decimal(76, 20)) COMMENT 'Growth, or of DataQuality the published average, %',
    threshold Nullable(Decimal(76, 20)) COMMENT 'Benchmark, or of DataQuality the pooled average, %',
    gap Nullable(Decimal(76, 20)) COMMENT 'Difference of the compared values, percentage points',
    benchmark_method LowCardinality(Nullable(String)) COMMENT 'published, pooled or weighted',
    rank Nullable(UInt32) COMMENT 'Place among the reporting members',
    rank_of Nullable(UInt32) COMMENT 'Members that were ranked',
    outside_plan Bool COMMENT 'Judged on a period outside the plan''s years',
    reason LowCardinality(String) COMMENT 'Why: NEW_BREACH, STILL_BELOW, STILL_DIFFERENT, REVISED, TARGET_MET, AGREES, WITHDRAWN',
    message_zh String COMMENT 'What an official reads, in Chinese',
    message_en String COMMENT 'The same in English',
    starts_at DateTime64(3, 'UTC') COMMENT 'Known-at of the submission that made it fire',
    resolved_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Known-at of the submission that resolved it',
    submission_id String COMMENT 'Submission that caused the change',
    source LowCardinality(String) COMMENT 'Source of that submission',
    known_at DateTime64(3, 'UTC') COMMENT 'Known-at of that submission',
    position UInt128 COMMENT 'Log position of that submission: the version of the change'
)
ENGINE = {{engine_replacing position}}
ORDER BY (alert_id, position)
SETTINGS replicated_deduplication_window = 0, non_replicated_deduplication_window = 0
COMMENT 'Every transition of every alert with the submission that caused it';
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.alerts {{on_cluster}} AS {{database}}.alert_changes
ENGINE = {{engine_replacing position}}
ORDER BY alert_id
SETTINGS replicated_deduplication_window = 0, non_replicated_deduplication_window = 0
COMMENT 'Every alert as it stands; read with FINAL';
-- statement
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.alerts_of_changes {{on_cluster}}
TO {{database}}.alerts
AS SELECT * FROM {{database}}.alert_changes;
