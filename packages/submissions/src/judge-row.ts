import type { Period, ReferenceData, Region, SubmittedObservation, ValidatedObservation } from "@yardstick/contracts";
import { type Finding, isError, NO_FINDINGS, type Resolved, resolved } from "./finding.ts";
import { judgeSeries, type Series, seriesKey } from "./judge-series.ts";
import { memoise } from "./memoise.ts";
import { checkRegionInPeriod } from "./rules/check-region-in-period.ts";
import { checkSign } from "./rules/check-sign.ts";
import { checkState } from "./rules/check-state.ts";
import { readDecimal, textOfValue } from "./rules/read-decimal.ts";
import { resolveRegionCode } from "./rules/resolve-region-code.ts";
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

interface Place extends Resolved<Region> {
  findingsIn(period: Period): readonly Finding[];
}

/**
 * Rules 2, 3, 5 and 6 for the rows of one submission. Rows of a submission are alike, so each distinct series, region,
 * period and date is judged once and remembered for as long as the judge lives; memory is bounded by the rows.
 */
export function createRowJudge(reference: ReferenceData, nowMs: number): JudgeRow {
  const seriesByKey = new Map<string, Series>();
  const placeOf = memoise((text: string) => judgePlace(text, reference));
  const releaseOf = memoise((text: string) => resolveReleaseDate(text, nowMs));

  return (submitted, row) => {
    const key = seriesKey(submitted);
    let series = seriesByKey.get(key);
    if (series === undefined) {
      series = judgeSeries(submitted, reference, nowMs);
      seriesByKey.set(key, series);
    }
    const place = placeOf(submitted.region);
    const period = series.periodOf(submitted.period);
    const located = period.value === null ? NO_FINDINGS : place.findingsIn(period.value);
    const release = submitted.releasedAt === undefined ? NOT_RELEASED : releaseOf(submitted.releasedAt);
    const figure = judgeFigure(submitted.value, series);
    const stated = checkState(submitted, series.known);
    const found = [
      place.findings,
      located,
      series.findings,
      stated,
      release.findings,
      period.findings,
      figure.findings,
    ];
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
      status: attributes.status,
      releasedAt: release.value,
      citation: submitted.citation ?? "",
      note: submitted.note ?? "",
      explanation: submitted.explanation ?? null,
    };
    return { observation, coordinate, findings };
  };
}

const NOT_RELEASED: Resolved<null> = { value: null, findings: NO_FINDINGS };
const NOT_JUDGED: Resolved<never> = { value: null, findings: NO_FINDINGS };

const isEmpty = (findings: readonly Finding[]) => findings.length === 0;

function judgePlace(text: string, reference: ReferenceData): Place {
  const { value: region, findings } = resolveRegionCode(text, reference);
  if (region === null) return { value: null, findings, findingsIn: () => NO_FINDINGS };
  return { value: region, findings, findingsIn: memoise((period) => checkRegionInPeriod(region, period, reference)) };
}

/** Rule 6. Without a unit and an indicator only the writing of the number can be judged; null is rule 3's business. */
function judgeFigure(value: string | number | null, { known }: Series): Resolved<string> {
  if (value === null) return NOT_JUDGED;
  const digits = readDecimal(value);
  if (digits.value === null) return { value: null, findings: digits.findings };
  if (known === null) return NOT_JUDGED;
  const { indicator, attributes } = known;
  const signed = checkSign({ digits: digits.value, measure: attributes.measure, indicator });
  const converted = toBaseUnit(digits.value, attributes.unit.factor);
  if (signed.length === 0 && converted.value !== null) return resolved(converted.value);
  return { value: null, findings: [...converted.findings, ...signed] };
}
