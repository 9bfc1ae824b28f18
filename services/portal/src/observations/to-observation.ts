import type { Observation, ObservationState, ReferenceData } from "@yardstick/contracts";
import { plainDecimal } from "../query/decimals.ts";
import { toRfc3339 } from "../query/instant.ts";
import { regionName } from "../query/region-name.ts";

/** A row of `selectObservations`: decimals and instants as the warehouse writes them. */
export interface ObservationRow
  extends Pick<
    Observation,
    "indicator" | "region" | "period" | "accumulation" | "measure" | "caliber" | "value" | "unit" | "status" | "source"
  > {
  readonly price_basis: Observation["priceBasis"];
  readonly submitted_value: string;
  readonly submitted_unit: string;
  readonly submitted_names: Observation["submittedNames"];
  readonly submission_id: string;
  readonly released_at: string | null;
  readonly citation: string;
  readonly note: string;
  readonly known_at: string;
}

/** `period` is the name that the question used, where it used one. */
export function toObservation(row: ObservationRow, reference: ReferenceData, period: string = row.period): Observation {
  return {
    indicator: row.indicator,
    region: row.region,
    regionName: regionName(reference, row.region),
    period,
    accumulation: row.accumulation,
    measure: row.measure,
    priceBasis: row.price_basis,
    caliber: row.caliber,
    value: row.value === null ? null : plainDecimal(row.value),
    state: row.value === null ? stateOf(row.status, reference) : "figure",
    unit: row.unit,
    submittedValue: row.submitted_value,
    submittedUnit: row.submitted_unit,
    submittedNames: row.submitted_names,
    status: row.status,
    source: row.source,
    submissionId: row.submission_id,
    releasedAt: row.released_at === null ? null : toRfc3339(row.released_at),
    citation: row.citation,
    note: row.note,
    knownAt: toRfc3339(row.known_at),
  };
}

/** Why there is no figure. A status that the catalogue has lost says nothing more than that. */
function stateOf(status: string, { statuses }: ReferenceData): ObservationState {
  const state = statuses.get(status)?.state ?? "figure";
  return state === "figure" ? "missing" : state;
}
