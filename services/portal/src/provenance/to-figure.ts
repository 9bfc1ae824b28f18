import type {
  ProvenanceFigure,
  ProvenanceResult,
  ProvenanceRole,
  ProvenanceSubmission,
  ProvenanceVintage,
  ReferenceData,
} from "@yardstick/contracts";
import { plainDecimal } from "../query/decimals.ts";
import { toRfc3339 } from "../query/instant.ts";
import { regionName } from "../query/region-name.ts";

/** A row of `selectRestedOn` or `selectFigures`. */
export interface FigureRow {
  readonly place: string;
  readonly role: ProvenanceRole | "";
  readonly figure_indicator: string;
  readonly figure_region: string;
  readonly figure_period: string;
  readonly figure_period_start: string;
  readonly figure_period_end: string;
  readonly figure_accumulation: ProvenanceFigure["accumulation"];
  readonly measure: ProvenanceFigure["measure"];
  readonly price_basis: ProvenanceFigure["priceBasis"];
  readonly figure_caliber: ProvenanceFigure["caliber"];
  readonly unit: string;
}

/** A row of `selectVintages`. */
export interface VintageRow {
  readonly indicator: string;
  readonly region: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly accumulation: string;
  readonly measure: string;
  readonly price_basis: string;
  readonly caliber: string;
  readonly value: string | null;
  readonly status: string;
  readonly outcome: ProvenanceVintage["outcome"];
  readonly source: string;
  readonly submission_id: string;
  readonly submission_row: number;
  readonly known_at: string;
  readonly version: string;
}

/** Vintages by the coordinate of their figure, in the order that they came in. */
export function byCoordinate(vintages: readonly VintageRow[]): ReadonlyMap<string, readonly VintageRow[]> {
  const found = new Map<string, VintageRow[]>();
  for (const vintage of vintages) {
    const key = keyOfVintage(vintage);
    found.set(key, [...(found.get(key) ?? []), vintage]);
  }
  return found;
}

const keyOfVintage = (row: VintageRow) =>
  [row.indicator, row.region, row.period_start, row.period_end, row.accumulation, row.measure]
    .concat(row.price_basis, row.caliber)
    .join(" ");

export const keyOfFigure = (row: FigureRow) =>
  [row.figure_indicator, row.figure_region, row.figure_period_start, row.figure_period_end, row.figure_accumulation]
    .concat(row.measure, row.price_basis, row.figure_caliber)
    .join(" ");

/** Of a figure's vintages the newest that was taken is current: a refused claim, or one that repeats it, is not. */
export function toFigure(row: FigureRow, vintages: readonly VintageRow[], reference: ReferenceData): ProvenanceFigure {
  const current = vintages.find(({ outcome }) => outcome === "accepted" || outcome === "superseded");
  return {
    role: row.role === "" ? null : row.role,
    indicator: row.figure_indicator,
    region: row.figure_region,
    regionName: regionName(reference, row.figure_region),
    period: row.figure_period,
    accumulation: row.figure_accumulation,
    measure: row.measure,
    priceBasis: row.price_basis,
    caliber: row.figure_caliber,
    unit: row.unit,
    vintages: vintages.map((vintage) => toVintage(vintage, vintage === current)),
  };
}

function toVintage(row: VintageRow, current: boolean): ProvenanceVintage {
  return {
    value: row.value === null ? null : plainDecimal(row.value),
    status: row.status,
    outcome: row.outcome,
    source: row.source,
    submissionId: row.submission_id,
    row: row.submission_row,
    knownAt: toRfc3339(row.known_at),
    version: row.version,
    current,
  };
}

/** A row of `selectSubmissions`. */
export interface SubmissionRow {
  readonly submission_id: string;
  readonly source: string;
  readonly state: string;
  readonly accepted: number;
  readonly superseded: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly known_at: string;
}

export function toSubmission(row: SubmissionRow): ProvenanceSubmission {
  const { accepted, superseded, unchanged, rejected } = row;
  return {
    submissionId: row.submission_id,
    source: row.source,
    state: row.state,
    knownAt: toRfc3339(row.known_at),
    counts: { accepted, superseded, unchanged, rejected },
  };
}

/** A row of `selectResults`; what a kind of result does not have is empty. */
export interface ResultRow {
  readonly subject: ProvenanceResult["kind"];
  readonly scope: string;
  readonly plan: string;
  readonly target: string;
  readonly alert_id: string;
  readonly indicator: string;
  readonly region: string;
  readonly period: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly accumulation: ProvenanceResult["accumulation"];
  readonly caliber: "natural" | "same" | "";
  readonly roles: readonly ProvenanceRole[];
}

export function toResult(row: ResultRow, reference: ReferenceData): ProvenanceResult {
  return {
    kind: row.subject,
    scope: orNull(row.scope),
    plan: orNull(row.plan),
    target: orNull(row.target),
    alertId: orNull(row.alert_id),
    indicator: row.indicator,
    region: row.region,
    regionName: regionName(reference, row.region),
    period: row.period,
    accumulation: row.accumulation,
    caliber: row.caliber === "" ? null : row.caliber,
    roles: [...row.roles],
  };
}

const orNull = (text: string) => (text === "" ? null : text);
