import type { DropNote, DropPlan } from "./drop-note.ts";

/** A drop that this process has in hand: on its way to the log, or published and without its receipts. */
export interface HeldDrop {
  readonly id: string;
  /** Null until it is read from the disk, for one that was adopted. */
  note: DropNote | null;
  /** Set when everything is in the log. */
  published: { readonly note: DropNote; readonly plan: DropPlan } | null;
}

export type HeldDrops = Map<string, HeldDrop>;

/** In the order in which they were taken, which their ids have. */
export function lanesOf(held: HeldDrops): HeldDrop[][] {
  const lanes = new Map<string, HeldDrop[]>();
  const waiting = [...held.values()].filter(({ published }) => published === null);
  for (const drop of waiting.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const source = drop.note?.source ?? "";
    lanes.set(source, [...(lanes.get(source) ?? []), drop]);
  }
  return [...lanes.values()];
}
