-- Reference data as tables, loaded by `yardstick migrate`. Read with FINAL: a newer load replaces rows and marks those
-- that are gone.
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.regions {{on_cluster}}
(
    region String COMMENT 'GB/T 2260 code, 12-digit code below the county, or a pseudo-region such as 210000-XY',
    name_zh String COMMENT 'Chinese name',
    name_en String COMMENT 'English name',
    level LowCardinality(String) COMMENT 'province, city, district, county, county_level_city, zone, town, aggregate',
    parent String COMMENT 'Code of the region above; empty at the top',
    county_economy Bool COMMENT 'Belongs to the county economy (县域)',
    valid_from Date32 COMMENT 'First day on which the code is valid',
    valid_to Date32 COMMENT 'Last day on which the code is valid',
    note String COMMENT 'Successors, former names, overlaps',
    load UInt64 COMMENT 'Number of the load that wrote the row',
    gone UInt8 COMMENT '1 when a newer load no longer has the row'
)
ENGINE = {{engine_replacing load, gone}} ORDER BY region
COMMENT 'Regions with the days on which their codes are valid';
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.indicators {{on_cluster}}
(
    indicator LowCardinality(String) COMMENT 'Indicator id',
    name_zh String COMMENT 'Chinese name',
    name_en String COMMENT 'English name',
    unit_kind LowCardinality(String) COMMENT 'Kind of unit: money, persons, count, percent, area',
    base_unit LowCardinality(String) COMMENT 'Unit of stored levels',
    kind LowCardinality(String) COMMENT 'flow or stock',
    aggregation LowCardinality(String) COMMENT 'sum: levels of regions add up; weighted, none: only a published aggregate',
    level_price_basis LowCardinality(String) COMMENT 'Price basis of the levels that growth is computed from',
    compared_price_bases Array(String) COMMENT 'Price bases of reported rates that may be compared, best first',
    default_caliber LowCardinality(String) COMMENT 'Caliber of a figure that does not say',
    growth_rule LowCardinality(String) COMMENT 'constant_price, comparable or nominal',
    computed_growth_allowed Bool COMMENT 'Growth computed from levels may be compared where rates are not published',
    tolerance_points Decimal(38, 10) COMMENT 'Percentage points of |rho| beyond which BASE_REVISED is flagged',
    better_is LowCardinality(String) COMMENT 'higher or lower',
    has_january Bool COMMENT 'False where January is only published together with February',
    weight_indicator LowCardinality(String) COMMENT 'Indicator whose level weighs the regions of a weighted aggregate; empty where none',
    load UInt64 COMMENT 'Number of the load that wrote the row',
    gone UInt8 COMMENT '1 when a newer load no longer has the row'
)
ENGINE = {{engine_replacing load, gone}} ORDER BY indicator
COMMENT 'The indicator catalogue';
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.statuses {{on_cluster}}
(
    status LowCardinality(String) COMMENT 'Observation status',
    rank Int32 COMMENT 'Higher is closer to final; the lowest is unknown',
    state LowCardinality(String) COMMENT 'figure: there is a value; missing, withheld, withdrawn: there is none, and why',
    sdmx String COMMENT 'SDMX OBS_STATUS code, empty where there is none',
    name_zh String COMMENT 'Chinese name',
    name_en String COMMENT 'English name',
    load UInt64 COMMENT 'Number of the load that wrote the row',
    gone UInt8 COMMENT '1 when a newer load no longer has the row'
)
ENGINE = {{engine_replacing load, gone}} ORDER BY status
COMMENT 'Observation statuses and their ladder';
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.agencies {{on_cluster}}
(
    agency String COMMENT 'Agency id',
    name_zh String COMMENT 'Chinese name',
    name_en String COMMENT 'English name',
    valid_from Date32 COMMENT 'First day under this name',
    valid_to Date32 COMMENT 'Last day under this name',
    successor String COMMENT 'Agency that took over; empty where none',
    load UInt64 COMMENT 'Number of the load that wrote the row',
    gone UInt8 COMMENT '1 when a newer load no longer has the row'
)
ENGINE = {{engine_replacing load, gone}} ORDER BY agency
COMMENT 'Agencies that lead or cooperate';
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.scopes {{on_cluster}}
(
    scope String COMMENT 'Pseudo-region whose submitted rate is the published benchmark',
    name_zh String COMMENT 'Chinese name',
    name_en String COMMENT 'English name',
    bureau String COMMENT 'Agency that a finding about the data''s quality goes to; empty where none',
    load UInt64 COMMENT 'Number of the load that wrote the row',
    gone UInt8 COMMENT '1 when a newer load no longer has the row'
)
ENGINE = {{engine_replacing load, gone}} ORDER BY scope
COMMENT 'Peer groups of benchmarks';
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.scope_pools {{on_cluster}}
(
    scope String COMMENT 'Peer group whose benchmark is meant',
    pool String COMMENT 'The scope itself for its benchmark, or an aggregate that is pooled and compared with it',
    region String COMMENT 'Region that takes part',
    role LowCardinality(String) COMMENT 'member: is pooled; published: its submitted rate is the pool''s published rate',
    valid_from Date32 COMMENT 'First day of membership',
    valid_to Date32 COMMENT 'Last day of membership',
    load UInt64 COMMENT 'Number of the load that wrote the row',
    gone UInt8 COMMENT '1 when a newer load no longer has the row'
)
ENGINE = {{engine_replacing load, gone}} ORDER BY (scope, pool, region, role)
COMMENT 'Dated membership of the peer groups and of the aggregates compared with them';
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.targets {{on_cluster}}
(
    plan String COMMENT 'Plan id',
    target String COMMENT 'Target id, unique in its plan',
    line String COMMENT 'Line of the plan that the target belongs to',
    section String COMMENT 'Section of the plan''s text',
    text_zh String COMMENT 'What the plan says',
    text_en String COMMENT 'The same in English',
    note String COMMENT 'What is a reading of the text rather than the text; empty where nothing is',
    form LowCardinality(String) COMMENT 'What it asks for: growth_above_benchmark, level_path, rank_within, count ...',
    judged LowCardinality(String) COMMENT 'yearly: met or missed at the end of each year; at_deadline: not due before the deadline',
    indicator LowCardinality(String) COMMENT 'Indicator that it judges; empty for an assessment_score',
    compared_indicator LowCardinality(String) COMMENT 'Indicator whose growth has to be exceeded; empty where none',
    scope String COMMENT 'Peer group that it is measured against; empty where none',
    region String COMMENT 'Region that it binds; one row for each',
    headline Bool COMMENT 'True for the region that the plan''s text speaks of',
    ranked_by LowCardinality(String) COMMENT 'growth or level, for forms that rank; empty otherwise',
    required Nullable(Decimal(38, 10)) COMMENT 'What is required, in the target''s unit; null where a path, a benchmark or a rank says it',
    path Array(Tuple(year UInt16, required Decimal(38, 10))) COMMENT 'What is required at the end of each year, in the target''s unit; ascending',
    base_end Nullable(Date32) COMMENT 'Day at whose end counting or averaging starts',
    denominator_region String COMMENT 'Region whose level is 100 % of a share; empty where none',
    counted_regions Array(String) COMMENT 'Regions of which at least one has to be in the first two thirds',
    components Array(Tuple(target String, weight Nullable(Decimal(38, 10)), cap Nullable(Decimal(38, 10)))) COMMENT 'Targets of an assessment; a null weight or cap is not known yet',
    commitment String COMMENT '高于, 确保, 力争, 达到',
    valid_from Date32 COMMENT 'First day of the plan''s years',
    deadline Date32 COMMENT 'Last day on which it can be met; 2299-12-31 where it is not dated',
    is_dated Bool DEFAULT true COMMENT 'False where the plan sets no deadline',
    direction LowCardinality(String) COMMENT 'higher or lower is better',
    unit String COMMENT 'Unit of actual and required',
    unit_factor Decimal(38, 10) DEFAULT 1 COMMENT 'Base units in one unit of the target: 亿元 is 100000000',
    lead_agencies Array(String) COMMENT 'Names, the primary one first',
    cooperating_agencies Array(String) COMMENT 'Names',
    alertname LowCardinality(String) COMMENT 'Alert that a breach raises',
    load UInt64 COMMENT 'Number of the load that wrote the row',
    gone UInt8 COMMENT '1 when a newer load no longer has the row'
)
ENGINE = {{engine_replacing load, gone}} ORDER BY (plan, target, region)
COMMENT 'Targets of the plans, one row for each region that they bind';
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.reference_versions {{on_cluster}}
(
    part LowCardinality(String) COMMENT 'What was brought up to date: results',
    version String COMMENT 'SHA-256 over the reference data that it rests on, hexadecimal',
    applied_at DateTime64(3, 'UTC') COMMENT 'When the work on it was put on the log'
)
ENGINE = {{engine_replacing applied_at}} ORDER BY part
COMMENT 'Which reference data the results were last computed with'
