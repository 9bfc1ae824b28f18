import { randomBytes, randomUUID } from "node:crypto";

/** Chance, passed in wherever an id or a key is made, so that a test knows what comes. */
export interface Randomness {
  /** A UUID version 4. */
  randomId(): string;
  randomBytes(length: number): Uint8Array;
}

export const systemRandomness: Randomness = {
  randomId: () => randomUUID(),
  randomBytes: (length) => randomBytes(length),
};

/** Randomness for tests: ids are counted, bytes are that count. */
export function createCountedRandomness(): Randomness {
  let count = 0;
  return {
    randomId: () => {
      count += 1;
      return `00000000-0000-4000-8000-${count.toString(16).padStart(12, "0")}`;
    },
    randomBytes: (length) => {
      count += 1;
      return new Uint8Array(length).fill(count % 256);
    },
  };
}
