import { expect, test } from "vitest";
import { ANONYMOUS } from "../decide/identity.ts";
import { createRateLimits } from "./rate-limits.ts";

const limits = () => createRateLimits({ YARDSTICK_KEYS_REQUESTS_PER_MINUTE: 3, YARDSTICK_KEYS_ROWS_PER_MINUTE: 100 });
const scope = { verbs: [], sources: [], regionPrefixes: [], requestsPerMinute: null, rowsPerMinute: null };
const holder = (keyId: string, own = {}) => ({ keyId, scope: { ...scope, ...own } });

test("lets as many requests pass as the service is set to, and says when to come again", async () => {
  const { takeRequest } = limits();
  const states = [];
  for (let request = 0; request < 4; request += 1) states.push(await takeRequest(holder("a")));
  expect(states.map((state) => [state?.allowed, state?.remaining])).toEqual([
    [true, 2],
    [true, 1],
    [true, 0],
    [false, 0],
  ]);
  expect(states[3]).toMatchObject({ limit: 3, resetSeconds: 60 });
});

test("each key has its own count, and its own limit before the service's", async () => {
  const { takeRequest } = limits();
  const one = holder("a", { requestsPerMinute: 1 });
  expect((await takeRequest(one))?.allowed).toBe(true);
  expect((await takeRequest(one))?.allowed).toBe(false);
  expect((await takeRequest(holder("b")))?.allowed).toBe(true);
});

test("a submission larger than the limit passes at the beginning of a minute, and then nothing more", async () => {
  const { takeRows } = limits();
  expect((await takeRows(holder("a"), 20_000))?.allowed).toBe(true);
  expect((await takeRows(holder("a"), 1))?.allowed).toBe(false);
});

test("who holds no key is not counted", async () => {
  const { takeRequest, takeRows } = limits();
  for (let request = 0; request < 9; request += 1) expect(await takeRequest(ANONYMOUS)).toBeNull();
  expect(await takeRows(ANONYMOUS, 1_000)).toBeNull();
});
