-- Results of targets as views: `…_at` at an instant, from the vintages; `…_of_…` from the results that are stored.
-- rule stored_comparisons
SELECT * FROM {{database}}.comparisons FINAL
WHERE indicator IN ({{rule these_indicators}}) AND scope IN (SELECT scope FROM {{database}}.targets FINAL WHERE scope != '')
    AND period_end IN {periods:Array(Date32)}
-- rule comparisons_of_instant
{{rule comparisons of pools_of_growth}}
-- rule growth_of_pairs
SELECT * FROM {{database}}.growth FINAL
WHERE period_end IN {periods:Array(Date32)} AND indicator IN (
    SELECT arrayJoin([indicator, compared_indicator]) FROM {{database}}.targets FINAL
    WHERE form = 'growth_above_indicator' AND (indicator IN ({{rule these_indicators}}) OR compared_indicator IN ({{rule these_indicators}})))
-- rule growth_of_instant
{{rule growth}}
-- rule comparison_targets_of_stored
{{rule comparison_targets of stored_comparisons}}
-- rule comparison_targets_of_instant
{{rule comparison_targets of comparisons_of_instant}}
-- rule pair_targets_of_stored
{{rule pair_targets of growth_of_pairs}}
-- rule pair_targets_of_instant
{{rule pair_targets of growth_of_instant}}
-- statement
-- Parameters: indicators, periods.
CREATE OR REPLACE VIEW {{database}}.comparison_targets_of_comparisons {{on_cluster}} AS {{rule judged of comparison_targets_of_stored}}
-- statement
-- Parameters: indicators, periods.
CREATE OR REPLACE VIEW {{database}}.pair_targets_of_growth {{on_cluster}} AS {{rule judged of pair_targets_of_stored}}
-- statement
-- Parameters: indicators, periods, as_of.
CREATE OR REPLACE VIEW {{database}}.comparison_targets_at {{on_cluster}} AS {{rule judged of comparison_targets_of_instant for these_indicators}}
-- statement
-- Parameters: indicators (both of each pair), periods, as_of.
CREATE OR REPLACE VIEW {{database}}.pair_targets_at {{on_cluster}} AS {{rule judged of pair_targets_of_instant for these_indicators}}
-- statement
-- Parameters: indicators, periods, as_of.
CREATE OR REPLACE VIEW {{database}}.level_targets_at {{on_cluster}} AS {{rule judged of level_targets}}
-- rule stored_components
SELECT plan, target, region, period_end, completion, provisional AS is_provisional, version
FROM {{database}}.target_results FINAL WHERE period_end IN {periods:Array(Date32)}
-- rule assessment_targets_of_stored
{{rule assessment_targets of stored_components}}
-- rule assessment_targets_of_instant
{{rule assessment_targets of level_targets}}
-- statement
-- Parameter: periods.
CREATE OR REPLACE VIEW {{database}}.assessment_targets_of_results {{on_cluster}} AS {{rule judged of assessment_targets_of_stored}}
-- statement
-- Parameters: indicators (those of the components), periods, as_of.
CREATE OR REPLACE VIEW {{database}}.assessment_targets_at {{on_cluster}} AS {{rule judged of assessment_targets_of_instant}}
