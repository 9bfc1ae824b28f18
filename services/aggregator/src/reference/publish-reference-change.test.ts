import { indicatorPeriodChangedV1, loadReference } from "@yardstick/contracts";
import type { NewRecord } from "@yardstick/event-log";
import { createManualClock, createSilentLogger } from "@yardstick/runtime";
import { expect, it } from "vitest";
import { publishReferenceChange } from "./publish-reference-change.ts";

const reference = loadReference();

/** A warehouse with figures of one indicator, whose results were computed with `version`. */
function deploymentAt(version: string | undefined, ends: readonly string[]) {
  const published: NewRecord[] = [];
  const noted: unknown[] = [];
  const figures = { indicator: "gdp", ends, submission_id: "s", source: "bureau", newest: String(5n << 79n) };
  const deps = {
    warehouse: {
      query: async <Row>(sql: string) =>
        (sql.includes("reference_versions")
          ? version === undefined
            ? []
            : [{ version }]
          : ends.length === 0
            ? []
            : [figures]) as Row[],
      insert: async (_table: string, _columns: readonly string[], rows: unknown) => void noted.push(rows),
    },
    eventLog: {
      publish: async (_topic: string, records: readonly NewRecord[]) => {
        expect(noted, "nothing is noted before the log has the keys").toEqual([]);
        published.push(...records);
        return [];
      },
    },
    reference,
    topicPrefix: "",
    clock: createManualClock(),
    logger: createSilentLogger(),
  };
  return { deps, published, noted };
}

const read = ({ value }: NewRecord) => indicatorPeriodChangedV1.parse(JSON.parse(new TextDecoder().decode(value)));

it("says nothing where the results rest on this reference data", async () => {
  const { deps, published, noted } = deploymentAt(reference.version, ["2021-12-31"]);
  await publishReferenceChange(deps);
  expect([published, noted]).toEqual([[], []]);
});

it("puts every key with figures on the log, the year after as well, then notes the version", async () => {
  const { deps, published, noted } = deploymentAt("older", ["2021-12-31"]);
  await publishReferenceChange(deps);
  expect(published.map(read)).toMatchObject(
    [...reference.scopes.keys()].map((scope) => ({
      scope,
      indicator: "gdp",
      periodEnds: ["2021-12-31", "2022-12-31"],
    })),
  );
  expect(noted).toMatchObject([[["results", reference.version, expect.any(String)]]]);
});

it("splits long histories, each period once", async () => {
  const ends = Array.from({ length: 30 }, (_, at) => `${1990 + at}-12-31`);
  const { deps, published } = deploymentAt("older", ends);
  await publishReferenceChange(deps);
  const scope = [...reference.scopes.keys()][0];
  const periods = published
    .map(read)
    .filter((event) => event.scope === scope)
    .flatMap((event) => event.periodEnds);
  expect(periods).toEqual([...ends, "2020-12-31"]);
  expect(new Set(published.map(({ headers }) => headers.ce_id)).size).toBe(published.length);
});

it("notes the version of an empty store, which has nothing to compute again", async () => {
  const { deps, published, noted } = deploymentAt(undefined, []);
  await publishReferenceChange(deps);
  expect([published.length, noted.length]).toEqual([0, 1]);
});
