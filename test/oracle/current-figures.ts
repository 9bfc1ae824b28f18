import type { Figure, Frame, Vintage } from "./facts.ts";
import { rational } from "./rational.ts";

/** The figures that were current at an instant (DOMAIN §1): the source of record's before others, then the later in the log. */
export class CurrentFigures {
  readonly #current = new Map<string, Vintage>();
  readonly #sent = new Map<string, Frame>();
  readonly #sentOf = new Set<string>();

  constructor(vintages: readonly Vintage[], asOfMs: number) {
    for (const vintage of vintages) {
      if (vintage.knownAtMs > asOfMs || vintage.outcome === "refused" || vintage.outcome === "unchanged") continue;
      const key = coordinate(vintage, vintage.region, vintage.measure, vintage.priceBasis);
      const held = this.#current.get(key);
      if (held === undefined || supersedes(vintage, held)) this.#current.set(key, vintage);
      const { periodStart, periodEnd, accumulation, caliber } = vintage;
      this.#sent.set(frameKey(vintage), { periodStart, periodEnd, accumulation, caliber });
      this.#sentOf
        .add(`${frameKey(vintage)}|${vintage.region}`)
        .add(`${frameKey(vintage)}|${vintage.region}|${vintage.measure}`);
    }
  }

  /** Null where the figure was never sent, or is withheld, withdrawn or missing. */
  find(frame: Frame, region: string, measure: Vintage["measure"], priceBasis: Vintage["priceBasis"]): Figure | null {
    const vintage = this.#current.get(coordinate(frame, region, measure, priceBasis));
    if (vintage === undefined || vintage.value === null) return null;
    return { value: rational(vintage.value), status: vintage.status, priceBasis };
  }

  /** Whether anything was ever sent for the region in this frame, withdrawn or not. */
  hasBeenSent(frame: Frame, region: string): boolean {
    return this.#sentOf.has(`${frameKey(frame)}|${region}`);
  }

  /** The same of its level alone. */
  hasLevelBeenSent(frame: Frame, region: string): boolean {
    return this.#sentOf.has(`${frameKey(frame)}|${region}|level`);
  }

  /** Every frame in which something was sent. */
  frames(): Frame[] {
    return [...this.#sent.values()];
  }
}

function supersedes(a: Vintage, b: Vintage): boolean {
  if (a.ofRecord !== b.ofRecord) return a.ofRecord;
  if (a.knownAtMs !== b.knownAtMs) return a.knownAtMs > b.knownAtMs;
  return a.offset > b.offset;
}

function frameKey({ periodStart, periodEnd, accumulation, caliber }: Frame): string {
  return [periodStart, periodEnd, accumulation, caliber].join("|");
}

function coordinate(frame: Frame, region: string, measure: string, priceBasis: string): string {
  return [frameKey(frame), region, measure, priceBasis].join("|");
}
