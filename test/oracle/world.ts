import { type Comparison, compareGroup } from "./comparisons.ts";
import { CurrentFigures } from "./current-figures.ts";
import type { Catalogue, PeerGroup, Vintage } from "./facts.ts";
import type { Target, World } from "./target.ts";

export interface WorldFacts {
  readonly indicators: ReadonlyMap<string, { readonly catalogue: Catalogue; readonly vintages: readonly Vintage[] }>;
  readonly groups: readonly PeerGroup[];
  readonly targets: readonly Target[];
  readonly asOfMs: number;
}

/** What is known at an instant; a group is compared once, when it is first asked for. */
export function openWorld({ indicators, groups, targets, asOfMs }: WorldFacts): World {
  const facts = [...indicators].map(([id, { catalogue, vintages }]) => {
    return [id, { catalogue, figures: new CurrentFigures(vintages, asOfMs) }] as const;
  });
  const compared = new Map<string, readonly Comparison[]>();
  const compareAll = (indicator: string, scope: string) => {
    const group = groups.find((one) => one.scope === scope);
    const known = indicators.get(indicator);
    return group && known ? compareGroup({ ...known, asOfMs, group }) : [];
  };
  return {
    indicators: new Map(facts),
    groups,
    targets,
    comparisonsOf: (indicator, scope) => {
      const key = `${indicator} ${scope}`;
      const rows = compared.get(key) ?? compareAll(indicator, scope);
      compared.set(key, rows);
      return rows;
    },
  };
}
