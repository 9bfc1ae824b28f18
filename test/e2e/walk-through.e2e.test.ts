import type { Alert, Comparison, Observation, Receipt, ReceiptRows, SubmissionAccepted } from "@yardstick/contracts";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { eventually } from "../src/eventually.ts";
import { list, post, receiptOf, sql } from "./ask.ts";
import { DEPLOYMENTS, type Deployment } from "./deployments.ts";

/** How long a figure may take to its alert on a slow machine. */
const SOON_MS = 60_000;

const growth = (region: string, value: string) =>
  ({ indicator: "gdp", region, period: "2020", measure: "growth_yoy", value, unit: "%" }) as const;

/**
 * The guide: from a figure that a bureau pushes to an alert that an official gets, and to the revision that resolves
 * it. The tests of one deployment are the steps of one walk, in their order.
 */
describe.each(DEPLOYMENTS)("on $name", ({ needsKafka, start }) => {
  describe.skipIf(needsKafka && inject("kafkaBrokers") === null)("a figure walks to an alert", () => {
    let yardstick: Deployment;
    let firstId = "";
    let revisionId = "";

    beforeAll(async () => {
      yardstick = await start();
    });
    afterAll(async () => {
      await yardstick?.stop();
    });

    test("1. a bureau pushes figures: two counties, and the published average of the province's counties", async () => {
      const submission = {
        source: "210400-bureau",
        observations: [growth("210000-XY", "5.0"), growth("210421", "3.2"), growth("210422", "6.1")],
      };
      const headers = { "idempotency-key": "gdp-2020" };
      const accepted = await post(yardstick.ingest, submission, headers);
      firstId = accepted.submissionId;
      expect(accepted).toMatchObject({ statusUrl: `/v1/submissions/${firstId}` });

      const again = await post(yardstick.ingest, submission, headers);
      expect(again.submissionId, "the same key is the same submission").toBe(firstId);
    });

    test("2. its receipt says what happened, row by row", async () => {
      await eventually(async () => {
        const receipt = await receiptOf(yardstick.ingest, firstId);
        expect(receipt).toMatchObject({ state: "stored", source: "210400-bureau", issues: [] });
        expect(receipt.counts).toEqual({ accepted: 3, superseded: 0, unchanged: 0, rejected: 0 });
      }, SOON_MS);
    });

    test("3. a stored figure can be read at once, with who sent it", async () => {
      const observations = await list<Observation>(yardstick.portal, "/v1/observations?region=210421&indicator=gdp");
      expect(observations).toMatchObject([
        {
          period: "2020",
          measure: "growth_yoy",
          submittedValue: "3.2",
          source: "210400-bureau",
          submissionId: firstId,
        },
      ]);
    });

    test("4. each county is measured against the average, in percentage points", async () => {
      await eventually(async () => {
        const [below, above] = await comparisonsOf(yardstick, ["210421", "210422"]);
        expect(below).toMatchObject({ growth: 3.2, benchmark: 5, benchmarkMethod: "published", verdict: "below" });
        expect(below?.gap).toBeCloseTo(-1.8, 9);
        expect(above).toMatchObject({ growth: 6.1, verdict: "above" });
      }, SOON_MS);
    });

    test("5. who is responsible for the county below the average is alerted, and nobody else", async () => {
      await eventually(async () => {
        const alerts = await belowAverage(yardstick, "firing");
        expect(alerts.map(({ region }) => region)).toEqual(["210421"]);
        expect(alerts[0]).toMatchObject({
          period: "2020",
          submissionId: firstId,
          agency: expect.stringContaining("市"),
        });
        expect(alerts[0]?.message.zh).toContain("1.8个百分点");
      }, SOON_MS);
    });

    test("6. a revision supersedes the figure, and resolves the alert", async () => {
      const revision = { source: "210400-bureau", observations: [growth("210421", "5.6")] };
      revisionId = (await post(yardstick.ingest, revision)).submissionId;
      await eventually(async () => {
        const { state, counts } = await receiptOf(yardstick.ingest, revisionId);
        expect({ state, ...counts }).toMatchObject({ state: "stored", accepted: 0, superseded: 1 });
        expect(await comparisonsOf(yardstick, ["210421"])).toMatchObject([{ growth: 5.6, verdict: "above" }]);
        expect(await belowAverage(yardstick, "firing")).toEqual([]);
        const [resolved] = await belowAverage(yardstick, "resolved");
        expect(resolved).toMatchObject({ region: "210421", submissionId: revisionId });
        expect(resolved?.resolvedAt).not.toBeNull();
      }, SOON_MS);
    });

    test("7. an analyst asks in SQL, and finds both vintages and the alert's whole story", async () => {
      const vintages = await sql(
        yardstick.sql,
        "SELECT submitted_value, submission_id FROM observation_vintages FINAL WHERE region = '210421' ORDER BY version",
        yardstick.database,
      );
      expect(vintages).toEqual([
        ["3.2", firstId],
        ["5.6", revisionId],
      ]);
      const states = "SELECT state FROM alert_changes FINAL WHERE region = '210421' ORDER BY position";
      expect(await sql(yardstick.sql, states, yardstick.database)).toEqual([["firing"], ["resolved"]]);
    });

    test("8. a submission that breaks a rule is refused as a whole, with the reason and a suggestion", async () => {
      const wrong = {
        source: "210400-bureau",
        observations: [growth("210423", "4.0"), { ...growth("210423", "4.0"), indicator: "gpd" }],
      };
      const { submissionId } = await post(yardstick.ingest, wrong);
      await eventually(async () => {
        const receipt = await receiptOf(yardstick.ingest, submissionId);
        expect(receipt).toMatchObject({ state: "rejected", counts: { accepted: 0, rejected: 2 } });
        expect(receipt.issues).toMatchObject([{ code: "INDICATOR_UNKNOWN", row: 2, suggestion: "gdp" }]);
      }, SOON_MS);
      expect(await list(yardstick.portal, "/v1/observations?region=210423")).toEqual([]);
    });

    test("9. a table is answered in its own cells, row by row", async () => {
      const table = "region,indicator,period,value,unit\n210423,gdp,2019,812345,万元\n210499,gdp,2019,1,万元\n";
      const response = await fetch(`${yardstick.ingest}/v1/submissions?source=210400-bureau&mode=partial`, {
        method: "POST",
        headers: { "content-type": "text/csv" },
        body: table,
      });
      const { statusUrl } = (await response.json()) as SubmissionAccepted;
      await eventually(async () => {
        const answer = (await (await fetch(`${yardstick.ingest}${statusUrl}`)).json()) as Receipt;
        expect(answer).toMatchObject({ state: "stored", counts: { accepted: 1, rejected: 1 } });
        expect(answer.issues).toMatchObject([{ code: "REGION_UNKNOWN", row: 2, place: "A3" }]);
      }, SOON_MS);
      const { data } = (await (await fetch(`${yardstick.ingest}${statusUrl}/rows`)).json()) as ReceiptRows;
      expect(data.map(({ row, outcome }) => [row, outcome])).toEqual([
        [1, "accepted"],
        [2, "rejected"],
      ]);
    });
  });
});

async function comparisonsOf({ portal }: Deployment, regions: readonly string[]) {
  const rows = await list<Comparison>(portal, "/v1/comparisons?scope=210000-XY&indicator=gdp&period=2020");
  return regions.map((region) => rows.find((row) => row.region === region));
}

function belowAverage({ portal }: Deployment, state: "firing" | "resolved") {
  return list<Alert>(portal, `/v1/alerts?state=${state}&alertname=BelowCountyAverage`);
}
