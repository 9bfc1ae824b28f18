import type { Indicator, ObservationState, Period, ReferenceData, SubmittedObservation } from "@yardstick/contracts";
import { type Finding, NO_FINDINGS, type Resolved } from "./finding.ts";
import { memoise } from "./memoise.ts";
import type { CellSays } from "./normalise/read-figure.ts";
import { type Attributes, resolveAttributes } from "./rules/resolve-attributes.ts";
import { resolveIndicatorCode } from "./rules/resolve-indicator-code.ts";
import { resolvePeriod } from "./rules/resolve-period.ts";

/** What the rows of one submission share that agree in indicator and attributes: judged once for all of them. */
export interface Series {
  /** Null where one of the two could not be made out. */
  readonly known: {
    readonly indicator: Indicator;
    readonly attributes: Attributes;
    readonly coordinateEnd: string;
    /** What the status says stands there: a figure, or why there is none. */
    readonly state: ObservationState;
  } | null;
  readonly findings: readonly Finding[];
  /** The period that a text means in this series; one object per text. */
  periodOf(text: string): Resolved<Period>;
}

/** What a series hangs on. Empty stands for absent: the shape allows no empty text, and no NUL. */
export function seriesKey(row: SubmittedObservation, cell: CellSays | null): string {
  const { indicator, measure = "", accumulation = "", priceBasis = "", caliber = "", unit = "", status = "" } = row;
  const own = `${indicator}\0${measure}\0${accumulation}\0${priceBasis}\0${caliber}\0${unit}\0${status}`;
  return cell === null ? own : `${own}\0${cell.unit}\0${cell.power}\0${cell.isGrowth}\0${cell.priceBasis}`;
}

export interface SeriesQuestion {
  /** What the value's text says beside its number; null for a plain decimal. */
  readonly cell: CellSays | null;
  readonly reference: ReferenceData;
  readonly nowMs: number;
}

/** Rules 2 and 3, as far as they do not hang on the row's place and time. */
export function judgeSeries(row: SubmittedObservation, { cell, reference, nowMs }: SeriesQuestion): Series {
  const { value: labelled, findings: unknown } = resolveIndicatorCode(row.indicator, reference);
  if (labelled === null) return { known: null, findings: unknown, periodOf: () => NOT_JUDGED };
  const { indicator, label } = labelled;
  const { value: attributes, findings } = resolveAttributes(row, { label, cell }, { indicator, reference });
  if (attributes === null) return { known: null, findings, periodOf: () => NOT_JUDGED };
  const { measure, accumulation, priceBasis, caliber, status } = attributes;
  const state = reference.statuses.get(status)?.state ?? "figure";
  const isStated = row.accumulation !== undefined;
  return {
    known: { indicator, attributes, coordinateEnd: `/${measure}/${priceBasis}/${caliber}`, state },
    findings,
    periodOf: memoise((text) => resolvePeriod({ text, accumulation, isStated, indicator, nowMs })),
  };
}

/** Which period a text means hangs on the accumulation, so nothing is said where that is unknown. */
const NOT_JUDGED: Resolved<never> = { value: null, findings: NO_FINDINGS };
