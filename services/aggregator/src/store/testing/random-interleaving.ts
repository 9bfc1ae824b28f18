import type { ReferenceData } from "@yardstick/contracts";
import type { BatchDone, Publication } from "@yardstick/pipeline";
import { handleSubmissionOutcome } from "../handle-submission-outcome.ts";
import type { OutcomeEvent } from "../outcome-event.ts";
import { createSimulatedTables, type SimulatedTables } from "./simulated-tables.ts";

export interface Interleaving {
  /** Records of each partition, in its order. */
  readonly partitions: readonly (readonly OutcomeEvent[])[];
  readonly reference: ReferenceData;
  /** Whole number from 0 up to but not including `below`. */
  readonly choose: (below: number) => number;
  /** Processes that die between any two steps. */
  readonly kills: number;
  /** Groups set back to any earlier record. */
  readonly rewinds: number;
  readonly onPublish: (publication: Publication, tables: SimulatedTables) => void;
}

/**
 * One process for each partition, over the same tables. They take turns at random before each question and each write,
 * in batches of random size; a process that dies begins again behind its last commit.
 */
export async function runInterleaved(options: Interleaving): Promise<SimulatedTables> {
  const { partitions, choose } = options;
  const tables = createSimulatedTables();
  let { kills, rewinds } = options;
  const workers = partitions.map((records) => createWorker(records, tables, options));
  for (;;) {
    const waiting = workers.filter((worker) => worker.isWaiting());
    const worker = waiting[choose(Math.max(1, waiting.length))];
    if (worker === undefined) {
      const again = workers[choose(workers.length)];
      if (rewinds === 0 || again === undefined) break;
      rewinds -= 1;
      again.rewind();
    } else if (kills > 0 && choose(12) === 0) {
      kills -= 1;
      worker.kill();
    } else worker.proceed();
    await new Promise((resolve) => setImmediate(resolve));
    for (const { failure } of workers.map((each) => ({ failure: each.failure() }))) if (failure !== null) throw failure;
  }
  return tables;
}

interface Worker {
  isWaiting(): boolean;
  proceed(): void;
  kill(): void;
  rewind(): void;
  failure(): unknown;
}

function createWorker(records: readonly OutcomeEvent[], tables: SimulatedTables, options: Interleaving): Worker {
  const { choose, reference, onPublish } = options;
  let committed = 0;
  let life = 0;
  let failure: unknown = null;
  let waiting: (() => void)[] = [];

  const live = async (ownLife: number): Promise<void> => {
    const gate = () =>
      new Promise<void>((resolve) => {
        // The dead wait for ever.
        if (ownLife === life) waiting.push(resolve);
      });
    while (committed < records.length) {
      const batch = records.slice(committed, committed + 1 + choose(3));
      const context = { stored: tables.stored(gate), reference, topicPrefix: "" };
      let round: BatchDone | null = await handleSubmissionOutcome(
        batch.map((value) => ({ value })),
        context,
      );
      while (round !== null) {
        for (const write of round.inserts ?? []) {
          await gate();
          const { view } = tables.write(write);
          await gate();
          view();
        }
        for (const publication of round.publishes ?? []) {
          await gate();
          onPublish(publication, tables);
        }
        for (const receipt of round.receipts ?? []) {
          await gate();
          tables.write(receipt);
        }
        round = (await round.afterwards?.()) ?? null;
      }
      committed += batch.length;
    }
  };
  const start = () => {
    life += 1;
    waiting = [];
    live(life).catch((error: unknown) => {
      failure = error;
    });
  };
  start();
  return {
    isWaiting: () => waiting.length > 0,
    proceed: () => waiting.splice(choose(waiting.length), 1)[0]?.(),
    kill: start,
    rewind: () => {
      committed = choose(records.length + 1);
      start();
    },
    failure: () => failure,
  };
}
