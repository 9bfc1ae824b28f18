-- Steps that several of the analyst's views share.
-- rule status_states
(SELECT mapFromArrays(groupArray(toString(status)), groupArray(toString(state))) FROM {{database}}.statuses FINAL)
-- rule region_names
(SELECT mapFromArrays(groupArray(region), groupArray(name_zh)) FROM {{database}}.regions FINAL)
-- rule indicator_names
(SELECT mapFromArrays(groupArray(toString(indicator)), groupArray(name_zh)) FROM {{database}}.indicators FINAL)
-- rule regions_above
-- Of every region the city and the province above it; empty where there is none.
(SELECT mapFromArrays(groupArray(region), groupArray(tuple(city, province)))
FROM
(
    SELECT r.region AS region,
        if(above.level = 'city', above.region, '') AS city,
        if(above.level = 'province', above.region, if(top.level = 'province', top.region, '')) AS province
    FROM (SELECT region, parent FROM {{database}}.regions FINAL) AS r
    LEFT JOIN (SELECT region, level, parent FROM {{database}}.regions FINAL) AS above ON r.parent = above.region
    LEFT JOIN (SELECT region, level FROM {{database}}.regions FINAL) AS top ON above.parent = top.region
))
-- rule vintages
-- What was claimed and taken: repeats and refused claims are evidence, not history.
SELECT *
FROM {{database}}.observation_vintages FINAL
WHERE outcome IN ('accepted', 'superseded')
