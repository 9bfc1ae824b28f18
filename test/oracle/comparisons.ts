import { CurrentFigures } from "./current-figures.ts";
import type { Catalogue, Figure, Frame, PeerGroup, Vintage } from "./facts.ts";
import { growthOf } from "./growth.ts";
import { type Basis, type Coverage, type MemberRate, type Pool, poolOf } from "./pool.ts";
import { rankMembers } from "./rank.ts";
import { compare, magnitude, type Rational, rational, roundHalfAway, subtract } from "./rational.ts";

/** One region's growth against its benchmark. Rates in %, gaps in percentage points. */
export interface Comparison extends Frame {
  readonly region: string;
  readonly basis: Basis;
  readonly growth: Rational | null;
  readonly growthSource: "reported" | "computed" | null;
  readonly otherGrowth: Rational | null;
  readonly priceBasis: string | null;
  readonly benchmark: Rational | null;
  readonly method: "published" | "pooled" | "weighted" | null;
  readonly simple: Rational | null;
  readonly gap: Rational | null;
  readonly verdict: "above" | "at_average" | "below" | "no_benchmark" | "no_data";
  readonly rank: number | null;
  readonly rankWorst: number | null;
  readonly rankOf: number | null;
  readonly coverage: Coverage;
  readonly flags: readonly string[];
}

export interface Question {
  readonly vintages: readonly Vintage[];
  readonly asOfMs: number;
  readonly catalogue: Catalogue;
  readonly group: PeerGroup;
  /** Last days of the periods that are asked for. */
  readonly periodEnds: readonly string[];
}

/** Every comparison of a peer group in these periods, as DOMAIN §§4-5 say. */
export function compareGroup(question: Question): Comparison[] {
  const figures = new CurrentFigures(question.vintages, question.asOfMs);
  const frames = figures.frames().filter(({ periodEnd }) => question.periodEnds.includes(periodEnd));
  const judged = frames.flatMap((frame) => judgeFrame(figures, frame, question));
  return judged
    .map((row) => withCaliberFlag(row, judged))
    .filter((row) => isShown(row, judged, question.catalogue.defaultCaliber));
}

function judgeFrame(figures: CurrentFigures, frame: Frame, { catalogue, group }: Question): Comparison[] {
  const pool = (members: PeerGroup["members"], basis: Basis) => poolOf({ figures, frame, catalogue, members, basis });
  const published = growthOf(figures, frame, group.scope, catalogue).reported;
  const basis = chooseBasis(catalogue, published, pool(group.members, "reported"));
  const peers = pool(group.members, basis);
  const involved = [
    group.scope,
    ...peers.members.map(({ region }) => region),
    ...group.aggregates.map((a) => a.region),
  ];
  if (!involved.some((region) => figures.hasBeenSent(frame, region))) return [];

  const benchmark = benchmarkOf(published, peers);
  const coverage = published === null ? peers.coverage : { ...peers.coverageOfRates, grade: "final" as const };
  const ranks = rankMembers(peers.members, catalogue.betterIs);
  const statuses = new Set(peers.members.flatMap(({ status }) => status ?? []));
  const flags = [
    ...(benchmark.value === null ? ["NO_BENCHMARK"] : []),
    ...(statuses.size > 1 ? ["MIXED_STATUS"] : []),
    ...(benchmark.value !== null && coverage.grade === "provisional" ? ["COVERAGE_PROVISIONAL"] : []),
    ...(benchmark.value !== null && published === null && coverage.weight === null ? ["COVERAGE_BY_COUNT"] : []),
  ];
  const shared = {
    ...frame,
    basis,
    benchmark: benchmark.value,
    method: benchmark.method,
    simple: peers.simple,
    coverage,
  };
  const rows = peers.members.map((member) => ({
    ...shared,
    ...judge(member, benchmark),
    ...(ranks.get(member.region) ?? { rank: null, rankWorst: null, rankOf: null }),
    flags: [...member.growth.flags, ...flags],
  }));
  const aggregates = group.aggregates.map(({ region, members }) => {
    const own = growthOf(figures, frame, region, catalogue).reported;
    const member = aggregateRate(region, own, pool(members, basis), basis);
    return { ...shared, ...judge(member, benchmark), rank: null, rankWorst: null, rankOf: null, flags };
  });
  return [...rows, ...aggregates];
}

/** One basis for the scope and period; nominal rates mix freely. */
function chooseBasis({ growthRule }: Catalogue, published: Figure | null, reported: Pool): Basis {
  if (growthRule === "nominal") return "either";
  return published !== null || reported.coverageOfRates.grade !== "none" ? "reported" : "computed";
}

interface Benchmark {
  readonly value: Rational | null;
  readonly method: Comparison["method"];
}

function benchmarkOf(published: Figure | null, peers: Pool): Benchmark {
  if (published !== null) return { value: published.value, method: "published" };
  if (peers.growth === null || peers.coverage.grade === "none") return { value: null, method: null };
  return { value: peers.growth, method: peers.method };
}

type RatedRegion = Pick<MemberRate, "region" | "rate" | "source" | "otherRate" | "priceBasis">;

/** An aggregate's own published rate, where the basis is not the computed one; else its pool. */
function aggregateRate(region: string, own: Figure | null, pool: Pool, basis: Basis): RatedRegion {
  if (own !== null && basis !== "computed")
    return { region, rate: own.value, source: "reported", otherRate: null, priceBasis: own.priceBasis };
  const rate = pool.coverage.grade === "none" ? null : pool.growth;
  return { region, rate, source: rate && "computed", otherRate: own?.value ?? null, priceBasis: null };
}

function judge({ region, rate, source, otherRate, priceBasis }: RatedRegion, benchmark: Benchmark) {
  return {
    region,
    growth: rate,
    growthSource: source,
    otherGrowth: otherRate,
    priceBasis,
    gap: rate && benchmark.value && subtract(rate, benchmark.value),
    verdict: verdictOf(rate, source, benchmark),
  };
}

/** Where either side is a published rate both are compared at one decimal, else unrounded with 1e-9. */
function verdictOf(rate: Rational | null, source: RatedRegion["source"], benchmark: Benchmark): Comparison["verdict"] {
  if (rate === null) return "no_data";
  if (benchmark.value === null) return "no_benchmark";
  const isRounded = source === "reported" || benchmark.method === "published";
  const gap = isRounded
    ? subtract(roundHalfAway(rate, 1), roundHalfAway(benchmark.value, 1))
    : subtract(rate, benchmark.value);
  if (compare(magnitude(gap), rational("0.000000001")) <= 0) return "at_average";
  return gap.top > 0n ? "above" : "below";
}

function isSamePeriod(a: Frame, b: Frame): boolean {
  return a.periodStart === b.periodStart && a.periodEnd === b.periodEnd && a.accumulation === b.accumulation;
}

/** A benchmark exists, but of the other caliber. */
function withCaliberFlag(row: Comparison, all: readonly Comparison[]): Comparison {
  const hasOther = all.some((other) => isSamePeriod(row, other) && other.benchmark !== null);
  return row.benchmark === null && hasOther ? { ...row, flags: [...row.flags, "CALIBER"] } : row;
}

/** `no_data` is said once, and only where the region has a rate in no caliber. */
function isShown(row: Comparison, all: readonly Comparison[], defaultCaliber: string): boolean {
  if (row.growth !== null) return true;
  const ofRegion = all.filter((other) => other.region === row.region && isSamePeriod(row, other));
  if (ofRegion.some(({ growth }) => growth !== null)) return false;
  return row.caliber === defaultCaliber || ofRegion.every(({ caliber }) => caliber !== defaultCaliber);
}
