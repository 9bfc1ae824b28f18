import type { Warehouse } from "@yardstick/warehouse";
import type { Catalogue, Membership, PeerGroup, Vintage } from "../../oracle/facts.ts";
import { rational, toDecimal } from "../../oracle/rational.ts";
import { annual } from "./liaoning-figures.ts";
import { ALWAYS, askView, storeCatalogue, storePeerGroup, storeVintages } from "./rules-fixture.ts";
import type { ComparisonRow } from "./view-rows.ts";

export const GDP: Catalogue = {
  growthRule: "constant_price",
  computedGrowthAllowed: true,
  levelPriceBasis: "current",
  comparedPriceBases: ["constant", "comparable"],
  defaultCaliber: "natural",
  hasJanuary: true,
  tolerancePoints: "8",
  betterIs: "higher",
  aggregation: "sum",
};
export const NOMINAL: Catalogue = {
  ...GDP,
  growthRule: "nominal",
  comparedPriceBases: ["current"],
  tolerancePoints: "2",
};

/** Three digits, as DOMAIN prints them. */
export const printed = (text: string | null | undefined): string | null =>
  text == null ? null : toDecimal(rational(text), 3);

export const atEndOf = (year: string): string => `${year}-12-31`;

export interface Compared {
  readonly rows: readonly ComparisonRow[];
  of(region: string): ComparisonRow | undefined;
}

/** The comparisons of one scope in one period. */
export async function comparisons(
  warehouse: Warehouse,
  { indicator, periodEnd, scope }: { readonly indicator: string; readonly periodEnd: string; readonly scope: string },
): Promise<Compared> {
  const all = await askView<ComparisonRow>(warehouse, "comparisons_at", { indicator, periods: [periodEnd] });
  const rows = all.filter((row) => row.scope === scope);
  return { rows, of: (region) => rows.find((row) => row.region === region) };
}

export interface RulesCase {
  readonly catalogue: Catalogue;
  readonly members: readonly string[];
  readonly vintages: readonly Vintage[];
  readonly periodEnd?: string;
}

/** A group of its own for one case, `<name>-XY`, and an indicator that only it has. */
export async function storeCase(
  warehouse: Warehouse,
  name: string,
  { catalogue, members, vintages, periodEnd = atEndOf("2021") }: RulesCase,
): Promise<Compared> {
  const memberships: Membership[] = members.map((region) => ({ region, ...ALWAYS }));
  const group: PeerGroup = { scope: `${name}-XY`, members: memberships, aggregates: [] };
  await storeCatalogue(warehouse, name, catalogue);
  await storePeerGroup(warehouse, group);
  await storeVintages(warehouse, name, vintages);
  return comparisons(warehouse, { indicator: name, periodEnd, scope: group.scope });
}

export const level = (region: string, year: string, value: string, more: Partial<Vintage> = {}): Vintage =>
  annual(region, year, { measure: "level", value, ...more });

/** A rate of 2021 unless it says otherwise. */
export const rate = (region: string, value: string, more: Partial<Vintage> = {}): Vintage =>
  annual(region, "2021", { measure: "growth_yoy", value, ...more });
