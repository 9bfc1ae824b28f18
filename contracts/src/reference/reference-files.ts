import type { z } from "zod";
import { feed } from "./feed.ts";
import { plan } from "./plan.ts";
import { checkPlanShape } from "./plan-check/check-shape.ts";
import { fieldOf } from "./plan-check/plan-problem.ts";
import {
  agency,
  indicator,
  observationStatus,
  region,
  type SourceOfRecord,
  scope,
  sourceOfRecord,
  unit,
} from "./reference-data.ts";
import type { ReferenceProblem } from "./reference-problem.ts";
import { source } from "./source.ts";
import { targetPathRow } from "./target-path-row.ts";

export type FieldFault = Pick<ReferenceProblem, "field" | "message">;

/** A file of the reference data: the shape of an entry, and the key by which an overlay replaces or adds one. */
export interface ReferenceFile<Entry> {
  /** Path below the reference directory; for plans a directory of files with one plan each. */
  readonly path: string;
  readonly schema: z.ZodType<Entry>;
  readonly keyOf: (entry: Entry) => string;
  /** What is wrong with an entry that does not have its shape, where zod's own words do not say enough. */
  readonly problemsOf?: (raw: unknown) => readonly FieldFault[];
  /** Columns of a CSV file that hold something other than text. */
  readonly columns?: {
    readonly nullable: readonly string[];
    readonly boolean: readonly string[];
    /** Several texts in one cell, with a semicolon between them. */
    readonly list?: readonly string[];
  };
}

const file = <Entry>(definition: ReferenceFile<Entry>) => definition;

export const REFERENCE_FILES = {
  regions: file({
    path: "regions.csv",
    schema: region,
    keyOf: (entry) => entry.code,
    columns: { nullable: ["parent", "validFrom", "validTo"], boolean: ["countyEconomy"], list: ["aliases"] },
  }),
  indicators: file({ path: "indicators.json", schema: indicator, keyOf: (entry) => entry.id }),
  units: file({ path: "units.json", schema: unit, keyOf: (entry) => entry.code }),
  statuses: file({ path: "statuses.json", schema: observationStatus, keyOf: (entry) => entry.id }),
  scopes: file({ path: "scopes.json", schema: scope, keyOf: (entry) => entry.id }),
  agencies: file({ path: "agencies.json", schema: agency, keyOf: (entry) => entry.id }),
  sourcesOfRecord: file({ path: "sources-of-record.json", schema: sourceOfRecord, keyOf: keyOfSourceOfRecord }),
  sources: file({ path: "sources.json", schema: source, keyOf: (entry) => entry.id }),
  feeds: file({ path: "feeds/", schema: feed, keyOf: (entry) => entry.id }),
  plans: file({ path: "plans/", schema: plan, keyOf: (entry) => entry.id, problemsOf: planShapeProblems }),
  targetPaths: file({
    path: "target-paths.csv",
    schema: targetPathRow,
    keyOf: ({ plan, target, region, year }) => [plan, target, region, year].join("/"),
    columns: { nullable: [], boolean: [] },
  }),
} as const;

function keyOfSourceOfRecord({ indicator, regionPrefix, from, to }: SourceOfRecord): string {
  return [indicator, regionPrefix, from ?? "", to ?? ""].join("/");
}

function planShapeProblems(raw: unknown): FieldFault[] {
  return checkPlanShape(raw).map((problem) => ({ field: fieldOf(problem), message: problem.message.en }));
}
