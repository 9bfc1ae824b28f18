import { aYearBefore } from "./calendar.ts";
import { CurrentFigures } from "./current-figures.ts";
import type { Catalogue, Figure, Frame, PeerGroup, Vintage } from "./facts.ts";
import { growthOf } from "./growth.ts";
import { type Basis, type Coverage, type MemberRate, membersOn, type Pool, poolOf } from "./pool.ts";
import { type Rank, rankLevels, rankMembers } from "./rank.ts";
import { compareRates } from "./rates.ts";
import { type Rational, subtract } from "./rational.ts";
import { leastFinal } from "./status-ladder.ts";

/** One region's growth against its benchmark. Rates in %, gaps in percentage points. */
export interface Comparison extends Frame {
  readonly region: string;
  readonly basis: Basis;
  readonly growth: Rational | null;
  readonly growthStatus: string | null;
  readonly growthSource: "reported" | "computed" | null;
  readonly otherGrowth: Rational | null;
  readonly priceBasis: string | null;
  readonly benchmark: Rational | null;
  readonly method: "published" | "pooled" | "weighted" | null;
  readonly simple: Rational | null;
  readonly pooled: Rational | null;
  /** Published less pooled, in points: for the bureau, not for officials. */
  readonly disagreement: Rational | null;
  /** What the region weighs in the pool, and the points of `pooled` that come from it; null where it takes no part. */
  readonly base: Rational | null;
  readonly contribution: Rational | null;
  readonly level: Rational | null;
  readonly levelRank: Rank | null;
  readonly gap: Rational | null;
  readonly verdict: "above" | "at_average" | "below" | "no_benchmark" | "no_data";
  readonly rank: Rank | null;
  readonly coverage: Coverage;
  readonly flags: readonly string[];
}

export interface Question {
  readonly vintages: readonly Vintage[];
  readonly asOfMs: number;
  readonly catalogue: Catalogue;
  readonly group: PeerGroup;
  /** Vintages of the indicator that weighs this one, where one does. */
  readonly weights?: readonly Vintage[];
  /** Last days of the periods that are asked for; all of them where it is left out. */
  readonly periodEnds?: readonly string[];
}

/** Every comparison of a peer group in these periods, as DOMAIN §§4-5 say. */
export function compareGroup(question: Question): Comparison[] {
  const figures = new CurrentFigures(question.vintages, question.asOfMs);
  const frames = figures.frames().filter(({ periodEnd }) => question.periodEnds?.includes(periodEnd) ?? true);
  const judged = frames.flatMap((frame) => judgeFrame(figures, frame, question));
  return judged.map((row) => withCaliberFlag(row, judged)).filter((row) => isShown(row, judged, { figures, question }));
}

function judgeFrame(figures: CurrentFigures, frame: Frame, question: Question): Comparison[] {
  const { catalogue, group } = question;
  const weights = new CurrentFigures(question.weights ?? [], question.asOfMs);
  const pool = (members: PeerGroup["members"], basis: Basis) =>
    poolOf({ figures, frame, catalogue, members, basis, weights });
  const published = growthOf(figures, frame, group.scope, catalogue).reported;
  const basis = chooseBasis(catalogue, published, pool(group.members, "reported"));
  const peers = pool(group.members, basis);
  const aggregates = group.aggregates.map(({ region }) => region);
  const involved = [group.scope, ...aggregates, ...peers.members.map(({ region }) => region)];
  if (!involved.some((region) => figures.hasBeenSent(frame, region))) return [];

  const benchmark = benchmarkOf(published, peers);
  const coverage = published === null ? peers.coverage : { ...peers.coverageOfRates, grade: "final" as const };
  const flags = flagsOf(benchmark, coverage, peers);
  const shared = {
    ...frame,
    basis,
    benchmark: benchmark.value,
    method: benchmark.method,
    pooled: peers.growth,
    simple: peers.simple,
    disagreement: disagreementOf(published, peers),
    coverage,
  };
  const ranks = rankMembers(peers.members, catalogue.betterIs);
  const levelRanks = rankLevels(peers.members, catalogue.betterIs);
  const rows = peers.members.map((member) => ({
    ...shared,
    ...judge(member, benchmark),
    rank: ranks.get(member.region) ?? null,
    base: peers.contributions.has(member.region) ? member.base : null,
    contribution: peers.contributions.get(member.region) ?? null,
    level: member.growth.level?.value ?? null,
    levelRank: levelRanks.get(member.region) ?? null,
    flags: [...member.growth.flags, ...flags],
  }));
  const ofAggregates = group.aggregates.map(({ region, members }) => {
    const own = growthOf(figures, frame, region, catalogue);
    const rated = judge(aggregateRate(region, own.reported, pool(members, basis), basis), benchmark);
    const level = own.level?.value ?? null;
    return { ...shared, ...rated, ...UNRANKED, level, flags };
  });
  return [...rows, ...ofAggregates];
}

/** An aggregate stands beside the members: it is neither ranked among them nor weighed a second time. */
const UNRANKED = { rank: null, levelRank: null, base: null, contribution: null };

function flagsOf(benchmark: Benchmark, coverage: Coverage, peers: Pool): string[] {
  const statuses = new Set(peers.members.flatMap(({ status }) => status ?? []));
  const isFound = benchmark.value !== null;
  return [
    ...(isFound ? [] : ["NO_BENCHMARK"]),
    ...(statuses.size > 1 ? ["MIXED_STATUS"] : []),
    ...(isFound && coverage.grade === "provisional" ? ["COVERAGE_PROVISIONAL"] : []),
    ...(isFound && benchmark.method !== "published" && coverage.weight === null ? ["COVERAGE_BY_COUNT"] : []),
  ];
}

/** Unknown where the pool itself would not do as a benchmark. */
function disagreementOf(published: Figure | null, peers: Pool): Rational | null {
  if (published === null || peers.growth === null || peers.coverage.grade === "none") return null;
  return subtract(published.value, peers.growth);
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

type RatedRegion = Pick<MemberRate, "region" | "rate" | "source" | "otherRate" | "priceBasis" | "status">;

/** An aggregate's own published rate, where the basis is not the computed one; else its pool, as final as its least final member. */
function aggregateRate(region: string, own: Figure | null, pool: Pool, basis: Basis): RatedRegion {
  if (own !== null && basis !== "computed")
    return {
      region,
      rate: own.value,
      source: "reported",
      otherRate: null,
      priceBasis: own.priceBasis,
      status: own.status,
    };
  const rate = pool.coverage.grade === "none" ? null : pool.growth;
  const part = pool.members.filter((member) => pool.contributions.has(member.region));
  const status = rate && leastFinal(part.map((member) => member.status));
  return { region, rate, source: rate && "computed", otherRate: own?.value ?? null, priceBasis: null, status };
}

function judge({ region, rate, source, otherRate, priceBasis, status }: RatedRegion, benchmark: Benchmark) {
  return {
    region,
    growth: rate,
    growthStatus: status,
    growthSource: source,
    otherGrowth: otherRate,
    priceBasis,
    gap: rate && benchmark.value && subtract(rate, benchmark.value),
    verdict: verdictOf(rate, source, benchmark),
  };
}

function verdictOf(rate: Rational | null, source: RatedRegion["source"], benchmark: Benchmark): Comparison["verdict"] {
  if (rate === null) return "no_data";
  if (benchmark.value === null) return "no_benchmark";
  const order = compareRates(rate, benchmark.value, source === "reported" || benchmark.method === "published");
  return order === 0 ? "at_average" : order > 0 ? "above" : "below";
}

function isSamePeriod(a: Frame, b: Frame): boolean {
  return a.periodStart === b.periodStart && a.periodEnd === b.periodEnd && a.accumulation === b.accumulation;
}

/** A benchmark exists, but of the other caliber. */
function withCaliberFlag(row: Comparison, all: readonly Comparison[]): Comparison {
  const hasOther = all.some((other) => isSamePeriod(row, other) && other.benchmark !== null);
  return row.benchmark === null && hasOther ? { ...row, flags: [...row.flags, "CALIBER"] } : row;
}

/**
 * `no_data` is said once, and only where the region has a rate in no caliber: in the default one, else in one in which
 * the region, or a member of the aggregate, was heard of. Others are listed as missing.
 */
function isShown(
  row: Comparison,
  all: readonly Comparison[],
  { figures, question }: { readonly figures: CurrentFigures; readonly question: Question },
): boolean {
  if (row.growth !== null) return true;
  const { defaultCaliber } = question.catalogue;
  const ofRegion = all.filter((other) => other.region === row.region && isSamePeriod(row, other));
  if (ofRegion.some(({ growth }) => growth !== null)) return false;
  if (row.caliber === defaultCaliber) return true;
  const part = question.group.aggregates.find(({ region }) => region === row.region)?.members ?? [];
  const heardOf = [row.region, ...membersOn(row.periodEnd, part)].some(
    (region) => figures.hasBeenSent(row, region) || figures.hasLevelBeenSent(aYearBefore(row), region),
  );
  return heardOf && ofRegion.every(({ caliber }) => caliber !== defaultCaliber);
}
