import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadReference } from "@yardstick/contracts";
import {
  deploymentProfile,
  loadReferenceTables,
  migrate,
  NOW,
  openWarehouse,
  RULE_SETTINGS,
  readMigrations,
  type Warehouse,
} from "@yardstick/warehouse";
import { warehouseSettings } from "../../clickhouse/warehouse-settings.ts";
import type { Catalogue, Membership, PeerGroup, Vintage } from "../../oracle/facts.ts";
import type { TargetRow } from "./view-rows.ts";

/** chDB with the migrations and the shipped reference data, in a directory of its own. */
export interface RulesFixture {
  readonly warehouse: Warehouse;
  close(): Promise<void>;
}

export async function openRulesFixture(): Promise<RulesFixture> {
  const directory = await mkdtemp(join(tmpdir(), "yardstick-rules-"));
  const settings = warehouseSettings({ YARDSTICK_DATA_DIR: directory });
  const warehouse = await openWarehouse(settings, { logger: { info: () => undefined } });
  const profile = deploymentProfile(settings);
  await migrate(warehouse, { migrations: await readMigrations(), profile, log: () => undefined });
  await loadReferenceTables(warehouse, loadReference(), 1);
  return {
    warehouse,
    close: async () => {
      await warehouse.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Stores vintages as the store stage does: version packed from source of record, time and offset. */
export async function storeVintages(
  warehouse: Warehouse,
  indicator: string,
  vintages: readonly Vintage[],
): Promise<void> {
  await warehouse.insert(
    "observation_vintages",
    VINTAGE_COLUMNS,
    vintages.map((vintage) => [
      indicator,
      vintage.region,
      "as the view names it",
      vintage.periodStart,
      vintage.periodEnd,
      vintage.accumulation,
      vintage.measure,
      vintage.priceBasis,
      vintage.caliber,
      vintage.value,
      vintage.status,
      vintage.outcome,
      new Date(vintage.knownAtMs).toISOString().replace("T", " ").replace("Z", ""),
      String(versionOf(vintage)),
    ]),
  );
}

const VINTAGE_COLUMNS = [
  "indicator",
  "region",
  "period",
  "period_start",
  "period_end",
  "accumulation",
  "measure",
  "price_basis",
  "caliber",
  "value",
  "status",
  "outcome",
  "known_at",
  "version",
];

function versionOf({ ofRecord, knownAtMs, offset }: Vintage): bigint {
  return ((ofRecord ? 1n : 0n) << 127n) | (BigInt(knownAtMs) << 79n) | BigInt(offset);
}

export async function storeCatalogue(
  warehouse: Warehouse,
  indicator: string,
  catalogue: Catalogue,
  weightIndicator = "",
): Promise<void> {
  await warehouse.insert(
    "indicators",
    [
      "indicator",
      "kind",
      "aggregation",
      "weight_indicator",
      "level_price_basis",
      "compared_price_bases",
      "default_caliber",
      "growth_rule",
      "computed_growth_allowed",
      "has_january",
      "tolerance_points",
      "better_is",
      "load",
    ],
    [
      [
        indicator,
        "flow",
        catalogue.aggregation,
        weightIndicator,
        catalogue.levelPriceBasis,
        catalogue.comparedPriceBases,
        catalogue.defaultCaliber,
        catalogue.growthRule,
        catalogue.computedGrowthAllowed,
        catalogue.hasJanuary,
        catalogue.tolerancePoints,
        catalogue.betterIs,
        2,
      ],
    ],
  );
}

export const storePeerGroup = (warehouse: Warehouse, group: PeerGroup): Promise<void> =>
  storePeerGroups(warehouse, [group]);

export async function storePeerGroups(warehouse: Warehouse, groups: readonly PeerGroup[]): Promise<void> {
  const pools = groups.flatMap(({ scope, members, aggregates }) =>
    [{ region: scope, members }, ...aggregates].map((pool) => ({ ...pool, scope })),
  );
  await warehouse.insert(
    "scope_pools",
    ["scope", "pool", "region", "role", "valid_from", "valid_to", "load"],
    pools.flatMap((pool) => [
      ...pool.members.map(({ region, from, to }) => [pool.scope, pool.region, region, "member", from, to, 2]),
      [pool.scope, pool.region, pool.region, "published", ALWAYS.from, ALWAYS.to, 2],
    ]),
  );
}

/** The first and the last day that the engine's dates know. */
export const ALWAYS: Omit<Membership, "region"> = { from: "1900-01-01", to: "2299-12-31" };

export interface ViewQuestion {
  readonly indicator: string;
  readonly periods: readonly string[];
  /** Milliseconds; now where it is left out. */
  readonly asOfMs?: number | undefined;
}

/** Asks one of the parameterised views. */
export function askView<Row>(warehouse: Warehouse, view: string, question: ViewQuestion): Promise<Row[]> {
  return ask(warehouse, `${view}(indicator = {indicator:String}, ${IN_TIME})`, question);
}

export interface TargetsQuestion extends Pick<ViewQuestion, "periods" | "asOfMs"> {
  readonly indicators: readonly string[];
}

/** Asks one of the views of target results. */
export function askTargets(warehouse: Warehouse, view: string, question: TargetsQuestion): Promise<TargetRow[]> {
  return ask(warehouse, `${view}(indicators = {indicators:Array(String)}, ${IN_TIME})`, question);
}

const IN_TIME = "periods = {periods:Array(Date32)}, as_of = {as_of:DateTime64(3)}";

function ask<Row>(
  warehouse: Warehouse,
  view: string,
  { asOfMs, ...params }: { readonly asOfMs?: number | undefined },
): Promise<Row[]> {
  const asOf = asOfMs === undefined ? NOW : new Date(asOfMs).toISOString().replace("T", " ").replace("Z", "");
  return warehouse.query<Row>(`SELECT * FROM ${view}`, { ...params, as_of: asOf }, RULE_SETTINGS);
}
