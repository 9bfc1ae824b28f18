import type { Figure, Frame, Vintage } from "./facts.ts";
import { rational } from "./rational.ts";

/** The figures that were current at an instant (DOMAIN §1): the source of record's before others, then the later in the log. */
export class CurrentFigures {
  readonly #current = new Map<string, Vintage>();

  constructor(vintages: readonly Vintage[], asOfMs: number) {
    for (const vintage of vintages) {
      if (vintage.knownAtMs > asOfMs) continue;
      const key = coordinate(vintage, vintage.region, vintage.measure, vintage.priceBasis);
      const held = this.#current.get(key);
      if (held === undefined || supersedes(vintage, held)) this.#current.set(key, vintage);
    }
  }

  /** Null where the figure was never sent, or is withdrawn. */
  find(frame: Frame, region: string, measure: Vintage["measure"], priceBasis: Vintage["priceBasis"]): Figure | null {
    const vintage = this.#current.get(coordinate(frame, region, measure, priceBasis));
    if (vintage === undefined || vintage.value === null) return null;
    return { value: rational(vintage.value), status: vintage.status, priceBasis };
  }

  /** Whether anything was ever sent for the region in this frame, withdrawn or not. */
  hasBeenSent(frame: Frame, region: string): boolean {
    return [...this.#current.values()].some((vintage) => vintage.region === region && isSameFrame(vintage, frame));
  }

  /** Every frame in which something was sent. */
  frames(): Frame[] {
    const frames = [...this.#current.values()].map(({ periodStart, periodEnd, accumulation, caliber }) => ({
      periodStart,
      periodEnd,
      accumulation,
      caliber,
    }));
    return frames.filter((frame, at) => frames.findIndex((other) => isSameFrame(other, frame)) === at);
  }
}

/** The frame of the same period a year before. */
export function aYearBefore(frame: Frame): Frame {
  return { ...frame, periodStart: dayAYearBefore(frame.periodStart), periodEnd: dayAYearBefore(frame.periodEnd) };
}

/** The last day of February goes to the last day of February. */
function dayAYearBefore(day: string): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const isLast = date === daysInMonth(year, month);
  const moved = isLast ? daysInMonth(year - 1, month) : date;
  return [year - 1, String(month).padStart(2, "0"), String(moved).padStart(2, "0")].join("-");
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function supersedes(a: Vintage, b: Vintage): boolean {
  if (a.ofRecord !== b.ofRecord) return a.ofRecord;
  if (a.knownAtMs !== b.knownAtMs) return a.knownAtMs > b.knownAtMs;
  return a.offset > b.offset;
}

function isSameFrame(a: Frame, b: Frame): boolean {
  return (
    a.periodStart === b.periodStart &&
    a.periodEnd === b.periodEnd &&
    a.accumulation === b.accumulation &&
    a.caliber === b.caliber
  );
}

function coordinate(frame: Frame, region: string, measure: string, priceBasis: string): string {
  const { periodStart, periodEnd, accumulation, caliber } = frame;
  return [region, periodStart, periodEnd, accumulation, measure, priceBasis, caliber].join("|");
}
