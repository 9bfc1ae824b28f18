-- The rules as views with the parameters `indicator` (an id), `periods` (last days) and `as_of` (an instant; from 2200 on
-- it means now). An alias used within the same SELECT is copied by the engine into every place that names it, so the
-- rules take one step for each SELECT. A condition of AND, an OR with `= 'constant'` in it, and each key of a GROUP BY make
-- it hash what stands below, down to the tables, 1 to 3 ms each: the upper steps say `if(a, b, 0)`, and group by one tuple.
-- statement
CREATE OR REPLACE VIEW {{database}}.observations_at {{on_cluster}} AS {{rule observations during with_year_before}}
-- statement
CREATE OR REPLACE VIEW {{database}}.growth_at {{on_cluster}} AS {{rule growth}}
-- statement
CREATE OR REPLACE VIEW {{database}}.pools_at {{on_cluster}} AS {{rule pools_of_growth}}
-- statement
CREATE OR REPLACE VIEW {{database}}.comparisons_at {{on_cluster}} AS
SELECT * FROM ({{rule comparisons of pools_of_growth}}) WHERE NOT gone
-- statement
-- What the pipeline materialises, for many indicators at once: starting a rule costs more than its rows do.
CREATE OR REPLACE VIEW {{database}}.growth_of_observations {{on_cluster}} AS {{rule growth for these_indicators}}
-- statement
-- Comparisons from the growth that is stored. Parameters: indicators, periods.
CREATE OR REPLACE VIEW {{database}}.comparisons_of_growth {{on_cluster}} AS {{rule comparisons of pools_of_stored_growth for these_indicators}}
