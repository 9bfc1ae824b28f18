import { z } from "zod";
import { ACCUMULATIONS, CALIBERS, OBSERVATION_STATES, PRICE_BASES } from "../vocabulary.ts";
import type { Feed } from "./feed.ts";
import type { Plan } from "./plan.ts";
import type { Source } from "./source.ts";

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** One region with the months in which its code is valid, both inclusive; null is open. DOMAIN §2. */
export const region = z
  .strictObject({
    code: z.string().regex(/^\d{6}(\d{6})?(-[A-Z0-9]{1,8})?$/),
    nameZh: z.string(),
    nameEn: z.string(),
    aliases: z.array(z.string()).default([]).describe("Former and short names that mean this region and no other."),
    level: z.enum([
      "country",
      "province",
      "city",
      "district",
      "county",
      "county_level_city",
      "zone",
      "town",
      "aggregate",
    ]),
    parent: z.string().nullable(),
    countyEconomy: z
      .boolean()
      .describe("Belongs to the county economy (县域): counties, autonomous counties, county-level cities."),
    validFrom: month.nullable(),
    validTo: month.nullable(),
    note: z.string(),
    source: z.string(),
  })
  .meta({ id: "Region" });
export type Region = z.infer<typeof region>;

/** One unit as sources write it: `factor` base units of its kind. DOMAIN §1. */
export const unit = z
  .strictObject({
    code: z.string(),
    kind: z.string().describe("Units of one kind convert into each other: money, persons, count, percent, area ..."),
    factor: z.string().describe("Decimal: 万元 is 10000 of the base unit 元."),
    aliases: z.array(z.string()),
  })
  .meta({ id: "Unit" });
export type Unit = z.infer<typeof unit>;

/** One indicator of the catalogue. DOMAIN §§1, 4, 5. */
export const indicator = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]*$/),
    nameZh: z.string(),
    nameEn: z.string(),
    aliases: z.array(z.string()).describe("Other ids and names that mean the same."),
    unitKind: z.string(),
    baseUnit: z.string(),
    defaultUnit: z.string().describe("Unit of a level that comes without one."),
    kind: z.enum(["flow", "stock"]),
    defaultAccumulation: z.enum(ACCUMULATIONS),
    aggregation: z.enum(["sum", "weighted", "none"]).describe("How regions add up to an aggregate."),
    levelPriceBasis: z.enum(PRICE_BASES).describe("Price basis of a level that does not say."),
    growthPriceBasis: z.enum(PRICE_BASES).describe("Price basis of a rate that does not say."),
    comparedPriceBases: z
      .array(z.enum(PRICE_BASES))
      .min(1)
      .describe("Price bases of reported rates that may be compared, best first."),
    defaultCaliber: z.enum(CALIBERS),
    growthRule: z
      .enum(["constant_price", "comparable", "nominal"])
      .describe("DOMAIN F1: what kind of rate its growth is."),
    computedGrowthAllowed: z
      .boolean()
      .describe("Whether growth computed from levels may be compared where rates are not published."),
    tolerancePoints: z.string().describe("|rho| in percentage points beyond which BASE_REVISED is a warning."),
    betterIs: z.enum(["higher", "lower"]),
    hasJanuary: z.boolean().describe("False where January is only published with February."),
    signOfLevel: z.enum(["positive", "non_negative", "any"]),
    weightIndicator: z
      .string()
      .nullable()
      .default(null)
      .describe("Only with aggregation weighted: the indicator whose level at the period's end weighs each region."),
  })
  .meta({ id: "Indicator" });
export type Indicator = z.infer<typeof indicator>;

/** A peer group of a benchmark, and the aggregates that are compared with it beside its members. */
export const scope = z
  .strictObject({
    id: z.string().describe("The pseudo-region whose submitted rate is the published benchmark: 210000-XY."),
    nameZh: z.string(),
    nameEn: z.string(),
    countiesOf: z.string().nullable().describe("Members are the county-economy regions below this region, dated."),
    members: z.array(z.string()).describe("Members by name, for any other group; empty where countiesOf is given."),
    comparedAggregates: z
      .array(z.string())
      .describe("Scopes whose pooled rate is compared with this benchmark: 210400-XY."),
    bureau: z.string().nullable().default(null).describe("Agency that a finding about the data's quality goes to."),
  })
  .meta({ id: "Scope" });
export type Scope = z.infer<typeof scope>;

export const agency = z
  .strictObject({
    id: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    validFrom: month.nullable(),
    validTo: month.nullable(),
    successor: z.string().nullable(),
    source: z.string(),
  })
  .meta({ id: "Agency" });
export type Agency = z.infer<typeof agency>;

/** Who is of record for an indicator of a region (prefix) in a span of months. DOMAIN §1. */
export const sourceOfRecord = z
  .strictObject({
    indicator: z.string(),
    regionPrefix: z.string(),
    source: z.string(),
    from: month.nullable(),
    to: month.nullable(),
  })
  .meta({ id: "SourceOfRecord" });
export type SourceOfRecord = z.infer<typeof sourceOfRecord>;

/** An observation status, from the SDMX code list and the bureau's own ladder; a higher rank is closer to final. */
export const observationStatus = z
  .strictObject({
    id: z.string(),
    rank: z.int(),
    state: z
      .enum(OBSERVATION_STATES)
      .default("figure")
      .describe("figure: the row has a value. The others say why it has none. DOMAIN §1."),
    sdmx: z.string().nullable(),
    nameZh: z.string(),
    nameEn: z.string(),
    aliases: z.array(z.string()),
  })
  .meta({ id: "ObservationStatus" });
export type ObservationStatus = z.infer<typeof observationStatus>;

/** Everything that the rules know about the world, indexed for look-up. Built by `loadReference`. */
export interface ReferenceData {
  readonly regions: ReadonlyMap<string, Region>;
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** Alias or name, in lower case and without spaces, to indicator id. */
  readonly indicatorAliases: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, Unit>;
  /** Alias or code, normalised like the names of indicators, to unit code. */
  readonly unitAliases: ReadonlyMap<string, string>;
  readonly statuses: ReadonlyMap<string, ObservationStatus>;
  /** Id, name, SDMX letter or alias, normalised alike, to status id. */
  readonly statusAliases: ReadonlyMap<string, string>;
  readonly scopes: ReadonlyMap<string, Scope>;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly sourcesOfRecord: readonly SourceOfRecord[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly feeds: ReadonlyMap<string, Feed>;
  readonly plans: ReadonlyMap<string, Plan>;
  /** SHA-256 over the files it was read from: the version of the reference data. */
  readonly version: string;
}
