import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadReference, type ReferenceData } from "@yardstick/contracts";
import { DEFAULT_DECODE_LIMITS, decodeSubmission, validateSubmission } from "@yardstick/submissions";
import { chunksOf, readBare } from "../baseline/bare-readers.ts";
import { type DecodeFile, decodeFiles } from "../generate/decode-files.ts";
import type { BenchContext, BenchResult, Figure } from "../report/figure.ts";
import { median } from "../report/statistics.ts";

const ROWS = 20_000;
const AIM = 4;
const AIM_PEAK_MIB = 500;
const NOW_MS = Date.UTC(2026, 0, 1);
const DECODE_MAIN = fileURLToPath(new URL("../load/decode-file-main.ts", import.meta.url));

/** (g) A file of 20,000 rows in every format, from its bytes to a body, and on to its judged rows. */
export async function decodeFormats(context: BenchContext): Promise<BenchResult> {
  const reference = loadReference();
  const files = decodeFiles(ROWS);
  const figures: Figure[] = [];
  for (const file of files) figures.push(...(await measure(file, reference, context)));
  const workbook = files.find(({ format }) => format === "xlsx");
  if (workbook !== undefined) figures.push(peakOf(workbook, context));
  const sizes = files.map(({ id, bytes }) => `${id} ${(bytes.length / 1024).toFixed(0)} KiB`).join(", ");
  return { generated: `${ROWS} figures in each of ${files.length} files: ${sizes}`, figures };
}

async function measure(file: DecodeFile, reference: ReferenceData, { quick, log }: BenchContext): Promise<Figure[]> {
  const costs = { bare: [] as number[], decode: [] as number[], validate: [] as number[] };
  const rounds = quick ? 3 : 7;
  // The first round warms the compiler up.
  for (let round = 0; round <= rounds; round += 1) {
    const bareMs = await cpuMsOf(() => readBare(file));
    const decoded = await decode(file, reference);
    const validateMs = await cpuMsOf(async () => validateSubmission(decoded.body, { reference, nowMs: NOW_MS }));
    if (round === 0) continue;
    costs.bare.push(bareMs);
    costs.decode.push(decoded.cpuMs);
    costs.validate.push(validateMs);
  }
  const [bareMs, decodeMs, validateMs] = [median(costs.bare), median(costs.decode), median(costs.validate)];
  const ratio = decodeMs / bareMs;
  log(
    `g: ${file.id}: bare ${bareMs.toFixed(0)} ms, decoded ${decodeMs.toFixed(0)}, validated ${validateMs.toFixed(0)}`,
  );
  const rate = (ms: number) => `${Math.round(ROWS / ms)}k rows/s`;
  const details = { bareMs, decodeMs, validateMs };
  return [
    {
      ...{ id: "g", what: `decode ${file.id}`, product: rate(decodeMs), baseline: `${rate(bareMs)}, library alone` },
      ...{ ratio, aim: `<= ${AIM}`, met: ratio <= AIM, details },
    },
    {
      ...{ id: "g", what: `decode and validate ${file.id}`, product: rate(decodeMs + validateMs), baseline: "" },
      ...{ ratio: null, aim: "", met: null, details },
    },
  ];
}

async function decode(file: DecodeFile, reference: ReferenceData) {
  const feed = file.format.startsWith("sdmx-") ? reference.feeds.get("sdmx-county-figures") : undefined;
  const question = {
    source: "210400-bureau",
    limits: DEFAULT_DECODE_LIMITS,
    reference,
    ...(feed === undefined ? {} : { feed }),
    ...(file.charset === undefined ? {} : { charset: file.charset }),
  };
  const before = process.cpuUsage();
  const decoded = await decodeSubmission(file.format, chunksOf(file.bytes), question);
  const { user, system } = process.cpuUsage(before);
  if (decoded.outcome !== "decoded") throw new Error(`${file.id}: ${JSON.stringify(decoded.faults[0])}`);
  const { length } = decoded.body.observations;
  if (length !== ROWS) throw new Error(`${file.id}: ${length} rows instead of ${ROWS}`);
  return { body: decoded.body, cpuMs: (user + system) / 1_000 };
}

/** CPU time: the machine may be shared. */
async function cpuMsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** In a process of its own, whose memory is nothing but the decoder's and the reference data's. */
function peakOf({ bytes }: DecodeFile, { directory, log }: BenchContext): Figure {
  const file = join(directory, "figures.xlsx");
  writeFileSync(file, bytes);
  const said = execFileSync(process.execPath, ["--import", "tsx", DECODE_MAIN, file], { encoding: "utf8" });
  const { rows, before, peak } = JSON.parse(said) as Record<"rows" | "before" | "peak", number>;
  if (rows !== ROWS) throw new Error(`the child process read ${rows} rows instead of ${ROWS}`);
  log(`g: xlsx of ${rows} rows: ${peak.toFixed(0)} MiB`);
  return {
    ...{ id: "g", what: "peak memory of decoding xlsx", product: `${peak.toFixed(0)} MiB`, ratio: null },
    ...{ baseline: `${before.toFixed(0)} MiB before`, aim: `<= ${AIM_PEAK_MIB} MiB`, met: peak <= AIM_PEAK_MIB },
    details: { peak, before },
  };
}
