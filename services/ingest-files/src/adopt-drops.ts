import { readdir, readFile, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "@yardstick/runtime";
import { discardLeftOvers } from "./discard-folder.ts";
import { isDropId } from "./drop-id.ts";
import { dropFolder } from "./inbox-folders.ts";
import { holderText, type InboxHolder, isRunning, parseHolder } from "./inbox-holder.ts";
import { type HolderSighting, isAbandoned } from "./judge-holder.ts";
import { writeFlushed } from "./write-durably.ts";

export interface Adoption {
  /** Ids of drops that nobody has in hand any more, in the order in which they were taken; from now on this process has. */
  adopt(held: ReadonlySet<string>): Promise<string[]>;
  /** Gives a sign for each drop that this process has in hand. */
  giveSigns(held: Iterable<string>): Promise<void>;
}

export interface AdoptionOptions {
  readonly inbox: string;
  readonly self: InboxHolder;
  readonly leaseMs: number;
  readonly clock: Clock;
}

export function createAdoption({ inbox, self, leaseMs, clock }: AdoptionOptions): Adoption {
  let sightings: ReadonlyMap<string, HolderSighting> = new Map();
  return {
    adopt: async (held) => {
      await discardLeftOvers(join(inbox, "taken"));
      const names = await readdir(join(inbox, "taken")).catch(missingIsEmpty);
      const ids = names.filter((name) => isDropId(name) && !held.has(name)).sort();
      const found = new Map<string, HolderSighting>();
      const adopted: string[] = [];
      for (const id of ids) {
        const sighting = await lookAt(dropFolder(inbox, id).holder, sightings.get(id), clock.nowMs());
        found.set(id, sighting);
        if (!isAbandoned(sighting, { self, leaseMs, nowMs: clock.nowMs(), isRunning })) continue;
        // Its folder may be gone by now: then another process has brought it to its end.
        if (await writeFlushed(dropFolder(inbox, id).holder, holderText(self)).then(() => true, missingIsFalse)) {
          adopted.push(id);
        }
      }
      sightings = found;
      return adopted;
    },
    giveSigns: async (held) => {
      const now = new Date(clock.nowMs());
      for (const id of held) await utimes(dropFolder(inbox, id).holder, now, now).catch(missingIsFalse);
    },
  };
}

async function lookAt(path: string, last: HolderSighting | undefined, nowMs: number): Promise<HolderSighting> {
  const mtimeMs = await stat(path).then((stats) => stats.mtimeMs, missingIsZero);
  if (last !== undefined && last.mtimeMs === mtimeMs) return last;
  const text = await readFile(path, "utf8").catch(missingIsNoText);
  return { holder: parseHolder(text), mtimeMs, sinceMs: nowMs };
}

const missingIs =
  <T>(value: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === "ENOENT") return value;
    throw error;
  };
const missingIsEmpty = missingIs<string[]>([]);
const missingIsFalse = missingIs(false);
const missingIsZero = missingIs(0);
const missingIsNoText = missingIs("");
