import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesSource } from "./matches-source.ts";

test("fits as the same pattern written as a regular expression does", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "."), maxLength: 8 });
  const patterns = fc.string({ unit: fc.constantFrom("a", "b", ".", "*"), maxLength: 6 });
  fc.assert(
    fc.property(patterns, letters, (pattern, source) => {
      const expression = new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
      expect(matchesSource(pattern, source)).toBe(expression.test(source));
    }),
    { numRuns: 2_000 },
  );
});

test("takes no time for a pattern that would make an expression backtrack", () => {
  expect(matchesSource(`${"*a".repeat(30)}b`, "a".repeat(64))).toBe(false);
});
