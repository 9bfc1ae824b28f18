import type { ReferenceData, SubmittedNames, SubmittedObservation, ValidatedObservation } from "@yardstick/contracts";
import { type Finding, isError, NO_FINDINGS, type Resolved, resolved } from "./finding.ts";
import { judgeSeries, type Series, seriesKey } from "./judge-series.ts";
import { memoise } from "./memoise.ts";
import type { CellSays } from "./normalise/read-figure.ts";
import type { DecimalMark } from "./normalise/read-number.ts";
import { checkSign } from "./rules/check-sign.ts";
import { checkState } from "./rules/check-state.ts";
import { textOfValue } from "./rules/read-decimal.ts";
import { type ReadValue, readValue } from "./rules/read-value.ts";
import { resolveRegion } from "./rules/resolve-region.ts";
import { resolveReleaseDate } from "./rules/resolve-release-date.ts";
import { toBaseUnit } from "./rules/to-base-unit.ts";

export interface RowJudgement {
  /** Null where a rule refuses the row. */
  readonly observation: ValidatedObservation | null;
  /** The whole coordinate; null where a part of it could not be made out. */
  readonly coordinate: string | null;
  readonly findings: readonly Finding[];
}

export type JudgeRow = (submitted: SubmittedObservation, row: number) => RowJudgement;

export interface RowQuestion {
  readonly reference: ReferenceData;
  readonly nowMs: number;
  /** What separates decimals in the texts of values. */
  readonly decimalMark: DecimalMark;
}

/**
 * Rules 2, 3, 5 and 6 for the rows of one submission. Rows of a submission are alike, so each distinct series, region,
 * period and date is judged once and remembered for as long as the judge lives; memory is bounded by the rows.
 */
export function createRowJudge({ reference, nowMs, decimalMark }: RowQuestion): JudgeRow {
  const seriesByKey = new Map<string, Series>();
  const placeOf = memoise((text: string) => resolveRegion(text, reference));
  const releaseOf = memoise((text: string) => resolveReleaseDate(text, nowMs));
  const seriesOf = (submitted: SubmittedObservation, cell: CellSays | null) => {
    const key = seriesKey(submitted, cell);
    const known = seriesByKey.get(key);
    if (known !== undefined) return known;
    const series = judgeSeries(submitted, { cell, reference, nowMs });
    seriesByKey.set(key, series);
    return series;
  };

  return (submitted, row) => {
    const read = readValue(submitted.value, { reference, decimalMark });
    const series = seriesOf(submitted, read.cell);
    const period = series.periodOf(submitted.period);
    const place = placeOf(submitted.region).in(period.value);
    const release = submitted.releasedAt === undefined ? NOT_RELEASED : releaseOf(submitted.releasedAt);
    const figure = judgeFigure(read, series);
    const stated = checkState(submitted, series.known, read.isBlank);
    const found = [place.findings, series.findings, stated, release.findings, period.findings, figure.findings];
    const findings = found.every(isEmpty) ? NO_FINDINGS : found.flat();
    const { known } = series;
    if (known === null || place.value === null || period.value === null) {
      return { observation: null, coordinate: null, findings };
    }
    const { name, start, end, accumulation } = period.value;
    const { indicator, attributes, coordinateEnd } = known;
    const coordinate = `${indicator.id}/${place.value.code}/${name}/${accumulation}${coordinateEnd}`;
    if (findings.some(isError)) return { observation: null, coordinate, findings };
    const observation: ValidatedObservation = {
      row,
      indicator: indicator.id,
      region: place.value.code,
      period: name,
      periodStart: start,
      periodEnd: end,
      accumulation,
      measure: attributes.measure,
      priceBasis: attributes.priceBasis,
      caliber: attributes.caliber,
      value: figure.value,
      unit: attributes.measure === "growth_yoy" ? "%" : indicator.baseUnit,
      submittedValue: submitted.value === null ? "" : textOfValue(submitted.value),
      submittedUnit: submitted.unit ?? attributes.unit.code,
      ...otherNames(submitted, { indicator: indicator.id, region: place.value.code, period: name }),
      status: attributes.status,
      releasedAt: release.value,
      citation: submitted.citation ?? "",
      note: submitted.note ?? "",
      explanation: submitted.explanation ?? null,
    };
    return { observation, coordinate, findings };
  };
}

/** Nothing for most rows, which are sent by the codes that they are kept by. */
function otherNames(
  submitted: SubmittedObservation,
  kept: Pick<SubmittedObservation, "indicator" | "region" | "period">,
): { readonly submittedNames?: SubmittedNames } {
  const { indicator, region, period } = submitted;
  if (indicator === kept.indicator && region === kept.region && period === kept.period) return NO_NAMES;
  return {
    submittedNames: {
      ...(indicator === kept.indicator ? {} : { indicator }),
      ...(region === kept.region ? {} : { region }),
      ...(period === kept.period ? {} : { period }),
    },
  };
}

const NO_NAMES = {};
const NOT_RELEASED: Resolved<null> = { value: null, findings: NO_FINDINGS };
const NOT_JUDGED: Resolved<never> = { value: null, findings: NO_FINDINGS };

const isEmpty = (findings: readonly Finding[]) => findings.length === 0;

/** Rule 6. Without a unit and an indicator only the writing of the number can be judged; a blank is rule 3's business. */
function judgeFigure({ digits, findings }: ReadValue, { known }: Series): Resolved<string> {
  if (digits === null || known === null) return findings.length === 0 ? NOT_JUDGED : { value: null, findings };
  const { indicator, attributes } = known;
  const signed = checkSign({ digits, measure: attributes.measure, indicator });
  const converted = toBaseUnit(digits, attributes.unit.factor);
  if (signed.length === 0 && converted.value !== null) return resolved(converted.value, findings);
  return { value: null, findings: [...findings, ...converted.findings, ...signed] };
}
