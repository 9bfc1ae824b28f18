import { type BareInserts, openBareInserts } from "../baseline/bare-insert.ts";
import { settle, stageCounts } from "../deployment/deployment.ts";
import { type EmbeddedDeployment, startEmbedded } from "../deployment/start-embedded.ts";
import { createSubmissionGenerator, type SubmissionGenerator } from "../generate/submission-generator.ts";
import { awaitRows, countRows } from "../load/await-rows.ts";
import { postSubmissions } from "../load/post-submissions.ts";
import { readStoredLines } from "../load/read-stored-lines.ts";
import type { BenchContext, BenchResult, Figure } from "../report/figure.ts";
import { median } from "../report/statistics.ts";

const SIZES = [100, 1_000] as const;
const DEADLINE_MS = 120_000;
const AIM = 0.5;

/** (a) From the first POST to the last queryable row, one process, against chDB alone inserting the same rows. */
export async function embeddedThroughput(context: BenchContext): Promise<BenchResult> {
  const rowsPerRound = context.quick ? 40_000 : 100_000;
  const rounds = context.quick ? 2 : 3;
  const generator = createSubmissionGenerator();
  const product = await startEmbedded({ dataDir: `${context.directory}/product`, profileDir: context.profileDir });
  const bare = await openBareInserts(`${context.directory}/bare`);
  try {
    await pour({ product, generator, rows: 5_000, size: 500 });
    const measured: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const size of SIZES) {
        const one = await measureRound({ product, bare, generator, rows: rowsPerRound, size });
        context.log(`a: ${describe(one)}`);
        measured.push(one);
      }
    }
    const generated = `${rounds} rounds of ${rowsPerRound} rows in submissions of ${SIZES.join(" and of ")} rows`;
    return { generated, figures: SIZES.flatMap((size) => figuresOf(size, measured)) };
  } finally {
    await bare.close();
    await product.stop();
  }
}

interface Round {
  readonly size: number;
  readonly product: number;
  readonly bare: number;
  readonly bareWithView: number;
  readonly rowsPerInsert: number;
  readonly recomputeSeconds: number;
}

interface Load {
  readonly product: EmbeddedDeployment;
  readonly generator: SubmissionGenerator;
  readonly rows: number;
  readonly size: number;
}

async function measureRound({ bare, ...load }: Load & { readonly bare: BareInserts }): Promise<Round> {
  const before = await stageCounts(load.product.adminUrls);
  const { ids, rowsPerSecond } = await pour(load);
  const after = await stageCounts(load.product.adminUrls);
  const rowsPerInsert = Math.round(load.rows / Math.max(1, after.storeBatches - before.storeBatches));
  const lines = await readStoredLines(load.product.sqlUrl, ids);
  if (lines.length !== load.rows) throw new Error(`${lines.length} of ${load.rows} rows were read back`);
  return {
    size: load.size,
    product: rowsPerSecond,
    bare: await bare.intoTable(lines, rowsPerInsert),
    bareWithView: await bare.intoTableWithView(lines, rowsPerInsert),
    rowsPerInsert,
    recomputeSeconds: after.recomputeSeconds - before.recomputeSeconds,
  };
}

/** Posts rows and waits until they can be queried; then for the rest of the pipeline, which is not part of the time. */
async function pour({ product, generator, rows, size }: Load): Promise<{ ids: string[]; rowsPerSecond: number }> {
  const submissions = generator.next(rows, size);
  const { sqlUrl, ingestUrl } = product;
  const wanted = (await countRows(sqlUrl)) + rows;
  const startMs = performance.now();
  const posting = postSubmissions(ingestUrl, submissions);
  const [ids] = await Promise.all([
    posting,
    posting.then(() => awaitRows({ sqlUrl, wanted, deadlineMs: DEADLINE_MS })),
  ]);
  const rowsPerSecond = (rows * 1_000) / (performance.now() - startMs);
  await settle(product, DEADLINE_MS);
  return { ids, rowsPerSecond };
}

function figuresOf(size: number, measured: readonly Round[]): Figure[] {
  const rounds = measured.filter((round) => round.size === size);
  const of = (pick: (round: Round) => number) => Math.round(median(rounds.map(pick)));
  const product = `${of((round) => round.product)} rows/s`;
  const perInsert = `${of(({ rowsPerInsert }) => rowsPerInsert)} rows per insert`;
  const details = {
    productRowsPerSecond: rounds.map((round) => Math.round(round.product)),
    rowsPerInsert: rounds.map(({ rowsPerInsert }) => rowsPerInsert),
    recomputeSeconds: rounds.map(({ recomputeSeconds }) => recomputeSeconds),
  };
  const against = (what: string, how: string, pick: (round: Round) => number): Figure => {
    const ratio = median(rounds.map((round) => round.product / pick(round)));
    return {
      id: "a",
      what,
      product,
      baseline: `${of(pick)} rows/s: ${how}, ${perInsert}`,
      ratio,
      aim: `>= ${AIM}`,
      met: ratio >= AIM,
      details: { ...details, baselineRowsPerSecond: rounds.map((round) => Math.round(pick(round))) },
    };
  };
  return [
    against(`HTTP to queryable row, embedded, ${size} rows each`, "chDB alone, one table", ({ bare }) => bare),
    against("  the same, beside both tables", "chDB alone, with the view", ({ bareWithView }) => bareWithView),
  ];
}

const describe = ({ size, product, bare, bareWithView, rowsPerInsert, recomputeSeconds }: Round) =>
  `${size} rows each: ${Math.round(product)} rows/s, bare ${Math.round(bare)}, with the view ${Math.round(bareWithView)}, ` +
  `${rowsPerInsert} rows per insert, ${recomputeSeconds.toFixed(1)} s of recompute in its batches meanwhile`;
