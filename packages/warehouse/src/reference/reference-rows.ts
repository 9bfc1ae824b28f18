import { isBelow, type ReferenceData, type Region, type Scope } from "@yardstick/contracts";
import { dayFrom, dayTo, FIRST_DAY, LAST_DAY } from "./days-of-validity.ts";
import type { DimensionRows } from "./dimension-rows.ts";
import { targetRows } from "./target-rows.ts";

/** Reference data as the rows of the dimension tables. */
export function referenceRows(reference: ReferenceData): DimensionRows[] {
  return [
    regionRows(reference),
    indicatorRows(reference),
    statusRows(reference),
    agencyRows(reference),
    scopeRows(reference),
    scopePoolRows(reference),
    targetRows(reference),
  ];
}

function regionRows({ regions }: ReferenceData): DimensionRows {
  return {
    table: "regions",
    key: ["region"],
    columns: ["region", "name_zh", "name_en", "level", "parent", "county_economy", "valid_from", "valid_to", "note"],
    rows: [...regions.values()].map((region) => [
      region.code,
      region.nameZh,
      region.nameEn,
      region.level,
      region.parent ?? "",
      region.countyEconomy,
      dayFrom(region.validFrom),
      dayTo(region.validTo),
      region.note,
    ]),
  };
}

function indicatorRows({ indicators }: ReferenceData): DimensionRows {
  return {
    table: "indicators",
    key: ["indicator"],
    columns: [
      "indicator",
      "name_zh",
      "name_en",
      "unit_kind",
      "base_unit",
      "kind",
      "aggregation",
      "level_price_basis",
      "compared_price_bases",
      "default_caliber",
      "growth_rule",
      "computed_growth_allowed",
      "tolerance_points",
      "better_is",
      "has_january",
      "weight_indicator",
    ],
    rows: [...indicators.values()].map((indicator) => [
      indicator.id,
      indicator.nameZh,
      indicator.nameEn,
      indicator.unitKind,
      indicator.baseUnit,
      indicator.kind,
      indicator.aggregation,
      indicator.levelPriceBasis,
      indicator.comparedPriceBases,
      indicator.defaultCaliber,
      indicator.growthRule,
      indicator.computedGrowthAllowed,
      indicator.tolerancePoints,
      indicator.betterIs,
      indicator.hasJanuary,
      indicator.weightIndicator ?? "",
    ]),
  };
}

function statusRows({ statuses }: ReferenceData): DimensionRows {
  return {
    table: "statuses",
    key: ["status"],
    columns: ["status", "rank", "state", "sdmx", "name_zh", "name_en"],
    rows: [...statuses.values()].map(({ id, rank, state, sdmx, nameZh, nameEn }) => [
      id,
      rank,
      state,
      sdmx ?? "",
      nameZh,
      nameEn,
    ]),
  };
}

function agencyRows({ agencies }: ReferenceData): DimensionRows {
  return {
    table: "agencies",
    key: ["agency"],
    columns: ["agency", "name_zh", "name_en", "valid_from", "valid_to", "successor"],
    rows: [...agencies.values()].map((agency) => [
      agency.id,
      agency.nameZh,
      agency.nameEn,
      dayFrom(agency.validFrom),
      dayTo(agency.validTo),
      agency.successor ?? "",
    ]),
  };
}

function scopeRows({ scopes }: ReferenceData): DimensionRows {
  return {
    table: "scopes",
    key: ["scope"],
    columns: ["scope", "name_zh", "name_en", "bureau"],
    rows: [...scopes.values()].map(({ id, nameZh, nameEn, bureau }) => [id, nameZh, nameEn, bureau ?? ""]),
  };
}

/** A scope's own pool and the pools of the aggregates that are compared with it, each with dated members. */
function scopePoolRows(reference: ReferenceData): DimensionRows {
  const { scopes } = reference;
  return {
    table: "scope_pools",
    key: ["scope", "pool", "region", "role"],
    columns: ["scope", "pool", "region", "role", "valid_from", "valid_to"],
    rows: [...scopes.values()].flatMap((scope) =>
      [scope.id, ...scope.comparedAggregates].flatMap((poolId) => {
        const pool = scopes.get(poolId);
        if (pool === undefined) return [];
        const members = everyMember(pool, reference).map((region) => [
          scope.id,
          poolId,
          region.code,
          "member",
          dayFrom(region.validFrom),
          dayTo(region.validTo),
        ]);
        return [...members, [scope.id, poolId, poolId, "published", FIRST_DAY, LAST_DAY]];
      }),
    ),
  };
}

/** Members of a scope at any time: their own validity dates the membership. */
function everyMember(scope: Scope, { regions }: ReferenceData): Region[] {
  const named = scope.members.flatMap((code) => regions.get(code) ?? []);
  const { countiesOf } = scope;
  if (countiesOf === null) return named;
  const counties = [...regions.values()].filter(
    (region) => region.countyEconomy && isBelow(regions, region, countiesOf),
  );
  return [...counties, ...named];
}
