-- Growth of some regions over many periods: the rule of growth over the vintages, which are sorted by region, so that a
-- region's whole history costs what its own rows do.
-- rule observations
SELECT indicator, region, period_start, period_end, accumulation, measure, price_basis, caliber,
    tupleElement(newest, 1) AS value, tupleElement(newest, 2) AS status, version
FROM
(
    SELECT indicator, region, period_start, period_end, accumulation, measure, price_basis, caliber,
        argMax(tuple(value, status), vintages.version) AS newest, max(vintages.version) AS version
    FROM {{database}}.observation_vintages AS vintages FINAL
    WHERE indicator IN ({{indicator}})
        AND region IN {regions:Array(String)}
        AND outcome IN ('accepted', 'superseded')
        AND known_at <= {as_of:DateTime64(3)}
        AND period_end IN (SELECT arrayJoin({{during}}))
    GROUP BY indicator, region, period_start, period_end, accumulation, measure, price_basis, caliber
    SETTINGS optimize_move_to_prewhere_if_final = 1
)
-- statement
CREATE OR REPLACE VIEW {{database}}.region_growth_at {{on_cluster}} AS {{rule growth}}
COMMENT 'growth_at for some regions and any number of periods: indicator String, regions Array(String), periods Array(Date32) (last days), as_of DateTime64(3)'
