import type { Rational } from "./rational.ts";

/** One version of one figure, as DOMAIN §1 identifies it. All vintages of one oracle question are of one indicator. */
export interface Vintage {
  readonly region: string;
  /** First and last day of the period, `YYYY-MM-DD`. */
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly accumulation: "ytd" | "period" | "point";
  readonly measure: "level" | "growth_yoy";
  readonly priceBasis: "current" | "constant" | "comparable";
  readonly caliber: "natural" | "same";
  /** A decimal; null where the figure is withheld, withdrawn or missing, as its status says. */
  readonly value: string | null;
  readonly status: string;
  /** Only accepted and superseded rows are vintages; the others are kept as evidence of what was claimed. */
  readonly outcome: "accepted" | "superseded" | "unchanged" | "refused";
  readonly ofRecord: boolean;
  /** The log's time in milliseconds, and the place within it. */
  readonly knownAtMs: number;
  readonly offset: number;
}

/** What the catalogue says about the indicator. */
export interface Catalogue {
  readonly growthRule: "constant_price" | "comparable" | "nominal";
  readonly computedGrowthAllowed: boolean;
  readonly levelPriceBasis: Vintage["priceBasis"];
  /** Bases of a reported rate that may be compared, best first. */
  readonly comparedPriceBases: readonly Vintage["priceBasis"][];
  readonly defaultCaliber: Vintage["caliber"];
  /** False where January is only published together with February. */
  readonly hasJanuary: boolean;
  readonly tolerancePoints: string;
  readonly betterIs: "higher" | "lower";
  /** Whether regions add up to an aggregate: as they are, by another indicator's level, or not at all. */
  readonly aggregation: "sum" | "weighted" | "none";
}

/** A region's part in a peer group, with the days on which it belongs to it, both inclusive. */
export interface Membership {
  readonly region: string;
  readonly from: string;
  readonly to: string;
}

/** A peer group: its members, and the aggregates that are pooled and compared with it. */
export interface PeerGroup {
  readonly scope: string;
  readonly members: readonly Membership[];
  readonly aggregates: readonly { readonly region: string; readonly members: readonly Membership[] }[];
}

/** The span, way of counting and caliber that two figures must share to be compared. */
export interface Frame {
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly accumulation: Vintage["accumulation"];
  readonly caliber: Vintage["caliber"];
}

/** A figure as it stands, with its exact value. */
export interface Figure {
  readonly value: Rational;
  readonly status: string;
  readonly priceBasis: Vintage["priceBasis"];
}
