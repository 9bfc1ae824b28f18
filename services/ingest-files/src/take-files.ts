import { advanceDrop, refuseDrop } from "./advance-drop.ts";
import { type HeldDrop, lanesOf } from "./held-drop.ts";
import { type InboxEntry, pathText } from "./inbox-entry.ts";
import { mayPass } from "./inbox-error.ts";
import { holderText } from "./inbox-holder.ts";
import type { InboxScope } from "./inbox-scope.ts";
import { readDropState } from "./read-drop-state.ts";
import { refuse } from "./refusals.ts";
import { scanInbox } from "./scan-inbox.ts";
import { type Sighting, settleEntries } from "./settle-entries.ts";
import { takeEntry } from "./take-entry.ts";

/** Files taken in one pass, for each that is read at the same time: between passes the folder is looked at again. */
const TAKEN_PER_PASS = 8;
/** Times that a file may fail in a way that does not pass before it is refused. */
const MOST_ATTEMPTS = 3;

/** A pass over the inbox: takes up what others left, takes what is complete, and brings all of it to the log. */
export function createTakeFiles(scope: InboxScope): () => Promise<void> {
  const { inbox, self, held, metrics, clock } = scope;
  let sightings: ReadonlyMap<string, Sighting> = new Map();
  /** What lay in the inbox at the last look and could not be taken. */
  let failing: ReadonlySet<string> = new Set();
  let lastMs = 0;

  async function take(entry: InboxEntry): Promise<boolean> {
    // Ids of one process stand in the order of the files, those of one millisecond too.
    lastMs = Math.max(clock.nowMs(), lastMs + 1);
    const note = await takeEntry(entry, { ...scope, holder: holderText(self), takenAtMs: lastMs });
    if (note !== null) held.set(note.id, { id: note.id, note, published: null, parkedIn: null });
    return note !== null;
  }

  return async () => {
    await scope.claim();
    for (const id of await scope.adoption.adopt(new Set(held.keys()))) {
      const { note } = await readDropState(inbox, id);
      held.set(id, { id, note, published: null, parkedIn: null });
    }
    const entries = await scanInbox(inbox);
    scope.locks.saw(entries);
    endOfMissing(failing, entries, scope);
    const settled = settleEntries(entries, sightings, { nowMs: clock.nowMs(), settleMs: scope.settleMs });
    sightings = settled.sightings;
    await takeInOrder(settled.complete, take, scope);
    failing = new Set(entries.map(pathText).filter((what) => scope.troubles.attempts(what) > 0));
    metrics.saw(settled.waiting, held.size);
    await eachAtOnce(lanesOf(held), scope.filesAtOnce, (lane) => advanceLane(lane, scope));
  };
}

/** What somebody deleted or moved away is never tried again: its trouble ends here, or never. */
function endOfMissing(failing: ReadonlySet<string>, entries: readonly InboxEntry[], { troubles }: InboxScope): void {
  if (failing.size === 0) return;
  const present = new Set(entries.map(pathText));
  for (const what of failing) if (!present.has(what)) troubles.over(what);
}

/** Of a source whose file cannot be taken the later ones wait too. */
async function takeInOrder(
  complete: readonly InboxEntry[],
  take: (entry: InboxEntry) => Promise<boolean>,
  { held, maxTaken, filesAtOnce, troubles, signal }: InboxScope,
): Promise<void> {
  const blocked = new Set<string>();
  let room = Math.min(maxTaken - held.size, filesAtOnce * TAKEN_PER_PASS);
  for (const entry of complete) {
    if (room <= 0 || signal.aborted) return;
    const source = entry.folders[0] ?? "";
    const what = pathText(entry);
    if (blocked.has(source)) continue;
    if (!troubles.isDue(what)) {
      blocked.add(source);
      continue;
    }
    try {
      if (await take(entry)) room -= 1;
      troubles.over(what);
    } catch (error) {
      blocked.add(source);
      troubles.failed(what, error);
    }
  }
}

/** One file after the other, so that of two figures for one coordinate the later file's is the current one. */
async function advanceLane(lane: readonly HeldDrop[], scope: InboxScope): Promise<void> {
  for (const drop of lane) {
    if (scope.signal.aborted || !scope.troubles.isDue(drop.id)) return;
    if (!(await advance(drop, scope))) return;
  }
}

async function advance(drop: HeldDrop, scope: InboxScope): Promise<boolean> {
  const { held, troubles, logger, self } = scope;
  const what = drop.id;
  try {
    const advanced = await advanceDrop(drop.id, { ...scope, holder: self.id });
    if (advanced.kind === "gone") held.delete(drop.id);
    else {
      drop.published = advanced;
      const { note, plan } = advanced;
      const told = { file: note.name, source: note.source, drop: note.id, submissions: plan.parts.length };
      if (plan.refusal === null) logger.info(told, "a file was published");
      else logger.warn({ ...told, codes: Object.keys(plan.refusal.issueCounts) }, "a file was refused");
    }
    troubles.over(what);
    return true;
  } catch (error) {
    troubles.failed(what, error);
    if (mayPass(error) || troubles.attempts(what) < MOST_ATTEMPTS) return false;
    logger.error({ err: error, drop: drop.id }, "a file cannot be read and is refused");
    await refuseDrop(drop.id, refuse("READING_FAILED"), { holder: self.id, inbox: scope.inbox }).catch(
      (failure: unknown) => troubles.failed(what, failure),
    );
    return false;
  }
}

/** Works on so many at the same time. */
async function eachAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
