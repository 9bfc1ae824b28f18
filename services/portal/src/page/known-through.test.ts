import { createManualClock } from "@yardstick/runtime";
import { expect, test } from "vitest";
import type { Ask } from "../query/ask.ts";
import { createKnownThrough } from "./known-through.ts";

function build(answers: (string | null | Error)[]) {
  const clock = createManualClock();
  const ask = (async () => {
    const next = answers.shift();
    if (next === undefined || next instanceof Error) throw next;
    return [{ known_through: next }];
  }) as Ask;
  return { clock, knownThrough: createKnownThrough(ask, clock) };
}

test("is asked once for requests that come together, and again a moment later", async () => {
  const { clock, knownThrough } = build([null, "2022-03-01 08:00:00.000"]);
  expect(await Promise.all([knownThrough(), knownThrough()])).toEqual([null, null]);
  clock.advance(249);
  expect(await knownThrough()).toBeNull();
  clock.advance(1);
  expect(await knownThrough()).toBe("2022-03-01T08:00:00.000Z");
});

test("a failure is not remembered", async () => {
  const { knownThrough } = build([new Error("away"), "2022-03-01 08:00:00.000"]);
  await expect(knownThrough()).rejects.toThrow("away");
  expect(await knownThrough()).toBe("2022-03-01T08:00:00.000Z");
});
