-- Which figures a result rests on, and which results rest on a figure: one row for each result and figure, with what the
-- figure is to the result. The view has the parameters of the rules (`indicator`, `periods`, `as_of`), and is asked in
-- either direction by filtering: by the key of a result, or by the coordinate or the submission of a figure. The
-- results are those that are stored; the figures are the current ones, or from `as_of` before 2200 those known by then.
-- A figure stands once in a result, in the role that is nearest to it: a county's own level is not also its peer's.
-- rule catalogued_figures
-- Figures that results can rest on, in a price basis that is compared. `during` are the last days that are read.
SELECT f.indicator AS indicator, f.region AS region, f.period AS period, f.period_start AS period_start,
    f.period_end AS period_end, f.accumulation AS accumulation, f.measure AS measure, f.price_basis AS price_basis, f.caliber AS caliber,
    tupleElement(f.newest, 1) AS value, tupleElement(f.newest, 2) AS unit, tupleElement(f.newest, 3) AS status, tupleElement(f.newest, 4) AS source,
    tupleElement(f.newest, 5) AS submission_id, tupleElement(f.newest, 6) AS submission_row, tupleElement(f.newest, 7) AS known_at, f.version AS version,
    f.caliber = c.default_caliber AS is_default_caliber
FROM
(
    SELECT indicator, region, period, period_start, period_end, accumulation, measure, price_basis, caliber,
        tuple(value, unit, status, source, submission_id, submission_row, known_at) AS newest, version
    FROM {{database}}.observations FINAL
    WHERE {as_of:DateTime64(3)} >= toDateTime64('2200-01-01 00:00:00', 3)
        AND indicator IN ({{indicator}}) AND period_end IN ({{source}})
    UNION ALL
    SELECT indicator, region, any(vintages.period) AS period, period_start, period_end, accumulation, measure, price_basis, caliber,
        argMax(tuple(value, unit, status, source, submission_id, submission_row, known_at), vintages.version) AS newest,
        max(vintages.version) AS version
    FROM {{database}}.observation_vintages AS vintages FINAL
    WHERE {as_of:DateTime64(3)} < toDateTime64('2200-01-01 00:00:00', 3) AND known_at <= {as_of:DateTime64(3)}
        AND outcome IN ('accepted', 'superseded')
        AND indicator IN ({{indicator}}) AND period_end IN ({{source}})
    GROUP BY indicator, region, period_start, period_end, accumulation, measure, price_basis, caliber
) AS f
INNER JOIN (SELECT indicator, level_price_basis, compared_price_bases, default_caliber FROM {{database}}.indicators FINAL) AS c
ON f.indicator = c.indicator
WHERE if(f.measure = 'level', f.price_basis = c.level_price_basis, has(c.compared_price_bases, f.price_basis))
-- rule days_with_year_before
SELECT arrayJoin(arrayConcat({periods:Array(Date32)}, arrayMap(p -> addDays(subtractYears(addDays(p, 1), 1), -1), {periods:Array(Date32)})))
-- rule days_of_targets
-- Beside them the ends of base years, and of the years before.
SELECT arrayJoin(arrayConcat({periods:Array(Date32)}, arrayMap(p -> addDays(subtractYears(addDays(p, 1), 1), -1), {periods:Array(Date32)}),
    arrayMap(p -> addDays(toStartOfYear(p), -1), {periods:Array(Date32)}),
    (SELECT groupArray(assumeNotNull(base_end)) FROM {{database}}.targets FINAL WHERE base_end IS NOT NULL)))
-- rule days_of_weights
SELECT arrayJoin(arrayFlatten(arrayMap(p -> arrayMap(m -> addDays(subtractMonths(addDays(p, 1), m), -1), range(24)), {periods:Array(Date32)})))
-- rule indicators_of_targets
SELECT arrayJoin([{indicator:String}, compared_indicator]) FROM {{database}}.targets FINAL WHERE indicator = {indicator:String}
-- rule weight_indicator
SELECT weight_indicator FROM {{database}}.indicators FINAL WHERE indicator = {indicator:String}
-- rule own_indicator
{indicator:String}
-- rule alerts_known
-- Each alert by its newest change that was known.
SELECT alert_id, any(rule) AS rule, any(region) AS region, argMax(tuple(period_end, accumulation), position) AS judged
FROM {{database}}.alert_changes
WHERE known_at <= {as_of:DateTime64(3)} AND indicator = {indicator:String}
GROUP BY alert_id
-- rule alerts_by_rule
SELECT rule AS plan_line, region, tupleElement(judged, 1) AS period_end, toString(tupleElement(judged, 2)) AS accumulation, groupArray(alert_id) AS alert_ids
FROM ({{rule alerts_known}})
GROUP BY plan_line, region, period_end, accumulation
-- rule scoped_subjects
-- Comparisons, the targets that are judged by them, and the alerts that those targets raise.
SELECT scope, compared_region, period, period_start, period_end, accumulation, caliber, subject, plan, target, region, ranked_by, counted, alert_id
FROM
(
    SELECT scope, compared_region, period, period_start, period_end, accumulation, caliber, plan, target, line, region, ranked_by, counted,
        arrayJoin(arrayConcat([tuple(if(target = '', 'comparison', 'target_result'), '')],
            arrayMap(a -> tuple('alert', a), if(target = '', [], alert_ids)))) AS part,
        tupleElement(part, 1) AS subject, tupleElement(part, 2) AS alert_id
    FROM
    (
        SELECT j.*, a.alert_ids AS alert_ids
        FROM
        (
            SELECT c.scope AS scope, c.region AS compared_region, c.period AS period, c.period_start AS period_start, c.period_end AS period_end,
                c.accumulation AS accumulation, c.caliber AS caliber,
                arrayJoin(arrayConcat([tuple('', '', '', c.region, '', CAST([], 'Array(String)'))], if(c.principal, t.judging, []))) AS judged,
                tupleElement(judged, 1) AS plan, tupleElement(judged, 2) AS target, tupleElement(judged, 3) AS line,
                tupleElement(judged, 4) AS region, tupleElement(judged, 5) AS ranked_by, tupleElement(judged, 6) AS counted
            FROM
            (
                SELECT toString(scope) AS scope, toString(region) AS region, period, period_start, period_end,
                    toString(accumulation) AS accumulation, toString(caliber) AS caliber, principal
                FROM {{database}}.comparisons FINAL
                WHERE indicator = {indicator:String} AND period_end IN {periods:Array(Date32)}
            ) AS c
            LEFT JOIN
            (
                SELECT scope, compared_region, groupArray(tuple(plan, target, line, region, toString(ranked_by), counted)) AS judging
                FROM
                (
                    SELECT plan, target, line, scope, region, ranked_by, if(form = 'middle_third', counted_regions, []) AS counted,
                        arrayJoin(if(form = 'middle_third', counted_regions, [region])) AS compared_region
                    FROM {{database}}.targets FINAL
                    WHERE indicator = {indicator:String} AND form IN ('growth_above_benchmark', 'rank_within', 'middle_third')
                )
                GROUP BY scope, compared_region
            ) AS t ON c.scope = t.scope AND c.region = t.compared_region
        ) AS j
        LEFT JOIN
        (
            {{rule alerts_by_rule}}
        ) AS a ON concat(j.plan, '/', j.line) = a.plan_line AND j.region = a.region AND j.period_end = a.period_end AND j.accumulation = a.accumulation
    )
)
-- rule scope_parts
-- Each region with the pools that it takes part in, by scope.
SELECT toString(scope) AS scope, toString(region) AS region, groupArray(tuple(pool, toString(role), valid_from, valid_to)) AS parts
FROM {{database}}.scope_pools FINAL
GROUP BY scope, region
-- rule links
-- What a figure is to a subject of its scope, by the membership on the last day of the period.
SELECT s.subject AS subject, s.scope AS scope, s.plan AS plan, s.target AS target, s.alert_id AS alert_id, s.region AS region,
    s.period AS period, s.period_start AS period_start, s.period_end AS period_end, s.accumulation AS accumulation, s.caliber AS caliber,
    s.compared_region AS compared_region, s.ranked_by AS ranked_by, s.counted AS counted, f.kind AS kind,
    arrayExists(m -> tupleElement(m, 1) = s.compared_region AND tupleElement(m, 2) = 'member' AND tupleElement(m, 3) <= s.period_end AND s.period_end <= tupleElement(m, 4), p.parts) AS is_of_aggregate,
    arrayExists(m -> tupleElement(m, 1) = s.scope AND tupleElement(m, 2) = 'member' AND tupleElement(m, 3) <= s.period_end AND s.period_end <= tupleElement(m, 4), p.parts) AS is_peer,
    {{rule figure_columns}}
-- rule figure_columns
f.indicator AS figure_indicator, f.region AS figure_region, f.period AS figure_period, f.period_start AS figure_period_start,
    f.period_end AS figure_period_end, f.accumulation AS figure_accumulation, f.measure AS measure, f.price_basis AS price_basis,
    f.caliber AS figure_caliber, f.value AS value, f.unit AS unit, f.status AS status, f.source AS source,
    f.submission_id AS submission_id, f.submission_row AS submission_row, f.known_at AS known_at, f.version AS version
-- rule own_figures
{{rule catalogued_figures of days_with_year_before for own_indicator}}
-- rule figures_of_periods
-- A level is that of its own period, and the base of the same period a year later.
SELECT *, addDays(addYears(addDays(period_end, 1), 1), -1) AS next_end,
    tupleElement(arrayJoin(if(measure = 'level', [('level', 0), ('base', 1)], [('rate', 0)])) AS use, 1) AS kind,
    if(tupleElement(use, 2) = 1, next_end, period_end) AS result_end,
    multiIf(tupleElement(use, 2) = 0, period_start, accumulation = 'point', next_end, addYears(period_start, 1)) AS result_start
FROM ({{rule own_figures}})
-- rule weighing_figures
{{rule catalogued_figures of days_of_weights for weight_indicator}}
-- rule weights_of_periods
-- The level of the weight indicator that is nearest before the period's end, at most two years old.
SELECT *, 'weight' AS kind, arrayJoin({periods:Array(Date32)}) AS result_end
FROM ({{rule weighing_figures}})
WHERE measure = 'level' AND value > 0 AND period_end <= result_end AND period_end > subtractYears(result_end, 2)
ORDER BY period_end DESC
LIMIT 1 BY region, result_end
-- rule result_columns
subject, scope, plan, target, alert_id, {indicator:String} AS indicator, region, period, period_start, period_end, accumulation, caliber
-- rule stated_columns
figure_indicator, figure_region, figure_period, figure_period_start, figure_period_end, figure_accumulation, measure, price_basis,
    figure_caliber, value, unit, status, source, submission_id, submission_row, known_at, version
-- rule scoped_links
SELECT {{rule result_columns}}, role, {{rule stated_columns}}
FROM
(
    SELECT *,
        multiIf(
            kind = 'weight', if(figure_region = compared_region OR is_of_aggregate OR is_peer, 'weight', ''),
            figure_region = compared_region, if(kind = 'rate', 'reported_rate', kind),
            is_of_aggregate, concat('member_', kind),
            figure_region = scope, if(kind = 'rate', 'published_benchmark', ''),
            is_peer, concat('peer_', kind),
            '') AS role
    FROM
    (
        {{rule links}}
        FROM ({{rule figures_of_periods}}) AS f
        INNER JOIN ({{rule scope_parts}}) AS p ON f.region = p.region
        INNER JOIN ({{rule scoped_subjects}}) AS s
        ON p.scope = s.scope AND f.result_end = s.period_end AND f.result_start = s.period_start AND f.accumulation = s.accumulation AND f.caliber = s.caliber
        UNION ALL
        {{rule links}}
        FROM ({{rule weights_of_periods}}) AS f
        INNER JOIN ({{rule scope_parts}}) AS p ON f.region = p.region
        INNER JOIN ({{rule scoped_subjects}}) AS s ON p.scope = s.scope AND f.result_end = s.period_end
    )
)
-- A rank by level reads levels alone. Where the best of several regions counts, their figures are own ones, and what
-- they are ranked with stands there once.
WHERE role != ''
    AND (ranked_by != 'level' OR kind = 'level')
    AND (empty(counted) OR figure_region = compared_region OR compared_region = counted[1] AND NOT has(counted, figure_region))
-- rule targets_read
-- Targets that judge this indicator's own level or growth, and assessments that it is a component of.
SELECT plan, target, line, region, form, indicator, compared_indicator, denominator_region, base_end, direction, 0 AS is_component
FROM {{database}}.targets FINAL
WHERE indicator = {indicator:String} AND (form = 'growth_above_indicator' OR form IN {{rule level_target_forms}})
UNION ALL
SELECT a.plan AS plan, a.target AS target, a.line AS line, a.region AS region, c.form AS form, c.indicator AS indicator,
    c.compared_indicator AS compared_indicator, c.denominator_region AS denominator_region, c.base_end AS base_end, c.direction AS direction, 1 AS is_component
FROM (SELECT *, tupleElement(arrayJoin(components), 1) AS component FROM {{database}}.targets FINAL WHERE form = 'assessment_score') AS a
INNER JOIN
(
    SELECT * FROM {{database}}.targets FINAL
    WHERE indicator = {indicator:String} AND form IN {{rule level_target_forms}}
) AS c ON a.plan = c.plan AND a.component = c.target AND a.region = c.region
-- rule needs
-- One row for each result and each figure that it needs: of which indicator, region and day, and as what.
SELECT subject, plan, target, alert_id, region, period, period_start, period_end, accumulation, months, needed_role, needed_indicator, needed_day, needed_measure,
    arrayJoin(arrayConcat([(place, needed_role)], arrayMap(m -> (tupleElement(m, 1), if(needed_role IN ('level', 'base', 'reported_rate'),
        concat('member_', if(needed_role = 'reported_rate', 'rate', needed_role)), needed_role)),
        arrayFilter(m -> tupleElement(m, 2) <= period_end AND period_end <= tupleElement(m, 3), membership)))) AS part,
    tupleElement(part, 1) AS needed_region, tupleElement(part, 2) AS role
FROM
(
    SELECT n.*, m.membership AS membership
    FROM
    (
        SELECT *,
            if(is_component, 'component_level', tupleElement(need, 1)) AS needed_role, tupleElement(need, 2) AS needed_indicator, tupleElement(need, 3) AS place,
            tupleElement(need, 4) AS needed_day, if(needed_role IN ('reported_rate', 'compared_rate'), 'growth_yoy', 'level') AS needed_measure
        FROM
        (
            SELECT *,
                addDays(subtractYears(addDays(period_end, 1), 1), -1) AS year_before,
                tupleElement(arrayJoin(arrayConcat([tuple('target_result', '')], arrayMap(a -> tuple('alert', a), alert_ids))) AS carrier, 1) AS subject,
                tupleElement(carrier, 2) AS alert_id,
                arrayJoin(arrayConcat(
                    [('level', indicator, region, period_end)],
                    if(form = 'growth_above_indicator', [
                        ('base', indicator, region, year_before), ('reported_rate', indicator, region, period_end),
                        ('compared_level', compared_indicator, region, period_end), ('compared_base', compared_indicator, region, year_before),
                        ('compared_rate', compared_indicator, region, period_end)], []),
                    if(denominator_region = '', [], [('denominator_level', indicator, denominator_region, period_end)]),
                    if(base_end IS NULL, [], [('base_year_level', indicator, region, assumeNotNull(base_end))]),
                    if(direction = 'lower' AND form != 'growth_above_indicator', [('last_year_level', indicator, region, makeDate32(toYear(period_end) - 1, 12, 31))], []))) AS need
            FROM
            (
                SELECT r.plan AS plan, r.target AS target, r.region AS region, r.period AS period, r.period_start AS period_start, r.period_end AS period_end,
                    r.accumulation AS accumulation, dateDiff('month', r.period_start, r.period_end) AS months,
                    t.form AS form, toString(t.indicator) AS indicator, toString(t.compared_indicator) AS compared_indicator,
                    t.denominator_region AS denominator_region, t.base_end AS base_end, t.direction AS direction, t.is_component AS is_component, a.alert_ids AS alert_ids
                FROM
                (
                    SELECT toString(plan) AS plan, toString(target) AS target, toString(region) AS region, period, period_start, period_end, toString(accumulation) AS accumulation
                    FROM {{database}}.target_results FINAL
                    WHERE period_end IN {periods:Array(Date32)}
                ) AS r
                INNER JOIN ({{rule targets_read}}) AS t ON r.plan = t.plan AND r.target = t.target AND r.region = t.region
                LEFT JOIN ({{rule alerts_by_rule}}) AS a
                ON concat(r.plan, '/', t.line) = a.plan_line AND r.region = a.region AND r.period_end = a.period_end AND r.accumulation = a.accumulation
            )
        )
    ) AS n
    LEFT JOIN
    (
        SELECT toString(pool) AS pool, groupArray(tuple(toString(region), valid_from, valid_to)) AS membership
        FROM {{database}}.scope_pools FINAL WHERE scope = pool AND role = 'member' GROUP BY pool
    ) AS m ON n.place = m.pool
)
-- rule figures_of_targets
{{rule catalogued_figures of days_of_targets for indicators_of_targets}}
-- rule target_links
SELECT n.subject AS subject, '' AS scope, n.plan AS plan, n.target AS target, n.alert_id AS alert_id, {indicator:String} AS indicator, n.region AS region,
    n.period AS period, n.period_start AS period_start, n.period_end AS period_end, n.accumulation AS accumulation, f.caliber AS caliber, n.role AS role,
    {{rule figure_columns}}
FROM ({{rule figures_of_targets}}) AS f
INNER JOIN ({{rule needs}}) AS n
ON f.indicator = n.needed_indicator AND f.region = n.needed_region AND f.period_end = n.needed_day AND f.measure = n.needed_measure AND f.accumulation = n.accumulation
WHERE f.is_default_caliber AND (n.accumulation != 'period' OR dateDiff('month', f.period_start, f.period_end) = n.months)
-- statement
CREATE OR REPLACE VIEW {{database}}.provenance_at {{on_cluster}}
(
    subject String COMMENT 'What rests on the figure: comparison, target_result or alert',
    scope String COMMENT 'Peer group of the comparison that it is or is judged by; empty where there is none',
    plan String COMMENT 'Plan of the target result, or of the target that raised the alert; empty for a comparison',
    target String COMMENT 'Target of that plan; empty for a comparison',
    alert_id String COMMENT 'Alert; empty for anything else',
    indicator String COMMENT 'Indicator of the result; of an assessment that of its component',
    region String COMMENT 'Region of the result',
    period String COMMENT 'Period of the result',
    period_start Date32 COMMENT 'First day of the result''s period',
    period_end Date32 COMMENT 'Last day of the result''s period',
    accumulation String COMMENT 'ytd, period or point',
    caliber String COMMENT 'natural or same',
    role String COMMENT 'What the figure is to the result: level, base, reported_rate, published_benchmark, member_…, compared_…, denominator_level, base_year_level, last_year_level, component_level, weight, peer_…',
    figure_indicator String COMMENT 'Indicator of the figure',
    figure_region String COMMENT 'Region of the figure',
    figure_period String COMMENT 'Period of the figure',
    figure_period_start Date32 COMMENT 'First day of the figure''s period',
    figure_period_end Date32 COMMENT 'Last day of the figure''s period',
    figure_accumulation String COMMENT 'ytd, period or point',
    measure String COMMENT 'level or growth_yoy',
    price_basis String COMMENT 'Price basis of the figure',
    figure_caliber String COMMENT 'Caliber of the figure',
    value Nullable(Decimal(38, 10)) COMMENT 'Value in the base unit; null where it is missing, withheld or withdrawn',
    unit String COMMENT 'Base unit of the value',
    status String COMMENT 'Status of the figure as it was sent',
    source String COMMENT 'Who reported it',
    submission_id String COMMENT 'Submission that it came in',
    submission_row UInt32 COMMENT 'Row of the submission, counted from 1',
    known_at DateTime64(3, 'UTC') COMMENT 'When it became known',
    version UInt128 COMMENT 'Version of the figure'
)
AS
{{rule scoped_links}}
UNION ALL
{{rule target_links}}
COMMENT 'Results with every figure that they rest on, its role, source and submission, to be filtered from either side: indicator String, periods Array(Date32) (last days of the results), as_of DateTime64(3) (from 2200 on: now)'
