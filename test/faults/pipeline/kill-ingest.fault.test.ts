import { createIngestClient, IngestUnreachable } from "@yardstick/cli";
import { systemSleep } from "@yardstick/runtime";
import { deriveSubmissionId } from "@yardstick/submissions";
import { expect, test } from "vitest";
import { settledState } from "./chain-of-kills.ts";
import { startIngest } from "./start-ingest.ts";
import { undisturbedRun } from "./undisturbed-run.ts";

const BODY = {
  source: "210411-bureau",
  observations: [{ indicator: "gdp", region: "210411", period: "2019", value: "1234", unit: "万元" }],
};
const KEY = "killed before it could answer";
const DEADLINE_MS = 900_000;

test(
  "a submission whose answer was lost to kill -9 is sent again under its key, and stored once",
  async () => {
    const { settled } = await undisturbedRun();
    const deployment = await settled.copy("ingest");
    const dataDir = deployment.settings.YARDSTICK_DATA_DIR ?? "";
    const submissionId = deriveSubmissionId(BODY.source, KEY);

    const dying = await startIngest(dataDir, { kill: true });
    await expect(post(dying.url)).rejects.toBeInstanceOf(IngestUnreachable);
    expect(await dying.ended).toBe("SIGKILL");

    // No stage runs, so nobody knows that the first one is on the log: it is published a second time.
    const living = await startIngest(dataDir, { kill: false });
    expect(await post(living.url)).toEqual({
      kind: "accepted",
      accepted: { submissionId, state: "received", statusUrl: `/v1/submissions/${submissionId}` },
    });
    await living.stop();

    const { submissions = [], observation_vintages: vintages = [] } = await settledState(deployment);
    expect(submissions.filter((row) => row.submission_id === submissionId)).toMatchObject([
      { source: BODY.source, state: "stored", accepted: 1, superseded: 0, unchanged: 0, rejected: 0 },
    ]);
    // The second publication of the same is kept as evidence: one vintage, whatever order the claims are listed in.
    const claims = vintages.filter((row) => row.submission_id === submissionId);
    expect(claims.map(({ region, outcome }) => [region, outcome]).sort()).toEqual([
      ["210411", "accepted"],
      ...claims.slice(1).map(() => ["210411", "refused"]),
    ]);
    expect(claims.length).toBeLessThanOrEqual(2);

    const answering = await startIngest(dataDir, { kill: false });
    expect(await post(answering.url)).toMatchObject({ kind: "accepted", accepted: { submissionId, state: "stored" } });
    await answering.stop();
  },
  DEADLINE_MS,
);

function post(url: string) {
  const client = createIngestClient({ url, sleep: systemSleep });
  return client.submit(new TextEncoder().encode(JSON.stringify(BODY)), { idempotencyKey: KEY });
}
