import { createCountedRandomness, createManualClock, createSilentLogger, type Sleep } from "@yardstick/runtime";
import { expect, test } from "vitest";
import { ANONYMOUS } from "../decide/identity.ts";
import { issueKey } from "../keys/issue-key.ts";
import type { KeyRow } from "../keys/key-rows.ts";
import { openKeyring } from "./open-keyring.ts";

const issued = issueKey(createCountedRandomness());
const row: KeyRow = {
  key_id: issued.keyId,
  secret_hash: issued.hash,
  previous_hash: "",
  previous_valid_until_ms: null,
  note: "",
  sources: ["a"],
  region_prefixes: [],
  verbs: ["submit"],
  requests_per_minute: 0,
  rows_per_minute: 7,
  valid_from_ms: "0",
  valid_until_ms: null,
  revoked_at_ms: null,
  created_at_ms: "0",
  version: "18446744073709551615",
};

/** A keyring over rows that a test changes; `tick` lets one refresh interval pass. */
function ringOver(state: { rows: readonly KeyRow[] | Error }) {
  const clock = createManualClock(1_000);
  const waiting: (() => void)[] = [];
  const sleep: Sleep = (_ms, signal) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      signal?.addEventListener("abort", () => resolve());
    });
  const tick = () => {
    for (const wake of waiting.splice(0)) wake();
  };
  const keyring = openKeyring({
    warehouse: {
      query: async <Row>() => {
        if (state.rows instanceof Error) throw state.rows;
        return state.rows as unknown as Row[];
      },
    },
    ...{ clock, sleep },
    logger: createSilentLogger(),
    refreshIntervalMs: 10_000,
  });
  return { keyring, clock, tick };
}

const bearer = `Bearer ${issued.text}`;
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test("without any key everybody is let in, with or without an old key in hand", async () => {
  const { keyring } = ringOver({ rows: [] });
  await keyring.start();
  expect(keyring.isConfigured()).toBe(false);
  for (const shown of [undefined, bearer]) {
    expect(keyring.authenticate(shown)).toEqual({ allowed: true, identity: ANONYMOUS });
  }
  await keyring.stop();
});

test("says who shows a key, and never what proves it", async () => {
  const { keyring } = ringOver({ rows: [row] });
  await keyring.start();
  const answer = keyring.authenticate(bearer);
  expect(answer).toMatchObject({ identity: { keyId: issued.keyId, scope: { verbs: ["submit"], rowsPerMinute: 7 } } });
  expect(JSON.stringify(answer)).not.toContain(issued.hash);
  const basic = `Basic ${Buffer.from(`any:${issued.text}`).toString("base64")}`;
  expect(keyring.authenticate(basic).allowed).toBe(true);
  await keyring.stop();
});

test.each([
  [undefined, "KEY_MISSING"],
  ["Bearer nonsense", "KEY_INVALID"],
  [`Bearer ${issued.text.slice(0, -1)}f`, "KEY_INVALID"],
  [`Bearer ysk_ffffffffffff_${"0".repeat(64)}`, "KEY_INVALID"],
])("refuses %s: %s", async (shown, code) => {
  const { keyring } = ringOver({ rows: [row] });
  await keyring.start();
  expect(keyring.authenticate(shown)).toMatchObject({ allowed: false, status: 401, code });
  await keyring.stop();
});

test("a revocation takes effect one refresh interval later, at once when it is told", async () => {
  const state = { rows: [row] };
  const { keyring, tick } = ringOver(state);
  await keyring.start();
  await settle();
  state.rows = [{ ...row, revoked_at_ms: "999" }];
  expect(keyring.authenticate(bearer).allowed).toBe(true);
  tick();
  await settle();
  expect(keyring.authenticate(bearer)).toMatchObject({ code: "KEY_REVOKED" });
  state.rows = [row];
  await keyring.refresh();
  expect(keyring.authenticate(bearer).allowed).toBe(true);
  await keyring.stop();
});

test("keeps the last known keys while the warehouse is away, and asks for keys although none is left", async () => {
  const state: { rows: KeyRow[] | Error } = { rows: [row] };
  const { keyring, tick } = ringOver(state);
  await keyring.start();
  await settle();
  state.rows = new Error("away");
  tick();
  await settle();
  expect(keyring.authenticate(bearer).allowed).toBe(true);
  expect(await keyring.checks[0]?.check()).toMatchObject({
    ok: true,
    detail: expect.stringContaining("cannot be read"),
  });
  state.rows = [];
  await keyring.refresh();
  expect(keyring.isConfigured()).toBe(true);
  expect(keyring.authenticate(bearer)).toMatchObject({ code: "KEY_INVALID" });
  await keyring.stop();
});

test("starts without the warehouse, judges nobody until it has read the keys once, and then goes on by itself", async () => {
  const state: { rows: KeyRow[] | Error } = { rows: new Error("away") };
  const { keyring, tick } = ringOver(state);
  await keyring.start();
  await settle();
  expect(() => keyring.authenticate(bearer)).toThrow(
    expect.objectContaining({ code: "KEYS_UNKNOWN", disposition: "retry" }),
  );
  expect(() => keyring.isConfigured()).toThrow(expect.objectContaining({ code: "KEYS_UNKNOWN" }));
  await expect(keyring.checks[0]?.check()).rejects.toMatchObject({ code: "KEYS_UNKNOWN" });
  state.rows = [row];
  tick();
  await settle();
  expect(keyring.authenticate(bearer).allowed).toBe(true);
  await keyring.stop();
});

test("after a rotation the secret before is accepted for its grace", async () => {
  const next = issueKey(createCountedRandomness(), issued.keyId);
  const rotated = { ...row, secret_hash: next.hash, previous_hash: issued.hash, previous_valid_until_ms: "1500" };
  const { keyring, clock } = ringOver({ rows: [rotated] });
  await keyring.start();
  expect(keyring.authenticateKey(issued.text).allowed).toBe(true);
  expect(keyring.authenticateKey(next.text).allowed).toBe(true);
  clock.set(1_500);
  expect(keyring.authenticateKey(issued.text)).toMatchObject({ code: "KEY_INVALID" });
  expect(keyring.authenticateKey(next.text).allowed).toBe(true);
  await keyring.stop();
});
