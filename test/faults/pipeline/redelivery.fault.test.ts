import { join } from "node:path";
import fc from "fast-check";
import Database from "libsql";
import { beforeAll, describe, test } from "vitest";
import { settledState } from "./chain-of-kills.ts";
import { expectSameStanding, expectSameState } from "./expect-same-state.ts";
import { prepareDirectory } from "./prepared-directory.ts";
import type { PipelineState } from "./read-state.ts";
import { undisturbedRun } from "./undisturbed-run.ts";
import type { Deployment } from "./worker-settings.ts";

const DEADLINE_MS = 900_000;

let settled: Deployment;
let reference: PipelineState;

beforeAll(async () => {
  const undisturbed = await undisturbedRun();
  settled = await undisturbed.settled.copy("settled");
  reference = undisturbed.state;
}, DEADLINE_MS);

describe("the log read again", () => {
  test.concurrent(
    "from wherever each group is set back to, over the tables that are there",
    async () => {
      const share = fc.double({ min: 0, max: 1, noNaN: true });
      const rewinds = fc.array(share, { minLength: 40, maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(rewinds, async (shares) => {
          rewind(settled, shares);
          expectSameState(await settledState(settled), reference, "after groups were set back");
        }),
        // The first example is the whole log; shrinking would take minutes and say little more.
        { numRuns: 3, examples: [[Array.from({ length: 40 }, () => 0)]], endOnFailure: true },
      );
    },
    DEADLINE_MS,
  );

  test.concurrent(
    "at once, where it came bit by bit before",
    async () => {
      const burst = await prepareDirectory("prepare-all");
      expectSameStanding(await settledState(await burst.copy("burst")), reference, "all of the script at once");
    },
    DEADLINE_MS,
  );
});

/** Sets every committed offset back to a share of itself; nobody has the file open. */
function rewind({ settings }: Deployment, shares: readonly number[]): void {
  const database = new Database(join(settings.YARDSTICK_DATA_DIR ?? "", "event-log.db"));
  try {
    const rows = database.prepare(`SELECT ${PLACE} AS place, offset FROM committed_offsets ORDER BY place`).all([]);
    const update = database.prepare(`UPDATE committed_offsets SET offset = ?, metadata = '' WHERE ${PLACE} = ?`);
    for (const [at, { place, offset }] of (rows as { place: string; offset: number }[]).entries()) {
      update.run([Math.floor(offset * (shares[at % shares.length] ?? 0)), place]);
    }
  } finally {
    database.close();
  }
}

const PLACE = "group_name || '/' || topic || '/' || partition";
