import type { Random } from "../random.ts";

/** Short texts that mean something to one of the formats. */
const WORDS = [
  ...'{ } [ ] [[[[[[[[ " \\ , : ; \t \n \r\n \0 \uFEFF = < > </ /> & &amp; &#0; &x; <!--'.split(" "),
  ..."<![CDATA[ ]]> <!DOCTYPE <?xml 1e999 -0 1E+2 NaN null true __proto__ constructor \\ud800 \\u0000".split(" "),
  ..."_xD800_ 9999999999999999999 0.30000000000000004 #N/A ~ 增长 亿元 %, 2021年 1-6月 注: 合计 🦌 \u202e".split(" "),
  "x".repeat(70_000),
  "9".repeat(400),
  "[".repeat(5_000),
  "<a>".repeat(100),
  '<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;">]>',
] as const;
const MOST_BYTES = 256 * 1024;

type Mutation = (random: Random, bytes: Buffer, other: Buffer) => Buffer;

const cut = (random: Random, bytes: Buffer): readonly [number, number] => {
  const start = random.below(bytes.length + 1);
  return [start, Math.min(bytes.length, start + random.below(random.chance(0.2) ? bytes.length + 1 : 64))];
};

const put = (bytes: Buffer, at: number, more: Uint8Array, length = 0) =>
  Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at + length)]);

const MUTATIONS: readonly Mutation[] = [
  function flipBits(random, bytes) {
    const flipped = Buffer.from(bytes);
    for (let left = 1 + random.below(8); left > 0 && flipped.length > 0; left -= 1) {
      const at = random.below(flipped.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
    }
    return flipped;
  },
  function setBytes(random, bytes) {
    const set = Buffer.from(bytes);
    for (let left = 1 + random.below(8); left > 0 && set.length > 0; left -= 1)
      set[random.below(set.length)] = random.below(256);
    return set;
  },
  function truncate(random, bytes) {
    return bytes.subarray(0, random.below(bytes.length + 1));
  },
  function remove(random, bytes) {
    const [start, end] = cut(random, bytes);
    return put(bytes, start, Buffer.alloc(0), end - start);
  },
  function repeat(random, bytes) {
    const [start, end] = cut(random, bytes);
    const times = random.chance(0.05) ? random.below(500) : random.below(5);
    return put(bytes, end, Buffer.concat(Array.from({ length: times }, () => bytes.subarray(start, end))));
  },
  function move(random, bytes) {
    const [start, end] = cut(random, bytes);
    const left = put(bytes, start, Buffer.alloc(0), end - start);
    return put(left, random.below(left.length + 1), bytes.subarray(start, end));
  },
  function splice(random, bytes, other) {
    return Buffer.concat([
      bytes.subarray(0, random.below(bytes.length + 1)),
      other.subarray(random.below(other.length + 1)),
    ]);
  },
  function insertWord(random, bytes) {
    return put(bytes, random.below(bytes.length + 1), Buffer.from(random.pick(WORDS)));
  },
  function replaceNumber(random, bytes) {
    const numbers = [...bytes.toString("latin1").matchAll(/\d+/g)];
    if (numbers.length === 0) return bytes;
    const found = random.pick(numbers);
    const more = random.pick(["0", "-1", "1e400", "9".repeat(40), "0.1", "2147483648", "4294967296", "NaN", ""]);
    return put(bytes, found.index, Buffer.from(more), found[0].length);
  },
  function otherWidth(random, bytes) {
    const text = bytes.toString("utf8");
    return random.chance(0.5) ? Buffer.from(text, "utf16le") : Buffer.from(text, "latin1");
  },
  function linesInAnotherOrder(random, bytes) {
    const lines = bytes.toString("latin1").split("\n");
    const at = random.below(lines.length);
    const [line = ""] = lines.splice(at, random.chance(0.5) ? 1 : 0);
    lines.splice(random.below(lines.length + 1), 0, line === "" ? (lines[at] ?? "") : line);
    return Buffer.from(lines.join("\n"), "latin1");
  },
];

/** One to four things done to a file, at random; `other` is another file, for what takes from two. */
export function mutateBytes(random: Random, bytes: Buffer, other: Buffer): Buffer {
  let mutated = bytes;
  for (let left = 1 + random.below(4); left > 0; left -= 1) mutated = random.pick(MUTATIONS)(random, mutated, other);
  return mutated.subarray(0, MOST_BYTES);
}
