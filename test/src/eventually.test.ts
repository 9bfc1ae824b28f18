import { expect, test } from "vitest";
import { eventually } from "./eventually.ts";

test("answers what the assertion answers once it passes", async () => {
  let calls = 0;
  const answer = await eventually(() => {
    calls += 1;
    expect(calls).toBeGreaterThan(2);
    return calls;
  }, 1_000);
  expect(answer).toBe(3);
});

test("throws the assertion's own error after the deadline", async () => {
  const never = () => expect("seen").toBe("wanted");
  await expect(eventually(never, 20)).rejects.toThrow(/Not within 20 ms: .*wanted/s);
});
