import { openChdbSession } from "@yardstick/warehouse";
import { medianCost } from "./median-cost.ts";
import { AGAIN, FIRST, RAW_SQL, type ReadQuestion } from "./questions.ts";
import { type ReadEndpoints, rowsOf } from "./read-endpoints.ts";

export type Timings = ReadonlyMap<string, readonly number[]>;

export interface RawTimings {
  readonly timings: Timings;
  /** Medians. */
  readonly cpuMs: ReadonlyMap<string, number>;
}

const WARM_UP = 3;

/**
 * Milliseconds of every question, over and over; the questions take turns, since machines are shared. What is asked again
 * and what is asked for the first time have rounds of their own: the latter leave garbage, which is not the former's.
 */
export async function timeQuestions(endpoints: ReadEndpoints, count: number): Promise<Timings> {
  const timings = new Map<string, readonly number[]>();
  for (const questions of [AGAIN, FIRST])
    for (const [id, timesMs] of await timeInTurns(questions, endpoints, count)) timings.set(id, timesMs);
  return timings;
}

async function timeInTurns(
  questions: readonly ReadQuestion[],
  endpoints: ReadEndpoints,
  count: number,
): Promise<ReadonlyMap<string, number[]>> {
  const timings = new Map<string, number[]>(questions.map(({ id }) => [id, []]));
  for (let at = 0; at < WARM_UP + count; at += 1) {
    for (const { id, ask, rows } of questions) {
      const startMs = performance.now();
      const bodies = await ask(endpoints);
      const tookMs = performance.now() - startMs;
      const got = bodies.reduce((sum, body) => sum + rowsOf(body), 0);
      if (got < rows) throw new Error(`${id} answered ${got} rows, wanted ${rows}`);
      if (at >= WARM_UP) timings.get(id)?.push(tookMs);
    }
  }
  return timings;
}

/** The raw SQL's milliseconds and CPU, in this process: no HTTP, no gate, all threads. */
export async function timeRawSql(clickhouseDir: string, count: number): Promise<RawTimings> {
  const session = openChdbSession(clickhouseDir);
  try {
    await session.query("USE yardstick", "Null");
    const timings = new Map<string, number[]>(Object.keys(RAW_SQL).map((id) => [id, []]));
    for (let at = 0; at < WARM_UP + count; at += 1) {
      for (const [id, sql] of Object.entries(RAW_SQL)) {
        const startMs = performance.now();
        await session.query(sql, "JSONCompactEachRow");
        if (at >= WARM_UP) timings.get(id)?.push(performance.now() - startMs);
      }
    }
    const cpuMs = new Map<string, number>();
    for (const [id, sql] of Object.entries(RAW_SQL)) {
      const { cpuMs: own } = await medianCost(count, () => session.query(sql, "JSONCompactEachRow"));
      cpuMs.set(id, own);
    }
    return { timings, cpuMs };
  } finally {
    await session.close();
  }
}
