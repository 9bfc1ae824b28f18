import { EVENTS } from "@yardstick/contracts";
import { type EventLog, kafkaSettings, openEventLog } from "@yardstick/event-log";
import { createSilentLogger, systemClock } from "@yardstick/runtime";
import { runBareConsumer } from "../baseline/bare-consumer.ts";
import { settle, stageCounts } from "../deployment/deployment.ts";
import { type DistributedDeployment, startDistributed } from "../deployment/start-distributed.ts";
import { createSubmissionGenerator, type SubmissionGenerator } from "../generate/submission-generator.ts";
import { awaitRows, countRows } from "../load/await-rows.ts";
import { fillTopic } from "../load/fill-topic.ts";
import { postSubmissions } from "../load/post-submissions.ts";
import type { BenchContext, BenchResult, Figure } from "../report/figure.ts";
import { median } from "../report/statistics.ts";

const ROWS_PER_RECORD = 100;
const DEADLINE_MS = 180_000;
const AIM = 0.5;
const RECEIVED = `yardstick.${EVENTS.submissionReceived.topic}`;

/** (b) The same through real Kafka and separate processes, against a kafkajs consumer that only parses and inserts. */
export async function kafkaThroughput(context: BenchContext): Promise<BenchResult> {
  const rows = context.quick ? 20_000 : 40_000;
  const rounds = context.quick ? 2 : 3;
  const generator = createSubmissionGenerator();
  const product = await startDistributed(context.directory, context.profileDir);
  try {
    await measureHttp(product, generator, 5_000);
    const measured: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const http = await measureHttp(product, generator, rows);
      const backlog = await measureBacklog(product, generator, rows);
      const bare = await measureBare(product, generator, { rows, round, directory: context.directory });
      context.log(`b: HTTP ${Math.round(http)} rows/s, backlog ${Math.round(backlog)}, bare ${Math.round(bare)}`);
      measured.push({ http, backlog, bare });
    }
    const { deadLetters } = await stageCounts(product.adminUrls);
    if (deadLetters > 0) throw new Error(`${deadLetters} records became dead letters`);
    const generated = `${rounds} rounds of 3 x ${rows} rows, ${ROWS_PER_RECORD} a record, JSON, gzip, 4 partitions`;
    return {
      generated,
      figures: [
        figureOf("HTTP to queryable row, Kafka", measured, ({ http }) => http),
        figureOf("a backlog on Kafka to queryable rows", measured, ({ backlog }) => backlog),
      ],
    };
  } finally {
    await product.stop();
  }
}

interface Round {
  readonly http: number;
  readonly backlog: number;
  readonly bare: number;
}

async function measureHttp(product: DistributedDeployment, generator: SubmissionGenerator, rows: number) {
  const submissions = generator.next(rows, ROWS_PER_RECORD);
  const { sqlUrl, ingestUrl } = product;
  const wanted = (await countRows(sqlUrl)) + rows;
  const startMs = performance.now();
  await postSubmissions(ingestUrl, submissions);
  await awaitRows({ sqlUrl, wanted, deadlineMs: DEADLINE_MS });
  const rowsPerSecond = (rows * 1_000) / (performance.now() - startMs);
  await settle(product, DEADLINE_MS);
  return rowsPerSecond;
}

/** The stages stand still until the records are there, so that only they work then; the first rows start the clock. */
async function measureBacklog(product: DistributedDeployment, generator: SubmissionGenerator, rows: number) {
  const before = await countRows(product.sqlUrl);
  await product.stopStages();
  await withLog(product, (log) => fillTopic(log, RECEIVED, generator.next(rows, ROWS_PER_RECORD)));
  const counts: { rows: number; atMs: number }[] = [];
  const watching = awaitRows({
    sqlUrl: product.sqlUrl,
    wanted: before + rows,
    deadlineMs: DEADLINE_MS,
    onCount: (there, atMs) => counts.push({ rows: there, atMs }),
  });
  await Promise.all([product.startStages(), watching]);
  await settle(product, DEADLINE_MS);
  const first = counts.find((count) => count.rows > before);
  const last = counts.at(-1);
  if (first === undefined || last === undefined || first === last) throw new Error("the backlog came in one piece");
  return ((last.rows - first.rows) * 1_000) / (last.atMs - first.atMs);
}

/** A topic of its own with as many rows of the same kind. */
async function measureBare(
  product: DistributedDeployment,
  generator: SubmissionGenerator,
  { rows, round, directory }: { rows: number; round: number; directory: string },
): Promise<number> {
  const topic = `bench.bare-${round}`;
  await withLog(product, (log) => fillTopic(log, topic, generator.next(rows, ROWS_PER_RECORD)));
  return runBareConsumer({ brokers: product.brokers, topic, directory: `${directory}/${topic}`, rows });
}

async function withLog(product: DistributedDeployment, use: (log: EventLog) => Promise<void>): Promise<void> {
  const settings = { kafka: kafkaSettings([product.brokers]), directory: null };
  const log = await openEventLog(settings, { logger: createSilentLogger(), clock: systemClock });
  try {
    await use(log);
  } finally {
    await log.close();
  }
}

function figureOf(what: string, measured: readonly Round[], pick: (round: Round) => number): Figure {
  const product = median(measured.map(pick));
  const bare = median(measured.map((round) => round.bare));
  const ratio = median(measured.map((round) => pick(round) / round.bare));
  return {
    id: "b",
    what,
    product: `${Math.round(product)} rows/s`,
    baseline: `${Math.round(bare)} rows/s: bare kafkajs consumer, parse and insert`,
    ratio,
    aim: `>= ${AIM}`,
    met: ratio >= AIM,
    details: {
      productRowsPerSecond: measured.map((round) => Math.round(pick(round))),
      bareRowsPerSecond: measured.map((round) => Math.round(round.bare)),
    },
  };
}
