import { loadReference } from "@yardstick/contracts";
import type { Deployment } from "../deployment/deployment.ts";
import { settle } from "../deployment/deployment.ts";
import { startDistributed } from "../deployment/start-distributed.ts";
import { startEmbedded } from "../deployment/start-embedded.ts";
import type { GeneratedSubmission } from "../generate/submission-generator.ts";
import { createSubmissionGenerator } from "../generate/submission-generator.ts";
import { postSubmissions } from "../load/post-submissions.ts";
import { sqlOverHttp } from "../load/sql-over-http.ts";
import type { BenchContext, BenchResult, Figure } from "../report/figure.ts";
import { percentile } from "../report/statistics.ts";

const COUNTIES = ["210421", "210422", "210423"] as const;
const PERIOD = "2023-05";
const DEADLINE_MS = 30_000;
const POLL_MS = 5;
const WARM_UP = 10;

/**
 * (c) How soon a single correction is to be seen on an idle system: as `stored` in its receipt, and in the comparison
 * of its county. One after the other; every one replaces a county's published rate.
 */
export async function freshness(context: BenchContext): Promise<BenchResult> {
  const count = context.quick ? 30 : 100;
  const figures: Figure[] = [];
  const deployments = [
    {
      name: "embedded",
      start: () => startEmbedded({ dataDir: `${context.directory}/embedded`, profileDir: context.profileDir }),
      aimMs: 500,
    },
    { name: "Kafka", start: () => startDistributed(`${context.directory}/kafka`, context.profileDir), aimMs: 1_000 },
  ];
  for (const { name, start, aimMs } of deployments) {
    const product = await start();
    try {
      const waits = await measure(product, count);
      context.log(
        `c: ${name}: stored p50 ${p(waits.storedMs, 50)}, p99 ${p(waits.storedMs, 99)}; compared p50 ${p(waits.comparedMs, 50)}, p99 ${p(waits.comparedMs, 99)}`,
      );
      figures.push(figureOf(`POST to stored, ${name}`, waits.storedMs, aimMs));
      figures.push(figureOf(`POST to comparison, ${name}`, waits.comparedMs, aimMs));
    } finally {
      await product.stop();
    }
  }
  const generated = `a month of eight indicators of all counties, then ${count} corrections of one row, asked for every ${POLL_MS} ms`;
  return { generated, figures };
}

interface Waits {
  readonly storedMs: number[];
  readonly comparedMs: number[];
}

async function measure(product: Deployment, count: number): Promise<Waits> {
  // Without the rates of nearly all members there would be no comparison of reported rates. DOMAIN §4.
  await postSubmissions(product.ingestUrl, [...createSubmissionGenerator().next(1_300, 1_300), month(allCounties())]);
  await settle(product, DEADLINE_MS);
  const waits: Waits = { storedMs: [], comparedMs: [] };
  for (let at = 0; at < WARM_UP + count; at += 1) {
    const region = COUNTIES[at % COUNTIES.length] ?? COUNTIES[0];
    const rate = (8 + at / 10).toFixed(1);
    const startMs = performance.now();
    const [id = ""] = await postSubmissions(product.ingestUrl, [month([{ region, rate }])], 1);
    const storedMs = (await until(() => isStored(product, id))) - startMs;
    const comparedMs = (await until(() => isCompared(product, region, rate))) - startMs;
    if (at < WARM_UP) continue;
    waits.storedMs.push(storedMs);
    waits.comparedMs.push(comparedMs);
  }
  return waits;
}

function allCounties(): { region: string; rate: string }[] {
  const { regions } = loadReference();
  const there = [...regions.values()].filter(
    ({ countyEconomy, code, validTo }) => countyEconomy && code < "22" && validTo === null,
  );
  return there.map(({ code }, at) => ({ region: code, rate: (1 + at / 10).toFixed(1) }));
}

function month(rates: readonly { readonly region: string; readonly rate: string }[]): GeneratedSubmission {
  const source = "freshness-bureau";
  const row = { indicator: "gdp", period: PERIOD, accumulation: "ytd", measure: "growth_yoy", unit: "%" };
  const observations = rates.map(({ region, rate }) => ({ ...row, region, value: rate }));
  return { source, rows: observations.length, bytes: Buffer.from(JSON.stringify({ source, observations })) };
}

async function isStored({ ingestUrl }: Deployment, id: string): Promise<boolean> {
  const answer = await fetch(`${ingestUrl}/v1/submissions/${id}`);
  const { state } = (await answer.json()) as { state: string };
  if (state === "rejected") throw new Error(`submission ${id} was rejected`);
  return state === "stored";
}

async function isCompared({ sqlUrl }: Deployment, region: string, rate: string): Promise<boolean> {
  const sql = `SELECT count() AS n FROM comparisons FINAL WHERE scope = '210000-XY' AND indicator = 'gdp'
AND region = '${region}' AND period = '${PERIOD}' AND growth = toDecimal256('${rate}', 20)`;
  const [row] = await sqlOverHttp<{ n: number | string }>(sqlUrl, sql);
  return Number(row?.n) > 0;
}

/** `performance.now()` at the first yes. */
async function until(question: () => Promise<boolean>): Promise<number> {
  const giveUpAtMs = performance.now() + DEADLINE_MS;
  while (!(await question())) {
    if (performance.now() > giveUpAtMs) throw new Error(`not within ${DEADLINE_MS} ms: ${question}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return performance.now();
}

function figureOf(what: string, waitsMs: readonly number[], aimMs: number): Figure {
  const p99 = percentile(waitsMs, 99);
  return {
    id: "c",
    what,
    product: `p50 ${p(waitsMs, 50)}, p99 ${p(waitsMs, 99)}`,
    baseline: "",
    ratio: null,
    aim: `p99 <= ${aimMs} ms`,
    met: p99 <= aimMs,
    details: { p50Ms: Math.round(percentile(waitsMs, 50)), p99Ms: Math.round(p99), count: waitsMs.length },
  };
}

const p = (waitsMs: readonly number[], percent: number) => `${Math.round(percentile(waitsMs, percent))} ms`;
