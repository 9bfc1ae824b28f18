import type { SubmissionBody } from "@yardstick/contracts";
import { expect, test } from "vitest";
import { splitByCitation } from "./split-by-citation.ts";

const row = (region: string, citation: string) => ({ indicator: "gdp", region, period: "2021", value: "1", citation });
const body = (...observations: SubmissionBody["observations"]): SubmissionBody => ({
  source: "liaoning",
  mode: "partial",
  observations,
});
const BODY = body(row("210421", "yearbook"), row("210422", "report"), row("210423", "yearbook"));

test("each citation keeps where its rows stood in the file, and the envelope", () => {
  const plans = splitByCitation(BODY);
  expect(plans.map(({ label, fileRows }) => [label, fileRows])).toEqual([
    ["yearbook", [1, 3]],
    ["report", [2]],
  ]);
  expect(plans[0]?.body).toEqual(body(row("210421", "yearbook"), row("210423", "yearbook")));
});

test("the same content has the same Idempotency-Key, other content or another mode another", () => {
  const keyOf = (given: SubmissionBody) => splitByCitation(given)[0]?.idempotencyKey;
  expect(keyOf(BODY)).toBe(keyOf(structuredClone(BODY)));
  expect(keyOf(BODY)).not.toBe(keyOf({ ...BODY, mode: "atomic" }));
  expect(keyOf(BODY)).not.toBe(keyOf(body(row("210421", "yearbook"))));
});
