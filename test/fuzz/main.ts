import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadReference } from "@yardstick/contracts";
import { bombs } from "./bombs.ts";
import { checkInput } from "./check-input.ts";
import { type Failure, fuzzDecoders } from "./fuzz-decoders.ts";
import { fuzzOptions } from "./fuzz-options.ts";
import { fuzzPosts } from "./fuzz-posts.ts";
import { readCorpus } from "./make-input.ts";
import { lineOfTally, TALLY_HEADING } from "./print-tallies.ts";
import { randomOf } from "./random.ts";

const options = fuzzOptions(process.argv.slice(2));
const { seed, index, out } = options;
const say = (line: string) => process.stdout.write(`${line}\n`);
const LISTED = 40;
let failures = 0;

function onFailure({ id, kind, violation, bytes }: Failure): void {
  failures += 1;
  if (failures > LISTED) return;
  mkdirSync(out, { recursive: true });
  const file = join(out, `${id.format}-${id.seed}-${id.index}.bin`);
  writeFileSync(file, bytes);
  say(`${id.format} ${id.index} (${kind}): ${violation}`);
  say(`  ${file}; again: pnpm fuzz --seed ${id.seed} --only ${id.format} --index ${id.index}`);
}

const reference = loadReference();
const corpus = readCorpus(options.corpus);
const heapBeforeMib = process.memoryUsage().heapUsed / 2 ** 20;
say(`seed ${seed}`);
say(TALLY_HEADING);
await fuzzDecoders({
  ...{ seed, index, corpus, onFailure, inputs: options.inputs, only: options.only },
  reference,
  onTally: (tally) => say(lineOfTally(tally)),
});
for (const { what, input } of index === null ? bombs() : []) {
  const startMs = performance.now();
  const { outcome, violation } = await checkInput(input, reference, randomOf(seed, what, 0));
  say(`${input.format}, ${what}: ${outcome}, ${(performance.now() - startMs).toFixed(0)} ms`);
  if (violation !== null)
    onFailure({ id: { seed, format: input.format, index: -1 }, kind: what, violation, bytes: input.bytes });
}
if (options.posts > 0) {
  const { statuses, failed } = await fuzzPosts({ seed, count: options.posts, corpus });
  say(`POST /v1/submissions: ${JSON.stringify(statuses)}`);
  for (const line of failed) say(line);
  failures += failed.length;
}
globalThis.gc?.();
const heapMib = process.memoryUsage().heapUsed / 2 ** 20;
say(`heap ${heapBeforeMib.toFixed(0)} MiB before, ${heapMib.toFixed(0)} MiB after; ${failures} failures`);
process.exit(failures === 0 ? 0 : 1);
