import { expect, test } from "vitest";
import type { InboxEntry } from "./inbox-entry.ts";
import { type Sighting, settleEntries } from "./settle-entries.ts";

const file = (name: string, changes: Partial<InboxEntry> = {}): InboxEntry => ({
  path: Buffer.from(`/inbox/s/${name}`),
  folders: ["s"],
  name,
  size: 10,
  mtimeMs: 1_000,
  inode: 7,
  lock: null,
  ...changes,
});

/** What is complete at each look, two seconds of quiet being asked for. */
function looks(...at: readonly (readonly [nowMs: number, entries: readonly InboxEntry[]])[]): string[][] {
  let sightings: ReadonlyMap<string, Sighting> = new Map();
  return at.map(([nowMs, entries]) => {
    const settled = settleEntries(entries, sightings, { nowMs, settleMs: 2_000 });
    sightings = settled.sightings;
    expect(settled.waiting).toBe(entries.length - settled.complete.length);
    return settled.complete.map(({ name }) => name);
  });
}

test("a file is complete when it has not changed for the settle time, whatever its own time says", () => {
  const old = [file("a", { mtimeMs: -5_000_000 })];
  expect(looks([0, old], [1_999, old], [2_000, old])).toEqual([[], [], ["a"]]);
});

test.each([
  ["size", { size: 11 }],
  ["time", { mtimeMs: 1_001 }],
  ["inode, as where another file was renamed over it", { inode: 8 }],
])("a change of %s begins the wait again", (_what, change) => {
  const [before, after] = [[file("a")], [file("a", change)]];
  expect(looks([0, before], [1_500, after], [3_000, after], [3_500, after])).toEqual([[], [], [], ["a"]]);
});

test("a locked file waits, and from the end of the lock as long as any other", () => {
  const [locked, free] = [[file("a", { lock: { name: "a.lock", mtimeMs: 1 } })], [file("a")]];
  expect(looks([0, locked], [9_000, locked], [10_000, free], [11_999, free], [12_000, free])).toEqual([
    [],
    [],
    [],
    [],
    ["a"],
  ]);
});

test("an empty file is given a minute", () => {
  const empty = [file("a", { size: 0 })];
  expect(looks([0, empty], [59_999, empty], [60_000, empty])).toEqual([[], [], ["a"]]);
});

test("files stand in the order in which they were written", () => {
  const files = [file("b", { mtimeMs: 2 }), file("c", { mtimeMs: 1 }), file("a", { mtimeMs: 2 })];
  expect(looks([0, files], [2_000, files])).toEqual([[], ["c", "a", "b"]]);
});

test("a file that went away and came again is new", () => {
  expect(looks([0, [file("a")]], [1_000, []], [2_500, [file("a")]])).toEqual([[], [], []]);
});
