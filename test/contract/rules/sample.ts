import fc from "fast-check";

/** The one value that a seed stands for. */
export function sampled<T>(from: fc.Arbitrary<T>, seed: number): T {
  const [one] = fc.sample(from, { seed, numRuns: 1 });
  if (one === undefined) throw new Error("nothing was sampled");
  return one;
}
