import { EVENTS } from "@yardstick/contracts";
import { openLocalEventLog } from "@yardstick/event-log";
import { createSilentLogger, systemClock } from "@yardstick/runtime";
import { settle } from "../deployment/deployment.ts";
import { startEmbedded } from "../deployment/start-embedded.ts";
import { createSubmissionGenerator } from "../generate/submission-generator.ts";
import { awaitRows } from "../load/await-rows.ts";
import { fillTopic } from "../load/fill-topic.ts";
import type { BenchContext, BenchResult } from "../report/figure.ts";
import { processMemory } from "../report/process-memory.ts";

const ROWS_PER_SUBMISSION = 100;
const DEADLINE_MS = 240_000;
const MAX_MIB = 1_024;
/** More than noise, less than anything that grows with the backlog. */
const FLAT = 1.25;

/** (d) Resident memory of the one process: idle, and at its peak while it works off a backlog and one ten times as long. */
export async function embeddedMemory(context: BenchContext): Promise<BenchResult> {
  const rows = context.quick ? 4_000 : 15_000;
  const small = await workOff(`${context.directory}/small`, rows);
  context.log(`d: ${describe(rows, small)}`);
  const large = await workOff(`${context.directory}/large`, 10 * rows);
  context.log(`d: ${describe(10 * rows, large)}`);
  const ratio = large.peakMib / small.peakMib;
  return {
    generated: `backlogs of ${rows} and ${10 * rows} rows in submissions of ${ROWS_PER_SUBMISSION}, written to the log before the start`,
    figures: [
      {
        id: "d",
        what: "resident memory, idle",
        product: `${Math.round(small.idleMib)} MiB`,
        baseline: "",
        ratio: null,
        aim: "",
        met: null,
        details: { idleMib: Math.round(small.idleMib) },
      },
      {
        id: "d",
        what: `peak memory, backlog of ${10 * rows} rows`,
        product: `${Math.round(large.peakMib)} MiB`,
        baseline: `${Math.round(small.peakMib)} MiB: backlog of ${rows} rows`,
        ratio,
        aim: `<= ${FLAT}, <= ${MAX_MIB} MiB`,
        met: ratio <= FLAT && large.peakMib <= MAX_MIB,
        details: { smallPeakMib: Math.round(small.peakMib), largePeakMib: Math.round(large.peakMib) },
      },
    ],
  };
}

interface Observed {
  readonly idleMib: number;
  readonly peakMib: number;
  readonly seconds: number;
}

async function workOff(directory: string, rows: number): Promise<Observed> {
  const idleMib = await startOnce(directory);
  await fillLog(directory, rows);
  const startMs = performance.now();
  const product = await startEmbedded({ dataDir: directory });
  try {
    await awaitRows({ sqlUrl: product.sqlUrl, wanted: rows, deadlineMs: DEADLINE_MS });
    await settle(product, DEADLINE_MS);
    return { idleMib, peakMib: processMemory(product.pid).peakMib, seconds: (performance.now() - startMs) / 1_000 };
  } finally {
    await product.stop();
  }
}

/** Makes topics and tables, so that the backlog meets a process that is as it always is. */
async function startOnce(directory: string): Promise<number> {
  const product = await startEmbedded({ dataDir: directory });
  const { residentMib } = processMemory(product.pid);
  await product.stop();
  return residentMib;
}

async function fillLog(directory: string, rows: number): Promise<void> {
  const log = await openLocalEventLog(directory, { logger: createSilentLogger(), clock: systemClock });
  try {
    const topic = `yardstick.${EVENTS.submissionReceived.topic}`;
    await fillTopic(log, topic, createSubmissionGenerator().next(rows, ROWS_PER_SUBMISSION));
  } finally {
    await log.close();
  }
}

const describe = (rows: number, { idleMib, peakMib, seconds }: Observed) =>
  `${rows} rows in the log: idle ${Math.round(idleMib)} MiB, peak ${Math.round(peakMib)} MiB, worked off in ${seconds.toFixed(1)} s`;
