import type { Figure, Frame } from "./facts.ts";
import { membersOn } from "./pool.ts";
import { divide, type Rational, rational, sum } from "./rational.ts";
import { leastFinal } from "./status-ladder.ts";
import type { Target, World } from "./target.ts";

/** A level in the target's unit, with its status. */
export interface TargetLevel {
  readonly value: Rational;
  readonly status: string | null;
}

/** What a region has: its own submitted level, else the sum of an aggregate's due members where all are there. */
export function levelOf(world: World, target: Target, frame: Frame, region = target.region): TargetLevel | null {
  const facts = world.indicators.get(target.indicator);
  if (facts === undefined) return null;
  const { catalogue, figures } = facts;
  const find = (one: string) => figures.find(frame, one, "level", catalogue.levelPriceBasis);
  const own = find(region);
  if (own !== null) return inUnit(target, [own]);
  const due = membersOn(frame.periodEnd, membershipsOf(world, region));
  const levels = due.flatMap((member) => find(member) ?? []);
  const isComplete = due.length > 0 && levels.length === due.length && catalogue.aggregation === "sum";
  return isComplete ? inUnit(target, levels) : null;
}

function membershipsOf({ groups }: World, region: string) {
  const pools = groups.flatMap((group) => [{ region: group.scope, members: group.members }, ...group.aggregates]);
  return pools.find((pool) => pool.region === region)?.members ?? [];
}

function inUnit({ unitFactor }: Target, figures: readonly Figure[]): TargetLevel {
  const value = divide(sum(figures.map((figure) => figure.value)), rational(unitFactor));
  return { value, status: leastFinal(figures.map((figure) => figure.status)) };
}
