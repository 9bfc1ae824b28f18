import { createLogger, createManualClock } from "@yardstick/runtime";
import { expect, test } from "vitest";
import type { InboxEntry } from "./inbox-entry.ts";
import { createStaleLocks } from "./stale-locks.ts";

const MINUTE_MS = 60_000;

const locked = (lock: InboxEntry["lock"]): InboxEntry => ({
  ...{ path: Buffer.from("/inbox/s/a.csv"), folders: ["s"], name: "a.csv", size: 10, mtimeMs: 1, inode: 7 },
  lock,
});
const LOCK = { name: "a.csv.lock", mtimeMs: 1 };

function bench(settleMs = 2_000) {
  const lines: string[] = [];
  const logger = createLogger({ service: "test", level: "info", stream: { write: (line) => void lines.push(line) } });
  const clock = createManualClock();
  const locks = createStaleLocks({ settleMs, clock, logger });
  return {
    lines,
    /** What is said after a look that comes so much later. */
    look: (afterMs: number, ...entries: InboxEntry[]) => {
      clock.advance(afterMs);
      locks.saw(entries);
      return locks.describe();
    },
  };
}

test("a lock that stands still for ten minutes is told once, and as long as it lasts", () => {
  const { look, lines } = bench();
  expect(look(0, locked(LOCK))).toBeNull();
  expect(look(10 * MINUTE_MS - 1, locked(LOCK))).toBeNull();
  const told =
    "1 files are held by locks that have not changed for 10 minutes: delete a.csv.lock if nobody has s/a.csv open";
  expect(look(1, locked(LOCK))).toBe(told);
  expect(look(MINUTE_MS, locked(LOCK))).toBe(told);
  expect(lines.filter((line) => line.includes("a file is held by a lock"))).toHaveLength(1);
  expect(look(1, locked(null))).toBeNull();
  expect(lines.filter((line) => line.includes("the lock holds the file no more"))).toHaveLength(1);
});

test.each([
  ["touched", { ...LOCK, mtimeMs: 2 }],
  ["another program's", { ...LOCK, name: ".~lock.a.csv#" }],
])("a lock that is %s is a new one", (_what, lock) => {
  const { look, lines } = bench();
  look(0, locked(LOCK));
  expect(look(9 * MINUTE_MS, locked(lock))).toBeNull();
  expect(look(9 * MINUTE_MS, locked(lock))).toBeNull();
  expect(look(MINUTE_MS, locked(lock))).toContain(lock.name);
  expect(lines).toHaveLength(1);
});

test("the end of a file ends what is said of its lock", () => {
  const { look } = bench();
  look(0, locked(LOCK));
  expect(look(10 * MINUTE_MS, locked(LOCK))).not.toBeNull();
  expect(look(1)).toBeNull();
});

test("where files settle slowly a lock is given ten times as long", () => {
  const { look } = bench(2 * MINUTE_MS);
  look(0, locked(LOCK));
  expect(look(19 * MINUTE_MS, locked(LOCK))).toBeNull();
  expect(look(MINUTE_MS, locked(LOCK))).toContain("20 minutes");
});
