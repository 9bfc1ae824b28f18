import type { Progress } from "@yardstick/warehouse";
import { discardFolder } from "./discard-folder.ts";
import type { SpooledPart } from "./drop-note.ts";
import { outcomeOf } from "./finish-drop.ts";
import type { HeldDrop } from "./held-drop.ts";
import type { InboxScope } from "./inbox-scope.ts";
import { readDropState } from "./read-drop-state.ts";
import { settleDrop } from "./settle-drop.ts";

/** Submissions that are asked for at once. */
const IDS_PER_QUESTION = 500;

/**
 * A pass over what is published: each file whose submissions have all ended gets its receipts and is moved. One of which
 * a submission waits for an operator waits too, and says so.
 */
export function createSettleFiles(scope: InboxScope): () => Promise<void> {
  return async () => {
    const { held, troubles, signal } = scope;
    const waiting = [...held.values()].filter(({ id, published }) => published !== null && troubles.isDue(id));
    const parts = waiting.flatMap(partsOf);
    const progress = new Map<string, Progress>();
    for (let start = 0; start < parts.length; start += IDS_PER_QUESTION) {
      const asked = parts.slice(start, start + IDS_PER_QUESTION);
      for (const [id, known] of await scope.receipts.progress(asked)) progress.set(id, known);
    }
    for (const drop of waiting) {
      if (signal.aborted) return;
      const known = partsOf(drop).map(({ submissionId }) => progress.get(submissionId));
      tellParked(drop, known.find((one) => one?.kind === "parked")?.stage ?? null, scope);
      if (known.every((one) => one?.kind === "ended")) await settle(drop, scope);
    }
  };
}

function partsOf({ published }: HeldDrop): readonly SpooledPart[] {
  return published?.plan.parts ?? [];
}

/** Told once: from then on `/ready` names the file, until an operator has seen to the stage. */
function tellParked(drop: HeldDrop, stage: string | null, { logger }: InboxScope): void {
  if (drop.parkedIn === stage) return;
  drop.parkedIn = stage;
  const told = { drop: drop.id, file: drop.note?.name, source: drop.note?.source };
  if (stage === null) logger.info(told, "a file no longer waits for an operator");
  else logger.warn({ ...told, stage }, "a file waits for an operator: a stage failed on what it was published as");
}

async function settle({ id, published }: HeldDrop, scope: InboxScope): Promise<void> {
  const { held, troubles, metrics, logger } = scope;
  if (published === null) return;
  try {
    const { drop, stage } = await readDropState(scope.inbox, id);
    if (stage === "gone") {
      // Another process took this one for dead and has brought the drop to its end.
      await discardFolder(drop.folder);
      held.delete(id);
      return troubles.over(id);
    }
    const receipt = await settleDrop(id, published, scope);
    troubles.over(id);
    if (receipt === null) return;
    held.delete(id);
    const outcome = outcomeOf(receipt);
    metrics.finished(outcome);
    const { file, source, state, counts } = receipt;
    logger.info({ file, source, drop: id, state, ...counts, folder: outcome }, "a file has its receipt");
  } catch (error) {
    troubles.failed(id, error);
  }
}
