import type { Indicator, ReferenceData, ReferenceList, Region, Scope, Target } from "@yardstick/contracts";

export type ReferenceEntry = Region | Indicator | Scope | (Target & { readonly plan: string });

export interface KeyedEntry {
  /** Unique within its list, and the list's order. */
  readonly key: readonly string[];
  readonly entry: ReferenceEntry;
}

/** The entries of one list, in the order of their keys. */
export function listReference(reference: ReferenceData, list: ReferenceList): KeyedEntry[] {
  return entriesOf(reference, list).sort((one, other) => compareKeys(one.key, other.key));
}

function entriesOf({ regions, indicators, scopes, plans }: ReferenceData, list: ReferenceList): KeyedEntry[] {
  switch (list) {
    case "regions":
      return [...regions.values()].map((entry) => ({ key: [entry.code], entry }));
    case "indicators":
      return [...indicators.values()].map((entry) => ({ key: [entry.id], entry }));
    case "scopes":
      return [...scopes.values()].map((entry) => ({ key: [entry.id], entry }));
    case "targets":
      return [...plans.values()].flatMap((plan) =>
        plan.targets.map((target) => ({ key: [plan.id, target.id], entry: { plan: plan.id, ...target } })),
      );
  }
}

export function compareKeys(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  if (at === -1) return 0;
  return (one[at] ?? "") < (other[at] ?? "") ? -1 : 1;
}
