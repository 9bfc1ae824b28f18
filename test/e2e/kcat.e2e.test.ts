import type { Comparison, Receipt } from "@yardstick/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWithKafka, kafkaBrokers } from "../kafka/describe-with-kafka.ts";
import { eventually } from "../src/eventually.ts";
import { writeMissing } from "../src/what-is-missing.ts";
import { list, receiptOf, sql } from "./ask.ts";
import { type Deployment, startOnKafka, topicPrefix } from "./deployments.ts";
import { hasKcat, hasPythonProducer, kcatSample, runAtRoot, runSample } from "./kcat.ts";

const SOON_MS = 60_000;
const SAMPLE_ID = "fushun-gdp-2021-1";

if (!hasKcat) writeMissing("Submissions produced with kcat", "kcat is not installed");
if (!hasPythonProducer) {
  const install = "pip install -r contracts/samples/kafka/requirements.txt";
  writeMissing("Submissions produced from Python", `python3 cannot import confluent_kafka; ${install}`);
}

/** A bureau that produces for itself, with what contracts/samples/README.md shows. */
describeWithKafka("a bureau's own producer", () => {
  const prefix = topicPrefix();
  const topic = `${prefix}submission-received`;
  let yardstick: Deployment;
  beforeAll(async () => {
    if (hasKcat || hasPythonProducer) yardstick = await startOnKafka(prefix);
  });
  afterAll(async () => {
    await yardstick?.stop();
  });

  /** The sample as it is written, but for the broker, the topics of this run, and what a test changes. */
  const produce = (changes: readonly (readonly [string, string])[] = []) => {
    const here = [
      ["localhost:9092", kafkaBrokers().join(",")],
      ["yardstick.submission-received", topic],
    ] as const;
    return runAtRoot([...here, ...changes].reduce(replaceOnce, kcatSample()));
  };
  const receiptIs = (id: string, wanted: object) =>
    eventually(async () => expect(await receiptOf(yardstick.ingest, id)).toMatchObject(wanted), SOON_MS);

  test.skipIf(!hasKcat)("pushes figures with kcat and six headers, and they are compared", async () => {
    await produce();
    await receiptIs(SAMPLE_ID, {
      source: "210400-bureau",
      state: "stored",
      counts: { accepted: 2, superseded: 0, unchanged: 0, rejected: 0 },
      issues: [],
    });
    await eventually(async () => {
      const path = "/v1/comparisons?scope=210000-XY&indicator=gdp&period=2021&region=210421";
      expect(await list<Comparison>(yardstick.portal, path)).toMatchObject([{ region: "210421", verdict: "no_data" }]);
    }, SOON_MS);
  });

  const SAMPLE = "contracts/samples/events/submission-received.v1.json";

  test.skipIf(!hasPythonProducer)(
    "pushes figures from Python, twice the same, and they are one submission",
    async () => {
      const to = ["--broker", kafkaBrokers().join(","), "--topic", topic, "--ingest-url", yardstick.ingest];
      const urls = [await runSample("python3", [SAMPLE, ...to]), await runSample("python3", [SAMPLE, ...to])];
      expect(urls[1]).toBe(urls[0]);
      expect(urls[0]).toContain(`${yardstick.ingest}/v1/submissions/`);
      await receiptIs(idIn(urls[0]), { source: "210400-bureau", state: "stored", issueCounts: {} });
    },
  );

  test.skipIf(!hasKcat)("pushes figures with the sample script", async () => {
    const env = { BROKER: kafkaBrokers().join(","), TOPIC: topic, INGEST_URL: yardstick.ingest };
    const url = await runSample("sh", [SAMPLE, "from-the-script"], env);
    expect(url).toBe(`${yardstick.ingest}/v1/submissions/from-the-script`);
    await receiptIs("from-the-script", { source: "210400-bureau", state: "stored", counts: { rejected: 0 } });
  });

  test.skipIf(!hasPythonProducer)("is told at once that nobody has the record where no broker answers", async () => {
    const nowhere = ["--broker", "127.0.0.1:9", "--config", "message.timeout.ms=1000"];
    await expect(runSample("python3", [SAMPLE, ...nowhere])).rejects.toThrow("was not delivered");
  });

  test.skipIf(!hasKcat)("is told by the receipt where key or ce_source do not agree with the body", async () => {
    await produce([
      ["-k 210400-bureau", "-k another-bureau"],
      [SAMPLE_ID, "key-of-another"],
    ]);
    await produce([
      ["ce_source=210400-bureau", "ce_source=another-bureau"],
      [SAMPLE_ID, "source-of-another"],
    ]);
    for (const id of ["key-of-another", "source-of-another"]) {
      await receiptIs(id, {
        state: "rejected",
        counts: { accepted: 0, rejected: 2 },
        issueCounts: { SOURCE_MISMATCH: 1 },
      } satisfies { state: Receipt["state"]; counts: object; issueCounts: object });
    }
  });

  test.skipIf(!hasKcat)(
    "leaves a record that nobody can read among the dead letters, and the next one is read",
    async () => {
      await runAtRoot(
        `kcat -P -b ${kafkaBrokers().join(",")} -t ${topic} -k 210400-bureau -X partitioner=murmur2_random`,
        "garbage",
      );
      await produce([[SAMPLE_ID, "after-garbage"]]);
      await receiptIs("after-garbage", { state: "stored", counts: { accepted: 0, unchanged: 2 } });
      await eventually(async () => {
        const letters = await sql(
          yardstick.sql,
          "SELECT stage, code, topic FROM dead_letters FINAL",
          yardstick.database,
        );
        expect(letters).toEqual([["validator", "ENVELOPE_INVALID", topic]]);
      }, SOON_MS);
    },
  );
});

const idIn = (url: string | undefined) => url?.split("/").at(-1) ?? "";

function replaceOnce(text: string, [from, to]: readonly [string, string]): string {
  if (!text.includes(from)) throw new Error(`The sample in contracts/samples/README.md has no ${from}`);
  return text.replace(from, to);
}
