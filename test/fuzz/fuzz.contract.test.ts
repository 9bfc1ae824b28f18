import { FEED_FORMATS, loadReference } from "@yardstick/contracts";
import { expect, it } from "vitest";
import { bombs, workbook } from "./bombs.ts";
import { checkInput } from "./check-input.ts";
import { type Failure, fuzzDecoders } from "./fuzz-decoders.ts";
import { fuzzPosts } from "./fuzz-posts.ts";
import { readCorpus } from "./make-input.ts";
import { randomOf } from "./random.ts";

const SEED = 20_211_231;
const corpus = readCorpus([]);
const reference = loadReference();

it("decodes and validates 1,000 files of every format, whole, nearly whole and broken, and loses no figure", async () => {
  const failures: Failure[] = [];
  const tallies = await fuzzDecoders({
    ...{ seed: SEED, inputs: 1_000, only: FEED_FORMATS, index: null, reference, corpus },
    onFailure: (failure) => failures.push(failure),
  });
  expect(failures.map(({ id, violation }) => `${JSON.stringify(id)}: ${violation}`)).toEqual([]);
  // Else it would try nothing but refusals.
  for (const { outcomes, inputs, passedRows } of tallies) {
    expect(outcomes.decoded ?? 0).toBeGreaterThan(inputs / 5);
    expect(passedRows).toBeGreaterThan(0);
  }
});

it("answers 200 uploads of that kind without a fault of its own", async () => {
  const { statuses, failed } = await fuzzPosts({ seed: SEED, count: 200, corpus });
  expect(failed).toEqual([]);
  expect(statuses["202"]).toBeGreaterThan(20);
});

/** Several times what the slowest takes on a busy machine, a small part of what they took. */
const BOUND_CPU_MS = 8_000;

it.each(bombs().map(({ what, input }) => [what, input] as const))("bounds what %s costs", async (what, input) => {
  const before = process.cpuUsage();
  const { violation } = await checkInput(input, reference, randomOf(SEED, what, 0));
  const { user, system } = process.cpuUsage(before);
  expect(violation).toBeNull();
  expect((user + system) / 1_000).toBeLessThan(BOUND_CPU_MS);
});

/** Each of these was decoded without a word of what was dropped. */
it.each([
  ["a cell that is written twice", workbook('<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')],
  ["a cell with two values", workbook("<row><c><v>1</v><v>2</v></c></row>")],
  ["a cell outside of any row", workbook("<row><c><v>1</v></c></row><c><v>2</v></c>")],
])("refuses %s", async (what, bytes) => {
  const input = { format: "xlsx", kind: what, bytes, figures: null, isValid: false } as const;
  const { outcome, violation } = await checkInput(input, reference, randomOf(SEED, what, 0));
  expect([outcome, violation]).toEqual(["unreadable", null]);
});
