import type { StepName } from "@yardstick/pipeline";
import { beforeAll, describe, expect, test } from "vitest";
import { chainOfKills } from "./chain-of-kills.ts";
import { expectSameState } from "./expect-same-state.ts";
import { describePlan, killPlans } from "./kill-plan.ts";
import type { PreparedDirectory } from "./prepared-directory.ts";
import type { PipelineState } from "./read-state.ts";
import { STAGE_STEPS } from "./stage-steps.ts";
import { undisturbedRun } from "./undisturbed-run.ts";

const CHAIN_DEADLINE_MS = 900_000;

/** Where the stage is killed a second time, with work of its own already behind it. */
const LATER: ReadonlySet<StepName> = new Set(["inserted", "published", "committed"]);

let prepared: PreparedDirectory;
let reference: PipelineState;

beforeAll(async () => {
  ({ prepared, state: reference } = await undisturbedRun());
}, CHAIN_DEADLINE_MS);

describe("one process over libsql and chDB, killed between every pair of steps, ends as if nothing had happened", () => {
  test("the run without kills goes through every outcome", () => {
    const { submissions = [], observation_vintages: vintages = [], alert_changes: changes = [] } = reference;
    expect(reference.announcements).toHaveLength(changes.length);
    const sum = (column: string) => submissions.reduce((total, row) => total + Number(row[column]), 0);
    expect({
      stored: submissions.filter(({ state }) => state === "stored").length,
      rejected: submissions.filter(({ state }) => state === "rejected").length,
      accepted: sum("accepted"),
      superseded: sum("superseded"),
      unchanged: sum("unchanged"),
      rejectedRows: sum("rejected"),
    }).toEqual({ stored: 11, rejected: 2, accepted: 9, superseded: 9, unchanged: 2, rejectedRows: 4 });
    const taken = vintages.filter(({ outcome }) => outcome === "accepted" || outcome === "superseded");
    expect(taken).toHaveLength(sum("accepted") + sum("superseded"));
    expect(new Set(changes.map(({ state, previous_state: before }) => `${before} to ${state}`))).toEqual(
      new Set(["none to firing", "firing to firing", "firing to resolved", "resolved to firing"]),
    );
  });

  for (const [stage, steps] of Object.entries(STAGE_STEPS)) {
    test.concurrent(
      stage,
      async () => {
        const plans = killPlans(
          stage,
          steps,
          steps.filter((step) => LATER.has(step)),
        );
        const state = await chainOfKills(await prepared.copy(stage), plans);
        expectSameState(state, reference, `after kills at ${plans.map(describePlan).join("; ")}`);
      },
      CHAIN_DEADLINE_MS,
    );
  }
});
