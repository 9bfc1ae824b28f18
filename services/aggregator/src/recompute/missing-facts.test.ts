import { loadReference } from "@yardstick/contracts";
import { expect, it } from "vitest";
import type { ChangedKey } from "./coalesce-changes.ts";
import { keyWithMissingFacts } from "./missing-facts.ts";

const reference = loadReference();
const received = { partition: 0, offset: "7", at: "2022-03-01T08:00:00.000Z" };
const position = (BigInt(Date.parse(received.at)) << 79n) | 7n;

const key = (scope: string): ChangedKey => ({
  scope,
  indicator: "gdp",
  periodEnds: ["2021-12-31"],
  cause: { submissionId: "s", source: "bureau", received, version: String(position) },
});

/** A replica whose newest figure has this version, and which shows so many claims of the submission. */
function replica(newest: bigint, claims: number) {
  const asked: string[] = [];
  const query = async <Row>(sql: string) => {
    asked.push(sql);
    return [sql.includes("observation_vintages") ? { claims } : { newest: String(newest) }] as Row[];
  };
  return { query, asked };
}

it("goes on where the figures show the cause, and asks for the scopes of one indicator once", async () => {
  const { query, asked } = replica(position, 0);
  expect(await keyWithMissingFacts({ query }, [key("210000-XY"), key("210400-XY")], reference)).toBeNull();
  expect(asked).toHaveLength(1);
});

it("goes on where the cause is among the claims, though a figure of record stands before it", async () => {
  expect(await keyWithMissingFacts(replica(position - 1n, 3), [key("210000-XY")], reference)).toBeNull();
});

it("waits where neither shows it", async () => {
  expect(await keyWithMissingFacts(replica(position - 1n, 0), [key("210000-XY")], reference)).toMatchObject({
    scope: "210000-XY",
  });
});
