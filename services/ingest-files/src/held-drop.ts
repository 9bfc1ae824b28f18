import type { DropNote, DropPlan } from "./drop-note.ts";

/** A drop that this process has in hand: on its way to the log, or published and without its receipts. */
export interface HeldDrop {
  readonly id: string;
  /** Null until it is read from the disk, for one that was adopted. */
  note: DropNote | null;
  /** Set when everything is in the log. */
  published: { readonly note: DropNote; readonly plan: DropPlan } | null;
  /** The stage that failed on one of its submissions, which waits for an operator; null where none did. */
  parkedIn: string | null;
}

export type HeldDrops = Map<string, HeldDrop>;

/** What is in hand, for the readiness check: a file that waits for an operator is named, and not judged. */
export function describeHeld(held: HeldDrops): string {
  const inHand = `${held.size} files in hand`;
  const parked = [...held.values()].filter(({ parkedIn }) => parkedIn !== null);
  const [first] = parked;
  if (first === undefined) return inHand;
  const name = [first.note?.source, first.note?.name].join("/");
  return `${inHand}, ${parked.length} of them wait for an operator: ${first.parkedIn} failed on ${name}`;
}

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
