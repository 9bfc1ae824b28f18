import type { Comparison } from "@yardstick/contracts";
import { expect, test } from "vitest";
import { describeWithKafka } from "../kafka/describe-with-kafka.ts";
import { eventually } from "../src/eventually.ts";
import { list, post, receiptOf } from "./ask.ts";
import { startOnKafka, topicPrefix } from "./deployments.ts";

const SOON_MS = 60_000;

const growth = (region: string, value: string) => ({
  indicator: "gdp",
  region,
  period: "2019",
  measure: "growth_yoy",
  value,
  unit: "%",
});

describeWithKafka("a fresh data directory", () => {
  test("on an old Kafka rebuilds everything, with the same receipts", async () => {
    const prefix = topicPrefix();
    const first = await startOnKafka(prefix);
    const body = { source: "210400-bureau", observations: [growth("210000-XY", "5.0"), growth("210423", "4.4")] };
    const { submissionId } = await post(first.ingest, body);
    const before = await eventually(async () => {
      const receipt = await receiptOf(first.ingest, submissionId);
      expect(receipt.state).toBe("stored");
      return receipt;
    }, SOON_MS);
    // The directory goes with it.
    await first.stop();

    const second = await startOnKafka(prefix);
    try {
      await eventually(async () => {
        expect(await receiptOf(second.ingest, submissionId)).toEqual(before);
        const rows = await list<Comparison>(
          second.portal,
          "/v1/comparisons?scope=210000-XY&indicator=gdp&period=2019&region=210423",
        );
        expect(rows).toMatchObject([{ growth: 4.4, benchmark: 5, verdict: "below" }]);
      }, SOON_MS);
    } finally {
      await second.stop();
    }
  });
});
