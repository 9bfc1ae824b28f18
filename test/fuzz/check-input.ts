import type { ReferenceData } from "@yardstick/contracts";
import {
  DEFAULT_DECODE_LIMITS,
  type DecodedItem,
  type DecodedSubmission,
  decodeJsonSubmission,
  decodeSubmission,
  readItems,
  validateSubmission,
} from "@yardstick/submissions";
import type { FuzzInput, WrittenFigure } from "./fuzz-input.ts";
import { lostFigures } from "./lost-figures.ts";
import type { Random } from "./random.ts";

/** What became of an input. A violation is a sentence that names what does not hold. */
export interface Checked {
  readonly outcome: DecodedSubmission["outcome"] | "thrown";
  readonly violation: string | null;
  readonly rows: number;
  readonly passedRows: number;
}

const NOW_MS = Date.UTC(2026, 0, 1);
const LONGEST_MESSAGE_CHARS = 4_000;

/** Decodes and validates one input, and holds both to everything that they promise. */
export async function checkInput(input: FuzzInput, reference: ReferenceData, random: Random): Promise<Checked> {
  const result = { outcome: "thrown" as Checked["outcome"], rows: 0, passedRows: 0 };
  try {
    const question = questionOf(input, reference);
    const decoded = await decodeSubmission(input.format, whole(input.bytes), question);
    result.outcome = decoded.outcome;
    const again = await decodeSubmission(input.format, pieces(input.bytes, random), question);
    const items = input.figures === null || input.format === "json" ? null : await itemsOf(input, reference);
    let violation = isAlike(decoded, again) ? null : "in other chunks the file is read otherwise";
    violation ??= decoded.outcome === "decoded" ? checkBody(decoded.body) : checkRefusal(decoded);
    if (decoded.outcome === "decoded") {
      const { passed, problem } = checkValidation(decoded.body, reference);
      Object.assign(result, { rows: decoded.body.observations.length, passedRows: passed.length });
      violation ??= problem;
      if (input.isValid) violation ??= checkMeaning(input.figures ?? [], decoded.body, passed);
    } else if (input.isValid) violation ??= `a valid file is refused: ${JSON.stringify(decoded.faults[0].issue)}`;
    if (items !== null && input.figures !== null) violation ??= lostFigures(input.figures, items);
    return { ...result, violation };
  } catch (error) {
    return {
      ...result,
      outcome: "thrown",
      violation: `thrown: ${error instanceof Error ? error.stack : String(error)}`,
    };
  }
}

/** Of two faults that end the reading, which one comes first is a matter of how far the reader was. */
function isAlike(one: DecodedSubmission, other: DecodedSubmission): boolean {
  if (one.outcome !== "decoded" && other.outcome !== "decoded") return true;
  return JSON.stringify(one) === JSON.stringify(other);
}

function questionOf({ charset, feed }: FuzzInput, reference: ReferenceData) {
  const found = feed === undefined ? undefined : reference.feeds.get(feed);
  return {
    source: "210400-bureau",
    limits: DEFAULT_DECODE_LIMITS,
    reference,
    ...(charset === undefined ? {} : { charset }),
    ...(found === undefined ? {} : { feed: found }),
  };
}

async function itemsOf(input: FuzzInput, reference: ReferenceData): Promise<DecodedItem[]> {
  if (input.format === "json") return [];
  const items: DecodedItem[] = [];
  for await (const item of readItems(input.format, whole(input.bytes), questionOf(input, reference))) items.push(item);
  return items;
}

async function* whole(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Pieces of a few bytes, so that characters, escapes and tags are cut in two. */
async function* pieces(bytes: Buffer, random: Random): AsyncGenerator<Uint8Array> {
  const most = 1 + random.below(random.chance(0.5) ? 16 : 4_096);
  const least = Math.ceil(bytes.length / 200);
  for (let at = 0; at < bytes.length; ) {
    const length = least + random.below(most);
    yield bytes.subarray(at, at + length);
    at += Math.max(1, length);
  }
}

type Body = Extract<DecodedSubmission, { outcome: "decoded" }>["body"];

/** What goes onto the log is read again by the validator. */
function checkBody(body: Body): string | null {
  const json = JSON.stringify(body);
  if (Buffer.byteLength(json) > DEFAULT_DECODE_LIMITS.maxBytes) return "the body is larger than its limit";
  const again = decodeJsonSubmission(Buffer.from(json));
  if (again.outcome !== "decoded")
    return `as JSON the body is ${again.outcome}: ${JSON.stringify(again.faults[0].issue)}`;
  return JSON.stringify(again.body) === json ? null : "as JSON the body is another";
}

function checkRefusal(decoded: Exclude<DecodedSubmission, { outcome: "decoded" }>): string | null {
  const { faults, faultCounts } = decoded;
  const counted = Object.values(faultCounts).reduce((sum, count) => sum + count, 0);
  if (counted < faults.length) return `${faults.length} faults, ${counted} counted`;
  if (faults.length > DEFAULT_DECODE_LIMITS.maxFaults) return `${faults.length} faults are listed`;
  const long = faults.find(
    ({ issue }) => Math.max(issue.message.zh.length, issue.message.en.length) > LONGEST_MESSAGE_CHARS,
  );
  return long === undefined ? null : `the message of ${long.issue.code} is too long`;
}

type Passed = ReturnType<typeof validateSubmission>["observations"];

function checkValidation(body: Body, reference: ReferenceData): { passed: Passed; problem: string | null } {
  const judged = validateSubmission(body, { reference, nowMs: NOW_MS });
  const passed = judged.observations;
  const sum = passed.length + judged.rejectedRows;
  const rows = body.observations.length;
  return { passed, problem: sum === rows ? null : `${sum} rows were judged of ${rows}` };
}

/** Every figure comes out where and as it was meant, in the file's order, and nothing else. */
function checkMeaning(
  figures: readonly WrittenFigure[],
  { observations, origin }: Body,
  passed: Passed,
): string | null {
  if (observations.length !== figures.length)
    return `${figures.length} figures were written, ${observations.length} read`;
  if (passed.length !== figures.length) return `${figures.length} valid figures were written, ${passed.length} passed`;
  const isOrdered = origin !== undefined && origin.format !== "sdmx-json";
  const byValue = new Map(passed.map((row) => [row.submittedValue, row]));
  for (const [index, { region, indicator, year, value, place }] of figures.entries()) {
    const row = isOrdered ? passed[index] : byValue.get(value);
    const read = [row?.region, row?.indicator, row?.period, row?.submittedValue].join(" ");
    const wanted = [region, indicator, String(year), value].join(" ");
    if (read !== wanted) return `${wanted} was written, ${read} read`;
    const where = row === undefined ? undefined : observations[row.row - 1]?.place;
    if (where !== undefined && where !== place) return `${value} stands at ${place}, and is said to stand at ${where}`;
  }
  return null;
}
