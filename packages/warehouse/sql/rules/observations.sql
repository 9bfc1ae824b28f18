-- The figures that the other rules read, at an instant (DOMAIN §1). From 2200 on `as_of` means now and reads the current
-- figures, anything earlier the vintages that were known by then; both halves of a union are decided before anything
-- is read. Claims that were refused or repeat a figure are no vintages; they hold the version of the coordinate up, so
-- that a result never falls below the one that it replaces. The setting reads the columns of the key first and the others
-- where these match: without it FINAL merges an indicator's whole history for the two months that are asked for. All
-- versions of a row share the key's columns, and the engine moves no other condition, so that FINAL still meets them all.
-- rule observations
-- `indicator` is one or a subquery of several; `during` the last days that are read.
SELECT indicator, region, period_start, period_end, accumulation, measure, price_basis, caliber, value, status, version
FROM {{database}}.observations FINAL
WHERE {as_of:DateTime64(3)} >= toDateTime64('2200-01-01 00:00:00', 3)
    AND indicator IN ({{indicator}})
    AND period_end IN (SELECT arrayJoin({{during}}))
SETTINGS optimize_move_to_prewhere_if_final = 1
UNION ALL
SELECT indicator, region, period_start, period_end, accumulation, measure, price_basis, caliber,
    tupleElement(newest, 1) AS value, tupleElement(newest, 2) AS status, version
FROM
(
    SELECT indicator, region, period_start, period_end, accumulation, measure, price_basis, caliber,
        argMaxIf(tuple(value, status), vintages.version, outcome IN ('accepted', 'superseded')) AS newest, max(vintages.version) AS version
    FROM {{database}}.observation_vintages AS vintages FINAL
    WHERE {as_of:DateTime64(3)} < toDateTime64('2200-01-01 00:00:00', 3)
        AND indicator IN ({{indicator}})
        AND known_at <= {as_of:DateTime64(3)}
        AND period_end IN (SELECT arrayJoin({{during}}))
    GROUP BY indicator, region, period_start, period_end, accumulation, measure, price_basis, caliber
    HAVING countIf(outcome IN ('accepted', 'superseded')) > 0
    SETTINGS optimize_move_to_prewhere_if_final = 1
)
-- rule with_year_before
arrayConcat({periods:Array(Date32)}, arrayMap(p -> addDays(subtractYears(addDays(p, 1), 1), -1), {periods:Array(Date32)}))
-- rule weights
-- What one person's figure of a region stands for (per-capita indicators): the level of the weight indicator that is
-- nearest before the period's end, less than two years old.
SELECT concat(indicator, '|', region, '|', toString(period)) AS place, argMax(assumeNotNull(value), period_end) AS weight
FROM
(
    SELECT i.indicator AS indicator, w.region AS region, w.period_end AS period_end, w.value AS value, arrayJoin({periods:Array(Date32)}) AS period
    FROM
    (
        SELECT indicator, region, period_end, value
        FROM {{database}}.observations FINAL
        WHERE {as_of:DateTime64(3)} >= toDateTime64('2200-01-01 00:00:00', 3)
            AND indicator IN ({{rule weight_indicators}}) AND measure = 'level'
            AND period_end > subtractYears(arrayMin({periods:Array(Date32)}), 2) AND period_end <= arrayMax({periods:Array(Date32)})
        SETTINGS optimize_move_to_prewhere_if_final = 1
        UNION ALL
        SELECT indicator, region, period_end,
            tupleElement(argMaxIf(tuple(value), vintages.version, outcome IN ('accepted', 'superseded')), 1) AS value
        FROM {{database}}.observation_vintages AS vintages FINAL
        WHERE {as_of:DateTime64(3)} < toDateTime64('2200-01-01 00:00:00', 3)
            AND indicator IN ({{rule weight_indicators}}) AND measure = 'level' AND known_at <= {as_of:DateTime64(3)}
            AND period_end > subtractYears(arrayMin({periods:Array(Date32)}), 2) AND period_end <= arrayMax({periods:Array(Date32)})
        GROUP BY indicator, region, period_start, period_end, accumulation, measure, price_basis, caliber
        SETTINGS optimize_move_to_prewhere_if_final = 1
    ) AS w
    INNER JOIN (SELECT indicator, weight_indicator FROM {{database}}.indicators FINAL WHERE indicator IN ({{indicator}})) AS i ON w.indicator = i.weight_indicator
)
WHERE value > 0 AND period_end <= period AND period_end > subtractYears(period, 2)
GROUP BY indicator, region, period
-- rule weight_indicators
SELECT weight_indicator FROM {{database}}.indicators FINAL WHERE weight_indicator != '' AND indicator IN ({{indicator}})
