import { openChdbSession } from "@yardstick/warehouse";
import { Kafka, logLevel } from "kafkajs";

/**
 * What one process can do at most: a kafkajs consumer that parses each record and inserts its rows into a plain table
 * of chDB in the same process, one insert per fetched batch, then commits. Nothing is checked, normalised, versioned
 * or compared. Arguments: brokers, topic, directory, rows to read. Prints rows per second from the first batch on.
 */
const [brokers = "", topic = "", directory = "", rowsText = "0"] = process.argv.slice(2);
const wanted = Number(rowsText);
const COLUMNS = ["indicator", "region", "period", "accumulation", "measure"];
COLUMNS.push("value", "unit", "price_basis", "caliber", "status", "source");

interface Body {
  readonly source: string;
  readonly observations: readonly Readonly<Record<string, string>>[];
}

const session = openChdbSession(directory);
await session.query("CREATE DATABASE bare ENGINE = Atomic", "Null");
await session.query(
  `CREATE TABLE bare.observations (indicator LowCardinality(String), region LowCardinality(String), period String,
accumulation LowCardinality(String), measure LowCardinality(String), value Decimal(38, 10), unit LowCardinality(String),
price_basis LowCardinality(String), caliber LowCardinality(String), status LowCardinality(String),
source LowCardinality(String)) ENGINE = MergeTree ORDER BY (indicator, region, period)`,
  "Null",
);

const kafka = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING });
const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 500 });
let rows = 0;
let startMs = 0;
await consumer.connect();
await consumer.subscribe({ topics: [topic], fromBeginning: true });
await new Promise<void>((resolve, reject) => {
  consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
  void consumer.run({
    autoCommit: false,
    partitionsConsumedConcurrently: 2,
    eachBatch: async ({ batch, resolveOffset, commitOffsetsIfNecessary }) => {
      startMs ||= performance.now();
      const lines: string[] = [];
      for (const { value } of batch.messages) {
        const { source, observations } = JSON.parse(String(value)) as Body;
        for (const row of observations) lines.push(lineOf(source, row));
      }
      await session.insert("bare.observations", COLUMNS, lines.join("\n"), "JSONCompactEachRow");
      resolveOffset(batch.lastOffset());
      const place = { partition: batch.partition, offset: String(BigInt(batch.lastOffset()) + 1n) };
      await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [place] }] });
      rows += lines.length;
      if (rows >= wanted) resolve();
    },
  });
});
process.stdout.write(`${JSON.stringify({ rowsPerSecond: (rows * 1_000) / (performance.now() - startMs) })}\n`);
process.exit(0);

function lineOf(source: string, row: Readonly<Record<string, string>>): string {
  const { indicator, region, period, accumulation, measure, value, unit, priceBasis, caliber, status } = row;
  return JSON.stringify([
    ...[indicator, region, period, accumulation, measure, value, unit, priceBasis, caliber, status],
    source,
  ]);
}
